#include "store/schema.hpp"

#include <string>

#include "store/migrations.hpp"
#include "store/store.hpp"

namespace tundish::store {

void refuse_newer_schema(SqlConnection& connection) {
  const std::int64_t known = migrations().back().version;
  const std::int64_t found = connection.schema_version();
  if (found <= known) return;
  throw StoreError("the database has schema " + std::to_string(found) +
                   ", this server knows schemas up to " + std::to_string(known) +
                   ": start a newer server");
}

void bring_up_to_date(SqlConnection& connection, std::int64_t now_ms) {
  refuse_newer_schema(connection);
  connection.migrate_to(migrations().back().version, now_ms);
}

}  // namespace tundish::store
