#pragma once

#include <optional>
#include <string_view>

#include "json/parse.hpp"
#include "tundish/value.hpp"

namespace tundish::json {

/// The value of a text that is plainly right, without places: most texts are, and then nobody asks
/// where what stands. Gives what `parse` and `to_value` give, or nothing: for every text that
/// `parse` refuses, and for some that it does not (names out of order, `\u` escapes).
std::optional<Value> quick_value(std::string_view text, const Limits& limits = {});

}  // namespace tundish::json
