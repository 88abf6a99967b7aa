#pragma once

#include <string_view>

#include "tundish/funnel.hpp"
#include "tundish/result.hpp"

namespace tundish {

/// A valid funnel, or everything that is wrong with the text, each with its place.
///
/// Reads a definition or a release (a definition with one language). Refuses what is not strict
/// JSON (depth over 64, byte order mark, NUL, duplicate keys, invalid UTF-8, numbers that are not
/// finite, over 1 MiB), what the schema does not allow, and references that lead nowhere.
/// Texts written inline are lifted into the content of the default language.
///
/// The player's build reads releases, which were proven when they were published: it checks the
/// JSON and what it needs to play, and answers one `no_funnel` without a place.
Result<Funnel> parse_funnel(std::string_view json);

}  // namespace tundish
