#pragma once

#include <optional>
#include <string_view>

namespace tundish {

/// yes or no, as people say it in the ten languages of the player, or `1 0 true false` and thumbs;
/// any case, whatever mark stands behind it.
std::optional<bool> parse_yes_no(std::string_view text);

/// Nothing but white space, or a word for leaving a question out in one of those languages.
bool is_skip(std::string_view text);

}  // namespace tundish
