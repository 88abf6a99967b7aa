#pragma once

#include <optional>
#include <string_view>

#include "json/node.hpp"
#include "json/parse.hpp"
#include "tundish/value.hpp"

namespace tundish::json {

/// The value of a text without its places: most texts are right, and then nobody asks where what
/// stands. Gives what `parse` and `to_value` give, and nothing for every text that `parse` refuses.
std::optional<Value> quick_value(std::string_view text, const Limits& limits = {});

/// The same as a tree, for the player's build, which has no other reader; members in the order of
/// their names. The text must outlive it.
std::optional<Document> quick_document(std::string_view text, const Limits& limits = {});

}  // namespace tundish::json
