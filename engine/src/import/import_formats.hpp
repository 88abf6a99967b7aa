#pragma once

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
Value event_funnel_definition(const At& root, const ImportNames& names, Notes& notes);
Value seed_definition(const At& root, const ImportNames& names, Notes& notes);
Value tundish_definition(const At& root, const ImportNames& names, Notes& notes);

}  // namespace tundish
