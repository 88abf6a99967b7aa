#pragma once

#include <string>

#include "tundish/value.hpp"

namespace tundish {

/// The condition, or a list of them that must all hold, as a person says it: `age >= 18 and vip is
/// empty`.
std::string condition_words(const Value& conditions);
/// Where ways lead: `to vip if age >= 18, else to thanks`.
std::string ways_words(const Value& ways);
/// A property's value, cut where it is long; `none` when there is none.
std::string value_words(std::string_view name, const Value* value);
/// The text in quotation marks, cut where it is long.
std::string text_words(std::string_view text);

}  // namespace tundish
