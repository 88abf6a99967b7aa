#include <string>

#include "store/migrations.hpp"
#include "store/sqlite_database.hpp"
#include "store/store.hpp"

namespace tundish::store {
namespace {

void add_columns(SqliteDatabase& database, TableShape& table) {
  SqlStatement row =
      database.prepare("SELECT name, type, \"notnull\" FROM pragma_table_info(?) ORDER BY cid");
  row.bind(std::string_view(table.name));
  while (row.step()) {
    RecordColumn column;
    column.name = row.text();
    const bool is_text = row.text() == "TEXT";
    column.kind = is_text ? RecordColumn::Kind::text : RecordColumn::Kind::number;
    table.columns.push_back(column);
    if (row.number() == 0) table.allows_null = true;
  }
}

void add_key(SqliteDatabase& database, TableShape& table) {
  SqlStatement row =
      database.prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk");
  row.bind(std::string_view(table.name));
  while (row.step()) table.key.push_back(row.text());
}

void add_indexes(SqliteDatabase& database, TableShape& table) {
  SqlStatement row = database.prepare(
      "SELECT list.name, info.name FROM pragma_index_list(?) AS list,"
      " pragma_index_info(list.name) AS info WHERE list.origin <> 'pk'"
      " ORDER BY list.name, info.seqno");
  row.bind(std::string_view(table.name));
  while (row.step()) {
    const std::string index = row.text();
    if (table.indexes.empty() || table.indexes.back().first != index) {
      table.indexes.push_back({index, {}});
    }
    table.indexes.back().second.push_back(row.text());
  }
}

}  // namespace

std::int64_t SqliteDatabase::schema_version() {
  SqlStatement statement = prepare("PRAGMA user_version");
  return statement.step() ? statement.number() : 0;
}

void SqliteDatabase::migrate_to(std::int64_t version, std::int64_t now_ms) {
  for (const Migration& migration : migrations()) {
    if (migration.version > version) break;
    execute("BEGIN IMMEDIATE");
    try {
      if (migration.version > schema_version()) {
        execute(std::string(migration.text));
        execute("PRAGMA user_version = " + std::to_string(migration.version));
      }
      execute("COMMIT");
    } catch (const StoreError&) {
      execute("ROLLBACK");
      throw;
    }
  }
  prepare("INSERT OR IGNORE INTO settings (bucket, name, value) VALUES (0, 'generation', ?)")
      .bind(now_ms)
      .run();
}

std::vector<TableShape> SqliteDatabase::tables() {
  std::vector<TableShape> tables;
  {
    SqlStatement row = prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    while (row.step()) {
      tables.emplace_back();
      tables.back().name = row.text();
    }
  }
  for (TableShape& table : tables) {
    add_columns(*this, table);
    add_key(*this, table);
    add_indexes(*this, table);
  }
  return tables;
}

}  // namespace tundish::store
