#include <algorithm>

#include "support/utf8.hpp"
#include "values/kinds.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kMaxOtherLength = 200;

/// Keeps the first of equal ones and leaves empty ones out.
Value::List distinct(const Value::List& list) {
  Value::List kept;
  for (const Value& one : list) {
    const std::string_view text = utf8::trim(one.text());
    if (text.empty() || std::find(kept.begin(), kept.end(), Value(text)) != kept.end()) continue;
    kept.emplace_back(text);
  }
  return kept;
}

bool is_option(const Input& input, const std::string& value) {
  return std::any_of(input.options.begin(), input.options.end(),
                     [&value](const Option& option) { return option.value == value; });
}

/// The first of the chosen that is neither an option nor another answer of a fitting length.
void check_options(const Input& input, const Value::List& chosen, Problems& problems) {
  const bool other = input.allow_other && input.appearance != InputAppearance::ranking;
  for (std::size_t at = 0; at < chosen.size(); ++at) {
    const std::string& text = chosen[at].text();
    if (is_option(input, text)) continue;
    const std::string pointer = chosen.size() > 1 ? "/" + std::to_string(at) : std::string();
    if (!other) return add_problem(problems, ProblemCode::not_allowed, {}, pointer);
    if (static_cast<std::int64_t>(utf8::count_code_points(text)) > kMaxOtherLength) {
      const auto longest = static_cast<double>(kMaxOtherLength);
      return add_problem(problems, ProblemCode::too_long, longest, pointer);
    }
  }
}

Reading check_choice(const Input& input, const Value::List& chosen) {
  Reading reading;
  if (chosen.empty()) return reading;
  const Validations rules = effective_validations(input);
  check_options(input, chosen, reading.problems);
  const auto count = static_cast<int>(chosen.size());
  if (rules.min_selected && count < *rules.min_selected) {
    add_problem(reading.problems, ProblemCode::too_few, *rules.min_selected);
  }
  if (rules.max_selected && count > *rules.max_selected) {
    add_problem(reading.problems, ProblemCode::too_many, *rules.max_selected);
  }
  reading.value = takes_several(input) ? Value(chosen) : chosen.front();
  return reading;
}

}  // namespace

std::optional<Reading> read_chosen(const Input& input, const Value& given) {
  const Value::List list = given.is_list() ? given.list() : Value::List{given};
  const bool texts =
      std::all_of(list.begin(), list.end(), [](const Value& one) { return one.is_text(); });
  if (!texts || (given.is_list() && !takes_several(input))) return std::nullopt;
  return check_choice(input, distinct(list));
}

Reading read_choice(const Input& input, const std::vector<Choice>& choices,
                    std::string_view typed) {
  Value::List chosen;
  if (const Choice* whole = find_choice(choices, typed)) {
    chosen.emplace_back(whole->value);
  } else if (takes_several(input)) {
    for (const std::string& one : split_choices(choices, typed)) chosen.emplace_back(one);
  } else {
    chosen.emplace_back(utf8::trim(typed));
  }
  // Of a text that has choices, too: what was typed is judged by the text's own rules.
  if (input.input_type == InputType::text) return read_text(input, chosen.front().text());
  return check_choice(input, distinct(chosen));
}

}  // namespace tundish
