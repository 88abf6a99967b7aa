#pragma once

#include <cstdint>

#include "store/sql_connection.hpp"

namespace tundish::store {

/// Throws `StoreError` when the database has a newer schema than this server knows.
void refuse_newer_schema(SqlConnection& connection);
/// Brings the database to the newest schema. Throws as above.
void bring_up_to_date(SqlConnection& connection, std::int64_t now_ms);

}  // namespace tundish::store
