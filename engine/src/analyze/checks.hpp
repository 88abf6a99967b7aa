#pragma once

#include <set>
#include <string>
#include <string_view>

#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

// Each check adds its findings; places carry the pointers of the canonical form.

/// Layers that nobody comes to, where a visitor is stuck, from where no result can be reached, and
/// circles that a one-at-a-time channel would never leave.
void check_ways(const Definition& definition, Diagnostics& findings);
/// Answers that conditions read and no input gives.
void check_conditions(const Definition& definition, Diagnostics& findings);
/// Names that texts ask for and nothing gives; texts that a language lacks.
void check_texts(const Definition& definition, Diagnostics& findings);

/// Adds one finding.
void report(Diagnostics& findings, Severity severity, std::string_view code, std::string pointer,
            std::string sentence);

/// The slugs that inputs of the funnel give an answer for.
std::set<std::string_view> slugs_of(const Definition& definition);

}  // namespace tundish
