#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"
#include "values/choices.hpp"
#include "values/reading.hpp"

// One reader per kind of input. What a page commits comes as a JSON value (empty: it cannot be an
// answer), what is typed as text that is not blank.
namespace tundish {

Reading read_text(const Input& input, std::string_view typed);
/// Whether only whole numbers fit.
bool wants_integer(InputAppearance appearance);
Reading read_number(const Input& input, std::string_view typed);
Reading check_number(const Input& input, double number);
Reading read_boolean(const Input& input, std::string_view typed);
Reading check_boolean(const Input& input, bool yes);
std::optional<Reading> read_chosen(const Input& input, const Value& given);
Reading read_choice(const Input& input, const std::vector<Choice>& choices, std::string_view typed);
std::optional<Reading> read_files(const Input& input, const Value& given);

}  // namespace tundish
