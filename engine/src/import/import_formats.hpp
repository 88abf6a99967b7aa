#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "import/notes.hpp"
#include "parse/at.hpp"
#include "tundish/import.hpp"
#include "tundish/value.hpp"

// One function per format: the definition that a text of it becomes, as its author would write it.
namespace tundish {

/// The properties that every definition begins with. What the caller names goes before what the
/// text calls itself.
Value begin_definition(const ImportNames& names, std::string_view own_title,
                       std::string_view own_slug = {});

Value typebot_definition(const At& root, const ImportNames& names, Notes& notes);
Value survey_definition(const At& root, const ImportNames& names, Notes& notes);
/// Says so when there is no funnel of an id that is wanted; empty: any will do.
std::optional<Diagnostic> missing_event_funnel(const At& root, const std::string& wanted);
Value event_funnel_definition(const At& root, const ImportNames& names, Notes& notes);
Value seed_definition(const At& root, const ImportNames& names, Notes& notes);
Value tundish_definition(const At& root, const ImportNames& names, Notes& notes);

}  // namespace tundish
