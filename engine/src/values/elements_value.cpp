#include <algorithm>

#include "support/utf8.hpp"
#include "values/values.hpp"
#include "values/wide_kinds.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxElements = 1000;

/// One element as an input of its own. An optional one, so that an empty element is left out.
Input element_of(const Input& input) {
  Input element = input;
  element.is_array = false;
  return element;
}

/// Adds what was read of one element; its problems then name it by its place in the list.
void append(Reading& list, Reading element) {
  if (element.value.is_null() && element.problems.empty()) return;
  const std::string place = "/" + std::to_string(list.value.list().size());
  for (Problem& problem : element.problems) {
    problem.pointer.insert(0, place);
    list.problems.push_back(std::move(problem));
  }
  list.value.push(std::move(element.value));
}

Reading bounded(Reading list) {
  if (list.value.list().size() > kMaxElements) {
    list.problems.clear();
    add_problem(list.problems, ProblemCode::too_many, static_cast<double>(kMaxElements));
  }
  return list;
}

/// What stands between typed elements besides a line feed and `;`: a comma, where elements have
/// none, and of numbers only one before a space, which is no decimal comma.
std::size_t find_end(const Input& input, std::string_view text) {
  const std::size_t end = text.find_first_of(";\n");
  if (end != std::string_view::npos) return end;
  if (input.input_type == InputType::numeric) return text.find(", ");
  const bool has_commas = input.input_type == InputType::location ||
                          input.appearance == InputAppearance::long_ ||
                          input.appearance == InputAppearance::markdown ||
                          input.appearance == InputAppearance::full_formatted;
  return has_commas ? std::string_view::npos : text.find(',');
}

}  // namespace

std::optional<Reading> read_elements(const Input& input, const Value& given, const Moment& moment) {
  const Input element = element_of(input);
  const Value::List list = given.is_list() ? given.list() : Value::List{given};
  Reading elements;
  for (const Value& one : list) {
    std::optional<Reading> reading = read_answer(element, one, moment);
    if (!reading) return std::nullopt;
    append(elements, std::move(*reading));
    if (elements.value.list().size() > kMaxElements) break;
  }
  return bounded(std::move(elements));
}

Reading read_typed_elements(const Input& input, const std::vector<Choice>& choices,
                            std::string_view typed, const Moment& moment) {
  const Input element = element_of(input);
  Reading elements;
  if (input.input_type == InputType::choice) {
    for (const std::string& one : split_choices(choices, typed)) {
      Replied reply;
      reply.text = one;
      append(elements, read_reply(element, choices, reply, moment));
    }
    return bounded(std::move(elements));
  }
  while (!typed.empty() && elements.value.list().size() <= kMaxElements) {
    const std::size_t end = std::min(find_end(input, typed), typed.size());
    Replied reply;
    reply.text = utf8::trim(typed.substr(0, end));
    if (!reply.text.empty()) append(elements, read_reply(element, choices, reply, moment));
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  return bounded(std::move(elements));
}

}  // namespace tundish
