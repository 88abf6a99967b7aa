#pragma once

#include <optional>
#include <string_view>

#include "json/parse.hpp"
#include "tundish/value.hpp"

namespace tundish::json {

/// The value of a text without its places: most texts are right, and then nobody asks where what
/// stands. Gives what `parse` and `to_value` give, and nothing for every text that `parse` refuses.
/// The player's build has no other reader.
std::optional<Value> quick_value(std::string_view text, const Limits& limits = {});

}  // namespace tundish::json
