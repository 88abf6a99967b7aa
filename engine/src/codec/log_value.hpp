#pragma once

#include <string_view>

#include "json/parse.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// Room for a whole log: 16 MiB, two million nodes.
json::Limits log_limits();

/// `parse_value` with room for a whole log.
Result<Value> parse_log_value(std::string_view json);

}  // namespace tundish
