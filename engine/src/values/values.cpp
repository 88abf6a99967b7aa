#include "values/values.hpp"

#include "support/utf8.hpp"
#include "values/kinds.hpp"
#include "values/wide.hpp"
#include "values/words.hpp"

namespace tundish {

namespace {

Value to_value(const FileReference& file) {
  Value value;
  value.set("name", file.name);
  value.set("media_type", file.media_type);
  value.set("size", static_cast<double>(file.size));
  if (!file.sha256.empty()) value.set("sha256", file.sha256);
  return value;
}

bool has_choices(const Input& input) {
  if (input.input_type == InputType::choice) return true;
  return input.input_type == InputType::text && (input.appearance == InputAppearance::dropdown ||
                                                 input.appearance == InputAppearance::list);
}

Reading read_typed(const Input& input, const std::vector<Choice>& choices, std::string_view typed,
                   const Moment& moment) {
  if (utf8::trim(typed).empty()) return {};
  if (is_wide(input)) return read_wide_text(input, choices, typed, moment);
  if (has_choices(input)) return read_choice(input, choices, typed);
  switch (input.input_type) {
    case InputType::numeric:
      return read_number(input, typed);
    case InputType::boolean:
      // A numbered text says 1 for yes and 2 for no.
      return read_boolean(input, utf8::trim(typed) == "2" ? "0" : typed);
    case InputType::file:
      return unread(ProblemCode::not_understood, typed);
    default:
      return read_text(input, typed);
  }
}

Reading read_file(const Input& input, const FileReference& file, const Moment& moment) {
  if (input.input_type != InputType::file) {
    return unread(ProblemCode::not_understood, file.name);
  }
  const Value value = to_value(file);
  const bool listed = takes_several(input);
  const std::optional<Reading> reading =
      read_answer(input, listed ? Value(Value::List{value}) : value, moment);
  return reading ? *reading : unread(ProblemCode::not_understood, file.name);
}

/// An option by its id; what has no options reads the id as a word (`true`, `5`).
Reading read_option(const Input& input, const std::vector<Choice>& choices, const std::string& id,
                    const Moment& moment) {
  if (!has_choices(input)) return read_typed(input, choices, id, moment);
  for (const Choice& choice : choices) {
    if (choice.value != id) continue;
    const std::optional<Reading> reading =
        read_answer(input, takes_several(input) ? Value(Value::List{id}) : Value(id), moment);
    return reading ? *reading : unread(ProblemCode::not_allowed, id);
  }
  return unread(ProblemCode::not_allowed, id);
}

bool is_skipped(const Input& input, const std::vector<Choice>& choices, std::string_view typed) {
  return !input.mandatory && is_skip(typed) && !find_choice(choices, typed);
}

}  // namespace

Validations effective_validations(const Input& input) {
  Validations rules = input.validations;
  const auto bounds = [&rules](double low, double high) {
    if (!rules.min) rules.min = low;
    if (!rules.max) rules.max = high;
  };
  if (input.appearance == InputAppearance::rating) bounds(1, 5);
  if (input.appearance == InputAppearance::nps) bounds(0, 10);
  if (input.appearance == InputAppearance::slider) bounds(0, 100);
  if (input.appearance == InputAppearance::ranking) {
    rules.min_selected = static_cast<int>(input.options.size());
    rules.max_selected = rules.min_selected;
  }
  if (input.input_type == InputType::choice && !rules.max_selected) rules.max_selected = 1;
  if (input.input_type == InputType::file && !rules.max_files) rules.max_files = 1;
  return rules;
}

bool takes_several(const Input& input) {
  if (input.is_array || input.appearance == InputAppearance::ranking) return true;
  const Validations rules = effective_validations(input);
  if (input.input_type == InputType::choice) return *rules.max_selected > 1;
  return input.input_type == InputType::file && *rules.max_files > 1;
}

std::optional<Reading> read_answer(const Input& input, const Value& given, const Moment& moment) {
  if (given.is_null()) return Reading{};
  if (is_wide(input)) return read_wide(input, given, moment);
  if (input.input_type == InputType::choice) return read_chosen(input, given);
  if (input.input_type == InputType::file) return read_files(input, given);
  const bool is_numeric = input.input_type == InputType::numeric;
  const bool is_boolean = input.input_type == InputType::boolean;
  if (is_numeric && given.is_number()) return check_number(input, given.number());
  if (is_boolean && given.is_boolean()) return check_boolean(input, given.boolean());
  if (is_boolean && (given == Value(0) || given == Value(1))) {
    return check_boolean(input, given.number() == 1);
  }
  if (!given.is_text()) return std::nullopt;
  if (utf8::trim(given.text()).empty()) return Reading{};
  if (is_numeric) return read_number(input, given.text());
  return is_boolean ? read_boolean(input, given.text()) : read_text(input, given.text());
}

Reading read_reply(const Input& input, const std::vector<Choice>& choices, const Replied& reply,
                   const Moment& moment) {
  switch (reply.kind) {
    case ReplyKind::option:
      return read_option(input, choices, reply.text, moment);
    case ReplyKind::file:
      return read_file(input, reply.file, moment);
    case ReplyKind::text:
      break;
  }
  if (is_skipped(input, choices, reply.text)) return {};
  return read_typed(input, choices, reply.text, moment);
}

Reading read_given(const Input& input, const Value& given, const Moment& moment) {
  if (given.is_text()) {
    std::vector<Choice> choices;
    for (const Option& option : input.options) {
      choices.push_back(Choice{option.value, {}, option.keywords});
    }
    return read_typed(input, choices, given.text(), moment);
  }
  const std::optional<Reading> reading = read_answer(input, given, moment);
  return reading ? *reading : unread(ProblemCode::wrong_type, given);
}

}  // namespace tundish
