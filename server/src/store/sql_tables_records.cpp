#include "store/record_sql.hpp"
#include "store/sql_tables.hpp"

namespace tundish::store {
namespace {

void bind(SqlStatement& statement, const Record& parameters) {
  for (const Datum& parameter : parameters) {
    if (const auto* text = std::get_if<std::string>(&parameter)) {
      statement.bind(std::string_view(*text));
    } else {
      statement.bind(std::get<std::int64_t>(parameter));
    }
  }
}

Record row_of(const RecordTable& table, SqlStatement& statement) {
  Record row;
  row.reserve(table.columns.size());
  for (const RecordColumn& column : table.columns) {
    if (column.kind == RecordColumn::Kind::text) {
      row.emplace_back(statement.text());
    } else {
      row.emplace_back(statement.number());
    }
  }
  return row;
}

}  // namespace

std::optional<Record> SqlTables::find_record(const RecordTable& table, const Record& key) {
  const RecordSql sql = find_sql(table, key);
  SqlStatement statement = connection_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  if (!statement.step()) return std::nullopt;
  return row_of(table, statement);
}

std::vector<Record> SqlTables::list_records(const RecordTable& table, const RecordQuery& query) {
  const RecordSql sql = list_sql(table, query);
  SqlStatement statement = connection_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  std::vector<Record> list;
  while (statement.step()) list.push_back(row_of(table, statement));
  return list;
}

void SqlTables::put_record(const RecordTable& table, const Record& row) {
  const RecordSql sql = put_sql(table, row);
  SqlStatement statement = connection_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  statement.run();
}

Added SqlTables::add_record(const RecordTable& table, const Record& row) {
  const RecordSql sql = add_sql(table, row);
  SqlStatement statement = connection_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  statement.run();
  return statement.changed_rows() == 0 ? Added::key_is_taken : Added::yes;
}

void SqlTables::remove_record(const RecordTable& table, const Record& key) {
  const RecordSql sql = remove_sql(table, key);
  SqlStatement statement = connection_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  statement.run();
}

}  // namespace tundish::store
