#pragma once

#include <string_view>
#include <vector>

namespace tundish::store {

/// One step of the schema, forward only.
struct Migration {
  int version;
  std::string_view text;
};

/// All of them in order; the text of `migrations/*.sql`, taken in when the server is built.
const std::vector<Migration>& migrations();

}  // namespace tundish::store
