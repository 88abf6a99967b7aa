#include "store/sqlite_schema.hpp"

#include <string>

#include "store/migrations.hpp"
#include "store/store.hpp"

namespace tundish::store {
namespace {

std::int64_t schema_version(SqliteDatabase& database) {
  SqlStatement statement = database.prepare("PRAGMA user_version");
  return statement.step() ? statement.number() : 0;
}

}  // namespace

void bring_up_to_date(SqliteDatabase& database, std::int64_t now_ms) {
  const std::int64_t known = migrations().back().version;
  const std::int64_t found = schema_version(database);
  if (found > known) {
    throw StoreError("the database has schema " + std::to_string(found) +
                     ", this server knows schemas up to " + std::to_string(known) +
                     ": start a newer server");
  }
  for (const Migration& migration : migrations()) {
    if (migration.version <= found) continue;
    database.execute("BEGIN IMMEDIATE");
    try {
      database.execute(std::string(migration.text));
      database.execute("PRAGMA user_version = " + std::to_string(migration.version));
      database.execute("COMMIT");
    } catch (const StoreError&) {
      database.execute("ROLLBACK");
      throw;
    }
  }
  database
      .prepare("INSERT OR IGNORE INTO settings (bucket, name, value) VALUES (0, 'generation', ?)")
      .bind(now_ms)
      .run();
}

}  // namespace tundish::store
