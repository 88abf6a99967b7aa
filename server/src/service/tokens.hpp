#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Makes a token for the user API and keeps its hash. The token is told this once.
std::string create_token(store::Store& store, std::string_view label, std::int64_t now_ms);
/// Who uses that token; nothing when there is none like it.
std::optional<Caller> find_token_caller(store::Store& store, std::string_view token);

}  // namespace tundish::service
