#pragma once

#include <string>
#include <string_view>

#include "analyze/scope.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish {

// Each check adds its findings; places carry the pointers of the canonical form, from the
// definition that the scope is about.

/// Layers that nobody comes to, where a visitor is stuck, and from where no result can be reached.
void check_ways(const Scope& scope, Diagnostics& findings);
/// Circles in which nobody is asked, nothing is waited for and nothing is counted.
void check_circles(const Scope& scope, Diagnostics& findings);
/// What conditions, rules, mappings and autofill read and nothing gives.
void check_names(const Scope& scope, Diagnostics& findings);
/// What holds never or always on every path, and what is read before any path can set it.
void check_paths(const Scope& scope, Diagnostics& findings);
/// Names that texts ask for and nothing gives; texts that a language lacks or nobody sees.
void check_texts(const Scope& scope, Diagnostics& findings);
/// Pictures that say nothing to whoever does not see them, and links that lead nowhere.
void check_messages(const Scope& scope, Diagnostics& findings);
/// Inputs that nobody can fill, layers that are never skipped, proofs that nobody is led to,
/// windows that nobody knows.
void check_layers(const Scope& scope, Diagnostics& findings);
/// Colours of the theme that not everybody can tell apart.
void check_theme(const Scope& scope, Diagnostics& findings);
/// What endpoints answer and what is handed to subfunnels, and nothing reads.
void check_unread(const Scope& scope, Diagnostics& findings);
/// Experiments whose weights differ between a funnel and what it plays. Once for all subfunnels.
void check_experiments(const Definition& whole, Diagnostics& findings);
/// Subfunnels that are not there, or play themselves.
void check_subfunnels(const Scope& scope, Diagnostics& findings);
/// What the wanted channels cannot show, and what they cut. Once for all subfunnels.
void check_channels(const Funnel& funnel, Diagnostics& findings);

/// Adds one finding.
void report(Diagnostics& findings, Severity severity, std::string_view code, std::string pointer,
            std::string sentence);
/// Adds another place to the finding that was reported last.
void relate(Diagnostics& findings, std::string pointer, std::string sentence);

}  // namespace tundish
