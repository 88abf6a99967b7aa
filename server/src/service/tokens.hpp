#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/store.hpp"

namespace tundish::service {

/// Makes a token for the user API and keeps its hash. The token is told this once.
std::string create_token(store::Store& store, std::string_view label, std::int64_t now_ms);
bool is_valid_token(store::Store& store, std::string_view token);

}  // namespace tundish::service
