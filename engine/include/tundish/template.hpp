#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// How `{{name}}` writes a value: as it is (painters escape), or escaped for HTML as Mustache does.
enum class Escaping { none, html };

/// Finds the value of a top-level name (without dots); null when it is absent.
using NameLookup = std::function<const Value*(std::string_view name)>;

/// Renders a Mustache template (interpolation, sections, inverted sections, comments, delimiters).
/// Total: a template that `check_template` refuses is written as it stands. Output is bounded by
/// 1 MiB and nesting by 64.
std::string render_template(std::string_view text, const NameLookup& lookup,
                            Escaping escaping = Escaping::none);

/// Syntax errors of a template, each with its place inside the text (pointer "").
Diagnostics check_template(std::string_view text);

/// Names that a template reads at top level, in order, each once.
std::vector<std::string> template_names(std::string_view text);

}  // namespace tundish
