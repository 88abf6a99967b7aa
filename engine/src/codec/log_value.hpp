#pragma once

#include <string_view>

#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// `parse_value` with room for a whole log: 16 MiB, two million nodes.
Result<Value> parse_log_value(std::string_view json);

}  // namespace tundish
