#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"
#include "values/choices.hpp"
#include "values/reading.hpp"

// The inputs that a small player leaves out.
namespace tundish {

/// A matrix, a date, a place or a list of elements.
bool is_wide(const Input& input);

/// The same as `read_answer` and as `read_reply` for text that is not blank, of wide inputs.
std::optional<Reading> read_wide(const Input& input, const Value& given, const Moment& moment);
Reading read_wide_text(const Input& input, const std::vector<Choice>& choices,
                       std::string_view typed, const Moment& moment);

/// What the chosen columns of a matrix add to the score.
double matrix_score(const Input& input, const Value& value);

}  // namespace tundish
