#include "analyze/judges.hpp"

#include <algorithm>

#include "support/decimal.hpp"
#include "values/kinds.hpp"

namespace tundish {

namespace {

bool takes_text(const Input& input, const std::string& text) {
  const Reading reading = read_text(input, text);
  return reading.problems.empty() && reading.value == Value(text);
}

/// Digits alone, which write a number in one way.
bool wants_digits(const Input& input) {
  return input.appearance == InputAppearance::phone ||
         input.appearance == InputAppearance::otp_code;
}

// A number can be written in many ways, which are all equal, and so can yes and no.
bool takes_equal(const Input& input, const Comparand& value) {
  if (value.kind == Comparand::Kind::boolean) return true;
  if (!value.has_number) return takes_text(input, value.value->text());
  return !wants_digits(input) || takes_text(input, decimal_text(value.number));
}

}  // namespace

bool can_be_number(const Answers& answers, double number) {
  return answers.any_number ||
         std::any_of(answers.judges.begin(), answers.judges.end(), [number](const Input* input) {
           return input->input_type == InputType::numeric &&
                  check_number(*input, number).problems.empty();
         });
}

bool can_be_text(const Answers& answers, const Comparand& value) {
  return answers.any_text ||
         std::any_of(answers.judges.begin(), answers.judges.end(), [&value](const Input* input) {
           return input->input_type == InputType::text && takes_equal(*input, value);
         });
}

}  // namespace tundish
