#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tundish::store {

/// What in a text of SQL would keep its tables from being spread over machines as they are: keys
/// without the bucket, what a database counts, remembers, watches or locks by itself, and
/// what SQLite and PostgreSQL do not have in common.
std::vector<std::string> ddl_faults(std::string_view sql);

}  // namespace tundish::store
