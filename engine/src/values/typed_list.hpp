#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"
#include "values/reading.hpp"

namespace tundish {

/// What was typed into an input of several, element by element.
struct TypedList {
  std::vector<std::string> elements;
  /// What may be one number or several; `elements` then are the several.
  bool ambiguous = false;
};

/// Elements stand between semicolons, lines, or commas; texts in which commas are usual (long ones,
/// places) are not cut at them, web addresses only where another begins. A comma within a number
/// (`1,5`, `1,234`) belongs to it when something else cuts the list, else it cuts only what cannot
/// be one number: in languages that write `1.5` for one and a half a `1,5` is two.
/// `element` is the input of one element. Nothing is said about choices: their titles decide.
TypedList split_typed_list(const Input& element, std::string_view typed, const Moment& moment);

/// The same text with the semicolons and commas of every script as `;` and `, `.
std::string with_plain_separators(std::string_view typed);

}  // namespace tundish
