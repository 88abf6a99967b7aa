#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/result.hpp"

namespace tundish {

/// A compiled `reg_ex`: linear time in the length of the value, the same verdict in browser and
/// server. Syntax: literals, `.`, classes `[a-z]` `[^…]`, `\d \w \s \D \W \S \b?` escapes, groups
/// `( ) (?: )`, alternation, `* + ? {m} {m,} {m,n}` (lazy forms too), anchors `^ $`. Back
/// references and look-around are refused with a place.
class Pattern;

/// Compiles; at most 1,000 characters and a bounded program, else a diagnostic.
Result<Pattern> parse_pattern(std::string_view text);

/// Whether the whole value matches.
bool matches(const Pattern& pattern, std::string_view value);

}  // namespace tundish
