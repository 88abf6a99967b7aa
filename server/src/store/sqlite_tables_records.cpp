#include "store/record_sql.hpp"
#include "store/sqlite_tables.hpp"

namespace tundish::store {
namespace {

void bind(SqliteStatement& statement, const Record& parameters) {
  for (const Datum& parameter : parameters) {
    if (const auto* text = std::get_if<std::string>(&parameter)) {
      statement.bind(std::string_view(*text));
    } else {
      statement.bind(std::get<std::int64_t>(parameter));
    }
  }
}

Record row_of(const RecordTable& table, SqliteStatement& statement) {
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

std::optional<Record> SqliteTables::find_record(const RecordTable& table, const Record& key) {
  const RecordSql sql = find_sql(table, key);
  SqliteStatement statement = database_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  if (!statement.step()) return std::nullopt;
  return row_of(table, statement);
}

std::vector<Record> SqliteTables::list_records(const RecordTable& table, const RecordQuery& query) {
  const RecordSql sql = list_sql(table, query);
  SqliteStatement statement = database_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  std::vector<Record> list;
  while (statement.step()) list.push_back(row_of(table, statement));
  return list;
}

void SqliteTables::put_record(const RecordTable& table, const Record& row) {
  const RecordSql sql = put_sql(table, row);
  SqliteStatement statement = database_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  statement.run();
}

Added SqliteTables::add_record(const RecordTable& table, const Record& row) {
  const RecordSql sql = add_sql(table, row);
  SqliteStatement statement = database_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  statement.run();
  return statement.changed_rows() == 0 ? Added::key_is_taken : Added::yes;
}

void SqliteTables::remove_record(const RecordTable& table, const Record& key) {
  const RecordSql sql = remove_sql(table, key);
  SqliteStatement statement = database_.prepare_text(sql.text);
  bind(statement, sql.parameters);
  statement.run();
}

}  // namespace tundish::store
