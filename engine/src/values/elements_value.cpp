#include "values/typed_list.hpp"
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

/// `1; 5` says how several numbers can be told from one.
Reading ambiguous(const TypedList& list, std::string_view typed) {
  std::string several;
  for (const std::string& one : list.elements) several += (several.empty() ? "" : "; ") + one;
  Reading reading = unread(ProblemCode::not_understood, Value(typed));
  reading.problems.front().limit = Value(several);
  return reading;
}

/// The list that `read` reads of what was typed, element by element.
template <class Read>
Reading read_each(const Input& element, std::string_view typed, const Moment& moment, Read read) {
  const TypedList list = split_typed_list(element, typed, moment);
  if (list.ambiguous) return ambiguous(list, typed);
  Reading elements;
  for (const std::string& one : list.elements) {
    append(elements, read(one));
    if (elements.value.list().size() > kMaxElements) break;
  }
  return bounded(std::move(elements));
}

}  // namespace

std::optional<Reading> read_elements(const Input& input, const Value& given, const Moment& moment) {
  const Input element = element_of(input);
  if (given.is_text() && input.input_type != InputType::choice) {
    return read_each(element, given.text(), moment, [&](const std::string& one) {
      const std::optional<Reading> reading = read_answer(element, one, moment);
      return reading ? *reading : unread(ProblemCode::not_understood, one);
    });
  }
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
  const auto read = [&](const std::string& one) {
    return read_reply(element, choices, Replied{ReplyKind::text, one, {}}, moment);
  };
  if (choices.empty()) return read_each(element, typed, moment, read);
  Reading elements;
  for (const std::string& one : split_choices(choices, with_plain_separators(typed))) {
    append(elements, read(one));
  }
  return bounded(std::move(elements));
}

}  // namespace tundish
