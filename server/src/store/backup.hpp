#pragma once

#include <cstdint>
#include <istream>
#include <ostream>

#include "store/sql_connection.hpp"

namespace tundish::store {

// A backup is a text, a JSON value a line, and the same for every database: what it is, then each
// table with its columns and rows, at last how many rows there were.

/// Writes everything that the database holds at one moment, while others go on writing, and says
/// how many rows that were. Throws `StoreError` when its schema is not the newest.
std::int64_t write_backup(SqlConnection& connection, std::ostream& out, std::int64_t now_ms);

/// Fills a new database, all or nothing, and says with how many rows. It gets a generation of its
/// own, so that clients ask what has been lost. Throws `StoreError` when the database holds
/// something or the text is no whole backup of a known schema.
std::int64_t read_backup(SqlConnection& connection, std::istream& in, std::int64_t now_ms);

}  // namespace tundish::store
