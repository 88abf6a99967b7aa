#include <utility>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/appearance.hpp"
#include "support/ending.hpp"

namespace tundish {

using json::Kind;

Input Lowering::lower_input(const Node& at, const Layer& layer) {
  Input input;
  input.input_type = word_in(at, "input_type", InputType::text);
  input.appearance = word_in(at, "appearance", default_appearance(input.input_type));
  input.slug = text_in(at, "slug");
  input.mandatory = boolean_in(at, "mandatory");
  input.validations = lower_validations(at, input.input_type);
  if (input.input_type == InputType::choice) {
    input.options = lower_options(at);
    input.allow_other = boolean_in(at, "allow_other");
    input.shuffle = boolean_in(at, "shuffle");
  }
  if constexpr (!kTerse) {
    check_validations(at, input);
    check_slug(at, layer, input);
  }
  if (is_ending(layer)) {
    findings_.error("misplaced_component", at,
                    "The session ends on a layer of type {}: it can not ask for an input.",
                    {to_text(layer.type)});
  }
  return input;
}

// A rule stands in `validations`, or directly on the input.
const json::Node* Lowering::find_rule(const Node& at, std::string_view name) const {
  const Node* validations = member(at, "validations", Kind::object);
  const Node* inside = validations ? member(*validations, name) : nullptr;
  return inside ? inside : member(at, name);
}

std::optional<double> Lowering::number_rule(const Node& at, std::string_view name) const {
  const Node* rule = find_rule(at, name);
  if (!rule || rule->kind != Kind::number) return std::nullopt;
  return rule->number;
}

// A rule that says no more than its default is none.
std::optional<std::int64_t> Lowering::count_rule(const Node& at, std::string_view name,
                                                 std::int64_t otherwise) const {
  const auto count = whole_number(find_rule(at, name));
  return count == otherwise ? std::nullopt : count;
}

std::optional<int> Lowering::small_rule(const Node& at, std::string_view name,
                                        int otherwise) const {
  const auto count = count_rule(at, name, otherwise);
  if (!count || *count < 0 || *count > 100'000) return std::nullopt;
  return static_cast<int>(*count);
}

std::vector<std::string> Lowering::texts_rule(const Node& at, std::string_view name) const {
  std::vector<std::string> texts;
  const Node* rule = find_rule(at, name);
  if (!rule) return texts;
  for (const Node& item : rule->items) {
    if (item.kind == Kind::text) texts.push_back(item.text);
  }
  return texts;
}

Validations Lowering::lower_validations(const Node& at, InputType input_type) const {
  constexpr std::int64_t kNoDefault = -1;
  Validations rules;
  switch (input_type) {
    case InputType::text:
      rules.min_length = count_rule(at, "min_length", 0);
      rules.max_length = count_rule(at, "max_length", kNoDefault);
      rules.allowed_values = texts_rule(at, "allowed_values");
      if (const Node* reg_ex = find_rule(at, "reg_ex")) rules.reg_ex = reg_ex->text;
      break;
    case InputType::numeric:
      rules.min = number_rule(at, "min");
      rules.max = number_rule(at, "max");
      rules.step = number_rule(at, "step");
      rules.equal = number_rule(at, "equal");
      break;
    case InputType::boolean:
      break;
    case InputType::choice:
      rules.min_selected = small_rule(at, "min_selected", 0);
      rules.max_selected = small_rule(at, "max_selected", 1);
      break;
    case InputType::file:
      rules.max_bytes = count_rule(at, "max_bytes", kNoDefault);
      rules.media_types = texts_rule(at, "media_types");
      rules.max_files = small_rule(at, "max_files", 1);
      break;
  }
  return rules;
}

void Lowering::contradiction(const Node& at, std::string_view name, std::string_view sentence,
                             std::string_view word) {
  const Node* rule = find_rule(at, name);
  findings_.error("contradiction", rule ? *rule : at, sentence, {word});
}

// Rules that stand twice, and rules that no answer could keep.
void Lowering::check_validations(const Node& at, const Input& input) {
  if (const Node* validations = member(at, "validations", Kind::object)) {
    for (const json::Member& rule : validations->members) {
      const Node* direct = member(at, rule.name);
      if (!direct) continue;
      findings_.error("validation_conflict", *direct,
                      "{q} is written here and in `validations`; once is enough.", {rule.name});
      findings_.also(rule.node, "The other one.");
    }
  }
  const Validations& rules = input.validations;
  const Node* reg_ex = find_rule(at, "reg_ex");
  if (!rules.reg_ex.empty() && reg_ex) check_pattern_text(*reg_ex);
  if (rules.min_length && rules.max_length && *rules.min_length > *rules.max_length) {
    contradiction(at, "min_length", "`min_length` must not be greater than `max_length`.");
  }
  if (rules.min && rules.max && *rules.min > *rules.max) {
    contradiction(at, "min", "`min` must not be greater than `max`.");
  }
  if (rules.equal &&
      ((rules.min && *rules.equal < *rules.min) || (rules.max && *rules.equal > *rules.max))) {
    contradiction(at, "equal", "`equal` must lie between `min` and `max`.");
  }
  const int least = rules.min_selected.value_or(0);
  const int most = rules.max_selected.value_or(1);
  const auto options = static_cast<int>(input.options.size()) + (input.allow_other ? 1 : 0);
  if (least > most) {
    contradiction(at, "min_selected",
                  "`min_selected` must not be greater than `max_selected`, which is {} here.",
                  std::to_string(most));
  } else if (least > options && !input.options.empty()) {
    contradiction(at, "min_selected",
                  "`min_selected` must not be greater than the number of options.");
  }
  if (input.input_type == InputType::text && input.appearance == InputAppearance::dropdown &&
      !find_rule(at, "allowed_values")) {
    findings_.error("missing_property", at,
                    "A text input of the appearance dropdown needs `allowed_values` to choose "
                    "from.");
  }
}

std::vector<Option> Lowering::lower_options(const Node& at) {
  std::vector<Option> options;
  const Node* written = member(at, "options", Kind::list);
  if (!written) return options;
  Named values;
  for (const Node& item : written->items) {
    const Node* value = member(item, "value", Kind::text);
    if (!value || !note_name(values, *value, item, "duplicate_option",
                             "Another option has the value {q} already.")) {
      continue;
    }
    Option option;
    option.value = value->text;
    option.image = text_in(item, "image");
    option.score = number_in(item, "score");
    if (option.score == 0.0) option.score.reset();
    if (const Node* keywords = member(item, "keywords", Kind::list)) {
      for (const Node& keyword : keywords->items) {
        if (keyword.kind == Kind::text) option.keywords.push_back(keyword.text);
      }
    }
    options.push_back(std::move(option));
  }
  return options;
}

// Inputs with one slug share an answer: of one type, and never twice on one layer.
void Lowering::check_slug(const Node& at, const Layer& layer, const Input& input) {
  const Node* slug = member(at, "slug", Kind::text);
  if (!slug) return;
  for (const Component& other : layer.components) {
    if (!other.input() || other.input()->slug != input.slug) continue;
    findings_.error("duplicate_slug", *slug,
                    "The input {q} of this layer has the slug {q} already.",
                    {other.id, input.slug});
    return;
  }
  const auto [known, is_new] = slugs_.emplace(slug->text, &at);
  const std::string_view type = text_in(*known->second, "input_type");
  if (is_new || type == to_text(input.input_type)) return;
  findings_.error("duplicate_slug_type", *slug,
                  "The slug {q} belongs to an input of the type {} too; inputs that share a slug "
                  "must be of one type.",
                  {input.slug, type});
  findings_.also(*known->second, "The first one.");
}

}  // namespace tundish
