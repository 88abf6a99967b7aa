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

/// A published release, from the text that `release_json` wrote: `parse_funnel` of the same text,
/// with the hashes made of it as it is. Refuses (`no_release`) a text that is not canonical JSON or
/// has not the content of one language. The lean engine answers one `needs_full_engine` when the
/// release uses what it has not.
Result<Funnel> parse_release(std::string_view text);

}  // namespace tundish
