#include "values/wide.hpp"

#include "values/wide_kinds.hpp"

namespace tundish {

bool is_wide(const Input& input) {
  return input.is_array || input.input_type == InputType::matrix ||
         input.input_type == InputType::datetime || input.input_type == InputType::location;
}

std::optional<Reading> read_wide(const Input& input, const Value& given, const Moment& moment) {
  if (input.is_array) return read_elements(input, given, moment);
  if (input.input_type == InputType::matrix) return read_matrix(input, given);
  if (input.input_type == InputType::location) return read_location(input, given);
  return read_date(input, given, moment);
}

Reading read_wide_text(const Input& input, const std::vector<Choice>& choices,
                       std::string_view typed, const Moment& moment) {
  if (input.is_array) return read_typed_elements(input, choices, typed, moment);
  // No channel of conversations shows one.
  if (input.input_type == InputType::matrix) return unread(ProblemCode::not_understood, typed);
  if (input.input_type == InputType::location) return read_typed_location(input, typed);
  return read_typed_date(input, typed, moment);
}

}  // namespace tundish
