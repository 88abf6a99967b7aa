#include "run/values.hpp"

#include <algorithm>

#include "run/check_value.hpp"
#include "run/presets.hpp"
#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

Reading not_understood(ProblemCode code, Value given) {
  Reading reading;
  reading.value = std::move(given);
  reading.problems.push_back(Problem{code, {}});
  return reading;
}

Reading checked(const Input& input, Value value) {
  Reading reading;
  reading.problems = check_value(input, value);
  reading.value = std::move(value);
  return reading;
}

Reading read_text(const Input& input, std::string_view given) {
  const std::string_view text = utf8::trim(given);
  if (text.empty()) return {};
  if (input.appearance != InputAppearance::phone) return checked(input, text);
  Reading reading = checked(input, phone_digits(text));
  if (!reading.problems.empty()) reading.value = text;  // the draft shows what was typed
  return reading;
}

Reading read_number(const Input& input, std::string_view given) {
  const std::string_view text = utf8::trim(given);
  if (text.empty()) return {};
  const std::optional<double> number = parse_typed_number(text);
  if (!number) return not_understood(ProblemCode::not_understood, text);
  return checked(input, *number);
}

Reading read_boolean(const Input& input, std::string_view given) {
  if (utf8::trim(given).empty()) return {};
  const std::optional<bool> yes = parse_yes_no(given);
  if (!yes) return not_understood(ProblemCode::not_understood, given);
  return checked(input, *yes);
}

/// Keeps the first of equal ones and leaves empty ones out.
Value distinct(const Value::List& list) {
  Value::List kept;
  for (const Value& one : list) {
    const std::string_view text = utf8::trim(one.text());
    if (text.empty() || std::find(kept.begin(), kept.end(), Value(text)) != kept.end()) continue;
    kept.emplace_back(text);
  }
  return kept;
}

std::optional<Reading> read_chosen(const Input& input, const Value& given) {
  const Value::List list = given.is_list() ? given.list() : Value::List{given};
  const bool texts =
      std::all_of(list.begin(), list.end(), [](const Value& one) { return one.is_text(); });
  if (!texts || (given.is_list() && !takes_several(input))) return std::nullopt;
  const Value kept = distinct(list);
  if (kept.list().empty()) return Reading{};
  return checked(input, takes_several(input) ? kept : kept.list().front());
}

bool is_file(const Value& value) {
  const Value* name = value.find("name");
  const Value* type = value.find("media_type");
  const Value* size = value.find("size");
  const Value* hash = value.find("sha256");
  const std::size_t members = hash ? 4 : 3;
  return name && name->is_text() && type && type->is_text() && size && size->is_number() &&
         size->number() >= 0 && (!hash || hash->is_text()) && value.object().size() == members;
}

std::optional<Reading> read_files(const Input& input, const Value& given) {
  const Value::List list = given.is_list() ? given.list() : Value::List{given};
  if (given.is_list() && !takes_several(input)) return std::nullopt;
  if (!std::all_of(list.begin(), list.end(), is_file)) return std::nullopt;
  if (list.empty()) return Reading{};
  return checked(input, takes_several(input) ? Value(list) : list.front());
}

Value to_value(const FileReference& file) {
  Value value;
  value.set("name", file.name);
  value.set("media_type", file.media_type);
  value.set("size", static_cast<double>(file.size));
  if (!file.sha256.empty()) value.set("sha256", file.sha256);
  return value;
}

/// The choice, or what was typed as it is: the check says whether other words are allowed.
Value chosen_or_typed(const std::vector<Choice>& choices, std::string_view typed) {
  const Choice* choice = find_choice(choices, typed);
  return choice ? choice->value : std::string(utf8::trim(typed));
}

Reading read_choice_text(const Input& input, const std::vector<Choice>& choices,
                         std::string_view typed) {
  if (utf8::trim(typed).empty()) return {};
  if (!takes_several(input)) return checked(input, chosen_or_typed(choices, typed));
  if (const Choice* whole = find_choice(choices, typed)) {
    return checked(input, Value::List{whole->value});
  }
  Value::List list;
  while (true) {
    const std::size_t comma = typed.find(',');
    list.push_back(chosen_or_typed(choices, typed.substr(0, comma)));
    if (comma == std::string_view::npos) break;
    typed.remove_prefix(comma + 1);
  }
  return checked(input, distinct(list));
}

bool has_choices(const Input& input) {
  return input.input_type == InputType::choice || input.appearance == InputAppearance::dropdown;
}

Reading read_option(const Input& input, const std::vector<Choice>& choices, const std::string& id) {
  if (input.input_type == InputType::boolean) return read_boolean(input, id);
  if (input.input_type == InputType::numeric) return read_number(input, id);
  for (const Choice& choice : choices) {
    if (choice.value != id) continue;
    return checked(input, takes_several(input) ? Value(Value::List{id}) : Value(id));
  }
  return not_understood(ProblemCode::not_allowed, id);
}

Reading read_typed(const Input& input, const std::vector<Choice>& choices,
                   const std::string& text) {
  if (has_choices(input)) return read_choice_text(input, choices, text);
  switch (input.input_type) {
    case InputType::numeric:
      return read_number(input, text);
    case InputType::boolean:
      return read_boolean(input, text);
    case InputType::file:
      if (utf8::trim(text).empty()) return {};
      return not_understood(ProblemCode::not_understood, text);
    case InputType::text:
    case InputType::choice:
    case InputType::matrix:
    case InputType::datetime:
    case InputType::location:
      break;  // the parser refuses the last three still: not_playable_yet
  }
  return read_text(input, text);
}

Reading read_file(const Input& input, const FileReference& file) {
  if (input.input_type != InputType::file) {
    return not_understood(ProblemCode::not_understood, file.name);
  }
  const Value value = to_value(file);
  return checked(input, takes_several(input) ? Value(Value::List{value}) : value);
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
  if (input.input_type == InputType::choice && !rules.max_selected) rules.max_selected = 1;
  if (input.input_type == InputType::file && !rules.max_files) rules.max_files = 1;
  return rules;
}

bool takes_several(const Input& input) {
  const Validations rules = effective_validations(input);
  if (input.input_type == InputType::choice) return *rules.max_selected > 1;
  return input.input_type == InputType::file && *rules.max_files > 1;
}

std::optional<Reading> read_answer(const Input& input, const Value& given) {
  if (given.is_null()) return Reading{};
  switch (input.input_type) {
    case InputType::text:
      if (!given.is_text()) return std::nullopt;
      return read_text(input, given.text());
    case InputType::numeric:
      if (given.is_number()) return checked(input, given.number());
      if (!given.is_text()) return std::nullopt;
      return read_number(input, given.text());
    case InputType::boolean:
      if (given.is_boolean()) return checked(input, given.boolean());
      if (given.is_number() && (given.number() == 0 || given.number() == 1)) {
        return checked(input, given.number() == 1);
      }
      if (!given.is_text()) return std::nullopt;
      return read_boolean(input, given.text());
    case InputType::choice:
      return read_chosen(input, given);
    case InputType::file:
      return read_files(input, given);
    case InputType::matrix:
    case InputType::datetime:
    case InputType::location:
      return std::nullopt;  // the parser refuses them still: not_playable_yet
  }
  return std::nullopt;
}

const Choice* find_choice(const std::vector<Choice>& choices, std::string_view typed) {
  const std::string word(utf8::trim(typed));
  for (const Choice& choice : choices) {
    if (choice.value == word) return &choice;
  }
  const std::optional<double> index = parse_decimal(utf8::ascii_digits(word));
  for (std::size_t i = 0; index && i < choices.size(); ++i) {
    if (*index == static_cast<double>(i + 1)) return &choices[i];
  }
  for (const Choice& choice : choices) {
    if (utf8::trim(choice.title) == word) return &choice;
  }
  const std::string folded = utf8::fold_case(word);
  for (const Choice& choice : choices) {
    if (utf8::fold_case(utf8::trim(choice.title)) == folded ||
        utf8::fold_case(choice.value) == folded) {
      return &choice;
    }
    for (const std::string& keyword : choice.keywords) {
      if (utf8::fold_case(utf8::trim(keyword)) == folded) return &choice;
    }
  }
  return nullptr;
}

Reading read_reply(const Input& input, const std::vector<Choice>& choices, const Replied& reply) {
  switch (reply.kind) {
    case ReplyKind::option:
      return read_option(input, choices, reply.text);
    case ReplyKind::file:
      return read_file(input, reply.file);
    case ReplyKind::text:
      break;
  }
  return read_typed(input, choices, reply.text);
}

}  // namespace tundish
