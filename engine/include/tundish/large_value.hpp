#pragma once

#include <cstddef>
#include <string_view>

#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// `parse_value` of what is handed over in bulk, such as seeds: up to that many bytes, two million
/// values.
Result<Value> parse_large_value(std::string_view json, std::size_t max_bytes);

}  // namespace tundish
