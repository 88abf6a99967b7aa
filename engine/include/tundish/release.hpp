#pragma once

#include <string>
#include <string_view>

#include "tundish/funnel.hpp"

namespace tundish {

/// The canonical text of the whole definition.
std::string to_json(const Funnel& funnel);

/// The `x_` property for what helps only those who write a definition, such as where a layer stands
/// on a canvas. It is in no release, and a structure is the same without it.
inline constexpr std::string_view kOfAuthors = "x_studio";

/// The canonical text of one release: structure and the content of one language. Empty when the
/// funnel has no content in that language.
std::string release_json(const Funnel& funnel, std::string_view language);

/// What a host wants to know before it plays: `{channel, channels, default_language,
/// forget_on_end, honeypot, languages, proof_of_work, releases: {language: hash}, slug, structure,
/// theme, title}`.
std::string description_json(const Funnel& funnel);

/// SHA-256 of `tundish:release:1`, a line feed, and the text; lower-case hex.
std::string release_hash(const Funnel& funnel, std::string_view language);
/// SHA-256 of `tundish:structure:1`, a line feed, and the definition's text without `content`.
std::string structure_hash(const Funnel& funnel);

}  // namespace tundish
