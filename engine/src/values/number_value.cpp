#include <algorithm>
#include <cmath>

#include "support/utf8.hpp"
#include "values/kinds.hpp"
#include "values/typed_number.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

bool is_step(double value, double base, double step) {
  const double steps = (value - base) / step;
  return std::fabs(steps - std::round(steps)) < 1e-9 * std::max(1.0, std::fabs(steps));
}

}  // namespace

bool wants_integer(InputAppearance appearance) {
  return appearance == InputAppearance::integer || appearance == InputAppearance::rating ||
         appearance == InputAppearance::nps;
}

Reading check_number(const Input& input, double number) {
  const Validations rules = effective_validations(input);
  Reading reading;
  reading.value = number;
  Problems& problems = reading.problems;
  if (wants_integer(input.appearance) && number != std::floor(number)) {
    add_problem(problems, ProblemCode::not_integer);
  }
  if (rules.min && number < *rules.min) add_problem(problems, ProblemCode::too_small, *rules.min);
  if (rules.max && number > *rules.max) add_problem(problems, ProblemCode::too_large, *rules.max);
  if (rules.equal && number != *rules.equal) {
    add_problem(problems, ProblemCode::not_equal, *rules.equal);
  }
  if (rules.step && !is_step(number, rules.min ? *rules.min : 0, *rules.step)) {
    add_problem(problems, ProblemCode::step, *rules.step);
  }
  return reading;
}

Reading read_number(const Input& input, std::string_view typed) {
  const std::string_view text = utf8::trim(typed);
  const Numbers wanted = wants_integer(input.appearance) ? Numbers::whole : Numbers::all;
  const std::optional<double> number = parse_typed_number(text, wanted);
  return number ? check_number(input, *number) : unread(ProblemCode::not_understood, text);
}

}  // namespace tundish
