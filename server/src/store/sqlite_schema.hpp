#pragma once

#include <cstdint>

#include "store/sqlite_database.hpp"

namespace tundish::store {

/// Brings the database to the newest schema, and gives a new one its generation. Throws
/// `StoreError` when the schema is newer than this server knows.
void bring_up_to_date(SqliteDatabase& database, std::int64_t now_ms);

}  // namespace tundish::store
