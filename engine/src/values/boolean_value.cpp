#include "support/utf8.hpp"
#include "values/kinds.hpp"
#include "values/words.hpp"

namespace tundish {

Reading check_boolean(const Input& input, bool yes) {
  Reading reading;
  reading.value = yes;
  const bool consent = input.appearance == InputAppearance::consent;
  if (consent && input.mandatory && !yes) add_problem(reading.problems, ProblemCode::missing);
  return reading;
}

Reading read_boolean(const Input& input, std::string_view typed) {
  const std::optional<bool> yes = parse_yes_no(typed);
  return yes ? check_boolean(input, *yes) : unread(ProblemCode::not_understood, typed);
}

}  // namespace tundish
