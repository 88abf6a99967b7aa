#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "logic/program.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// ECMAScript's Number of a text, as far as it is finite.
std::optional<double> number_in(std::string_view text);
/// Number of a value; nothing of lists and objects, and where it would be NaN or infinite.
std::optional<double> to_number(const Value& value);
/// ECMAScript's String of a value.
std::string to_plain_text(const Value& value);
/// Whether `a operation b` holds, for the comparisons; nothing when one is not a number and the
/// other is not a text.
std::optional<bool> compare_loosely(LogicOperator operation, const Value& a, const Value& b);
/// Negative, zero or positive in the order null, booleans, numbers, texts, the rest.
int sort_order(const Value& a, const Value& b);

}  // namespace tundish
