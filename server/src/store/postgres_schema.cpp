#include <string>

#include "store/migrations.hpp"
#include "store/postgres_connection.hpp"

namespace tundish::store {
namespace {

constexpr int kTriesOfAStep = 5;

std::int64_t count(PostgresConnection& connection, const char* sql) {
  SqlStatement row = connection.prepare(sql);
  return row.step() ? row.number() : 0;
}

/// Texts are ordered by their bytes, whatever the language of the database is.
std::string in_postgres(std::string_view migration) {
  constexpr std::string_view kText = " TEXT ";
  std::string text(migration);
  for (std::size_t at = text.find(kText); at != text.npos; at = text.find(kText, at + 1)) {
    text.replace(at, kText.size(), " TEXT COLLATE \"C\" ");
  }
  return text;
}

void set(PostgresConnection& connection, std::string_view name, std::int64_t value) {
  connection
      .prepare(
          "INSERT INTO settings (bucket, name, value) VALUES (0, ?, ?)"
          " ON CONFLICT (bucket, name) DO UPDATE SET value = excluded.value")
      .bind(name)
      .bind(value)
      .run();
}

/// Makes the next step on the way to a version; false when there is none.
bool step(PostgresConnection& connection, std::int64_t version, std::int64_t now_ms) {
  const std::int64_t found = connection.schema_version();
  if (found >= version) return false;
  const Migration& next = migrations()[static_cast<std::size_t>(found)];
  connection.execute(in_postgres(next.text));
  if (found == 0) set(connection, "generation", now_ms);
  set(connection, "schema", next.version);
  return true;
}

void add_columns(PostgresConnection& connection, std::vector<TableShape>& tables) {
  SqlStatement row = connection.prepare(
      "SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT), format_type(a.atttypid, -1),"
      " CAST(a.attnotnull AS INTEGER) FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid"
      " WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND t.relkind = 'r'"
      " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY t.relname, a.attnum");
  while (row.step()) {
    const std::string table = row.text();
    if (tables.empty() || tables.back().name != table) {
      tables.emplace_back();
      tables.back().name = table;
    }
    RecordColumn column;
    column.name = row.text();
    const bool is_text = row.text() == "text";
    column.kind = is_text ? RecordColumn::Kind::text : RecordColumn::Kind::number;
    tables.back().columns.push_back(column);
    if (row.number() == 0) tables.back().allows_null = true;
  }
}

void add_indexes(PostgresConnection& connection, TableShape& table) {
  SqlStatement row = connection.prepare(
      "SELECT CAST(i.relname AS TEXT), CAST(a.attname AS TEXT), CAST(x.indisprimary AS INTEGER)"
      " FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
      " JOIN pg_class t ON t.oid = x.indrelid"
      " CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (place, ordinal)"
      " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.place"
      " WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND t.relname = ?"
      " ORDER BY i.relname COLLATE \"C\", k.ordinal");
  row.bind(std::string_view(table.name));
  while (row.step()) {
    const std::string index = row.text();
    const std::string column = row.text();
    if (row.number() == 1) {
      table.key.push_back(column);
      continue;
    }
    if (table.indexes.empty() || table.indexes.back().first != index) {
      table.indexes.push_back({index, {}});
    }
    table.indexes.back().second.push_back(column);
  }
}

}  // namespace

std::int64_t PostgresConnection::schema_version() {
  const bool is_new =
      count(*this,
            "SELECT count(*) FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_name = 'settings'") == 0;
  if (is_new) return 0;
  return count(*this, "SELECT value FROM settings WHERE bucket = 0 AND name = 'schema'");
}

void PostgresConnection::migrate_to(std::int64_t version, std::int64_t now_ms) {
  std::int64_t seen = -1;
  for (int tries = 0; true;) {
    execute("BEGIN ISOLATION LEVEL SERIALIZABLE");
    try {
      execute("SET LOCAL statement_timeout = 0");  // large tables take their time
      const bool is_going_on = step(*this, version, now_ms);
      execute("COMMIT");
      if (!is_going_on) return;
    } catch (const ConnectionError&) {
      throw;
    } catch (const StoreError&) {
      execute("ROLLBACK");
      // Another server that starts may have made the same step: then it is there the next time.
      const std::int64_t found = schema_version();
      tries = found > seen ? 1 : tries + 1;
      seen = found;
      if (tries == kTriesOfAStep) throw;
    }
  }
}

std::vector<TableShape> PostgresConnection::tables() {
  std::vector<TableShape> tables;
  add_columns(*this, tables);
  for (TableShape& table : tables) add_indexes(*this, table);
  return tables;
}

}  // namespace tundish::store
