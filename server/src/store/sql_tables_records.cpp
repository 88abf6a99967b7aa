#include "store/record_sql.hpp"
#include "store/sql_tables.hpp"

namespace tundish::store {
std::optional<Record> SqlTables::find_record(const RecordTable& table, const Record& key) {
  const RecordSql sql = find_sql(table, key);
  SqlStatement statement = connection_.prepare_text(sql.text);
  statement.bind_all(sql.parameters);
  if (!statement.step()) return std::nullopt;
  return statement.row(table.columns);
}

std::vector<Record> SqlTables::list_records(const RecordTable& table, const RecordQuery& query) {
  const RecordSql sql = list_sql(table, query);
  SqlStatement statement = connection_.prepare_text(sql.text);
  statement.bind_all(sql.parameters);
  std::vector<Record> list;
  while (statement.step()) list.push_back(statement.row(table.columns));
  return list;
}

void SqlTables::put_record(const RecordTable& table, const Record& row) {
  const RecordSql sql = put_sql(table, row);
  SqlStatement statement = connection_.prepare_text(sql.text);
  statement.bind_all(sql.parameters).run();
}

Added SqlTables::add_record(const RecordTable& table, const Record& row) {
  const RecordSql sql = add_sql(table, row);
  SqlStatement statement = connection_.prepare_text(sql.text);
  statement.bind_all(sql.parameters).run();
  return statement.changed_rows() == 0 ? Added::key_is_taken : Added::yes;
}

void SqlTables::remove_record(const RecordTable& table, const Record& key) {
  const RecordSql sql = remove_sql(table, key);
  SqlStatement statement = connection_.prepare_text(sql.text);
  statement.bind_all(sql.parameters).run();
}

}  // namespace tundish::store
