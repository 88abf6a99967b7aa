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

/// Finds the value of a top-level name (without dots; `.` outside sections is the whole data); null
/// when it is absent. The pointer lives until the next call.
using NameLookup = std::function<const Value*(std::string_view name)>;

/// Renders a Mustache template (interpolation, sections, inverted sections, comments, delimiters).
/// Numbers are written canonically, lists and objects (a place, two dates) with ", " between their
/// values, a file as its name; null, false, "" and [] are no section. Total: a template that
/// `check_template` refuses is written as it stands; past 1 MiB of output or a million steps
/// nothing more is written.
std::string render_template(std::string_view text, const NameLookup& lookup,
                            Escaping escaping = Escaping::none);

/// Finds the text of a partial; null when there is none.
using PartialLookup = std::function<const std::string*(std::string_view name)>;

/// The same of a template with partials (`{{>name}}`), as Mustache has them; a partial that is not
/// there writes nothing, a faulty one its text. For templates that are no part of a funnel: there
/// partials are an error, and the player's build leaves them out.
std::string render_with_partials(std::string_view text, const NameLookup& lookup,
                                 const PartialLookup& partials, Escaping escaping = Escaping::none);

/// Whether `{{>name}}` is an error, as in a funnel.
enum class Partials { refused, taken };

/// Syntax errors of a template (code `template_syntax`), each with its place inside the text
/// (pointer "").
Diagnostics check_template(std::string_view text, Partials partials = Partials::refused);

/// Names that a template may read at top level (the first parts of dotted names, inside sections
/// too), in order, each once.
std::vector<std::string> template_names(std::string_view text);

}  // namespace tundish
