#pragma once

#include <string_view>

#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// Findings about a valid funnel: what can never be reached, where a visitor would be stuck, what
/// a text asks for and nobody answers. Places carry pointers; `locate` gives them lines.
Diagnostics analyze(const Funnel& funnel);

/// Fills line and column of every place from the text that the funnel was parsed from, and makes
/// its pointer lead into that text: to a text where it is written inline, to the deepest value that
/// is there when the finding is about something missing.
void locate(Diagnostics& diagnostics, std::string_view json);
/// Fills line and column of what `parse_events` found, from the log; pointers stay.
void locate_in_log(Diagnostics& diagnostics, std::string_view json);

}  // namespace tundish
