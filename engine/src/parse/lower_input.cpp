#include <map>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/near_word.hpp"
#include "support/appearance.hpp"

namespace tundish {

using json::Kind;

Input Lowering::lower_input(const At& at, const Layer& layer) {
  Input input;
  input.input_type = word_in(*at, "input_type", InputType::text);
  input.appearance = word_in(*at, "appearance", default_appearance(input.input_type));
  input.slug = text_in(*at, "slug");
  input.mandatory = boolean_in(*at, "mandatory");
  input.validations = lower_validations(at, input.input_type);
  if (input.input_type == InputType::choice) {
    input.options = lower_options(at);
    input.allow_other = boolean_in(*at, "allow_other");
    input.shuffle = boolean_in(*at, "shuffle");
  }
  check_validations(at, input);
  check_slug(at, layer, input);
  if (layer.type == LayerType::result || layer.type == LayerType::fatalistic) {
    findings_.error("misplaced_component", at,
                    "The session ends on a layer of type " + std::string(to_text(layer.type)) +
                        ": it can not ask for an input.");
  }
  return input;
}

// A rule stands in `validations`, or directly on the input, not in both.
std::optional<At> Lowering::find_rule(const At& at, std::string_view name) {
  const auto direct = at.find(name);
  const auto validations = at.find("validations", Kind::object);
  const auto inside = validations ? validations->find(name) : std::nullopt;
  if (direct && inside) {
    findings_.error("validation_conflict", direct->place(),
                    quoted(name) + " is written here and in `validations`; once is enough.",
                    {{inside->place(), "The other one."}});
  }
  return inside ? inside : direct;
}

std::optional<double> Lowering::number_rule(const At& at, std::string_view name) {
  const auto rule = find_rule(at, name);
  if (!rule || (*rule)->kind != Kind::number) return std::nullopt;
  return (*rule)->number;
}

// A rule that says no more than its default is none.
std::optional<std::int64_t> Lowering::count_rule(const At& at, std::string_view name,
                                                 std::int64_t otherwise) {
  const std::optional<double> number = number_rule(at, name);
  if (!number || !(*number >= 0 && *number <= 0x1p53)) return std::nullopt;
  const auto count = static_cast<std::int64_t>(*number);
  return count == otherwise ? std::nullopt : std::optional<std::int64_t>(count);
}

std::vector<std::string> Lowering::texts_rule(const At& at, std::string_view name) {
  std::vector<std::string> texts;
  const auto rule = find_rule(at, name);
  if (!rule || (*rule)->kind != Kind::list) return texts;
  for (const json::Node& item : (*rule)->items) {
    if (item.kind == Kind::text) texts.push_back(item.text);
  }
  return texts;
}

Validations Lowering::lower_validations(const At& at, InputType input_type) {
  constexpr std::int64_t kNoDefault = -1;
  const auto small = [&](std::string_view name, std::int64_t otherwise) -> std::optional<int> {
    const auto count = count_rule(at, name, otherwise);
    if (!count || *count > 100'000) return std::nullopt;
    return static_cast<int>(*count);
  };
  Validations rules;
  switch (input_type) {
    case InputType::text:
      rules.min_length = count_rule(at, "min_length", 0);
      rules.max_length = count_rule(at, "max_length", kNoDefault);
      rules.allowed_values = texts_rule(at, "allowed_values");
      if (const auto reg_ex = find_rule(at, "reg_ex"); reg_ex && (*reg_ex)->kind == Kind::text) {
        rules.reg_ex = (*reg_ex)->text;
        check_pattern_text(*reg_ex);
      }
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
      rules.min_selected = small("min_selected", 0);
      rules.max_selected = small("max_selected", 1);
      break;
    case InputType::file:
      rules.max_bytes = count_rule(at, "max_bytes", kNoDefault);
      rules.media_types = texts_rule(at, "media_types");
      rules.max_files = small("max_files", 1);
      break;
  }
  return rules;
}

// Rules that no answer could keep.
void Lowering::check_validations(const At& at, const Input& input) {
  const Validations& rules = input.validations;
  const auto place_of = [&](std::string_view name) {
    const auto validations = at.find("validations", Kind::object);
    const auto inside = validations ? validations->find(name) : std::nullopt;
    const auto rule = inside ? inside : at.find(name);
    return rule ? rule->place() : at.place();
  };
  const auto contradiction = [&](std::string_view name, std::string sentence) {
    findings_.error("contradiction", place_of(name), std::move(sentence));
  };
  if (rules.min_length && rules.max_length && *rules.min_length > *rules.max_length) {
    contradiction("min_length", "`min_length` must not be greater than `max_length`.");
  }
  if (rules.min && rules.max && *rules.min > *rules.max) {
    contradiction("min", "`min` must not be greater than `max`.");
  }
  if (rules.equal &&
      ((rules.min && *rules.equal < *rules.min) || (rules.max && *rules.equal > *rules.max))) {
    contradiction("equal", "`equal` must lie between `min` and `max`.");
  }
  const int least = rules.min_selected.value_or(0);
  const int most = rules.max_selected.value_or(1);
  const auto options = static_cast<int>(input.options.size()) + (input.allow_other ? 1 : 0);
  if (least > most) {
    contradiction("min_selected",
                  "`min_selected` must not be greater than `max_selected`, which is " +
                      std::to_string(most) + " here.");
  } else if (least > options && !input.options.empty()) {
    contradiction("min_selected", "`min_selected` must not be greater than the number of options.");
  }
  const bool is_dropdown =
      input.input_type == InputType::text && input.appearance == InputAppearance::dropdown;
  if (is_dropdown && !find_rule(at, "allowed_values")) {
    findings_.error("missing_property", at,
                    "A text input of the appearance dropdown needs `allowed_values` to choose "
                    "from.");
  }
}

std::vector<Option> Lowering::lower_options(const At& at) {
  std::vector<Option> options;
  const auto written = at.find("options", Kind::list);
  if (!written) return options;
  std::map<std::string_view, Place> values;
  for (std::size_t i = 0; i < written->node->items.size(); ++i) {
    const At item = written->item(i);
    const auto value = item.find("value", Kind::text);
    if (!value) continue;
    const auto [known, is_new] = values.emplace((*value)->text, value->place());
    if (!is_new) {
      findings_.error("duplicate_option", value->place(),
                      "Another option has the value " + quoted((*value)->text) + " already.",
                      {{known->second, "The first one."}});
      continue;
    }
    Option option;
    option.value = (*value)->text;
    option.image = text_in(*item, "image");
    option.score = number_in(*item, "score");
    if (option.score == 0.0) option.score.reset();
    if (const auto keywords = item.find("keywords", Kind::list)) {
      for (const json::Node& keyword : keywords->node->items) {
        if (keyword.kind == Kind::text) option.keywords.push_back(keyword.text);
      }
    }
    options.push_back(std::move(option));
  }
  return options;
}

// Inputs with one slug share an answer: of one type, and never twice on one layer.
void Lowering::check_slug(const At& at, const Layer& layer, const Input& input) {
  const auto slug = at.find("slug", Kind::text);
  if (!slug) return;
  for (const Component& other : layer.components) {
    if (!other.input() || other.input()->slug != input.slug) continue;
    findings_.error("duplicate_slug", *slug,
                    "The input " + quoted(other.id) + " of this layer has the slug " +
                        quoted(input.slug) + " already.");
    return;
  }
  const auto [known, is_new] = slugs_.emplace(input.slug, SlugUse{input.input_type, slug->place()});
  if (is_new || known->second.input_type == input.input_type) return;
  findings_.error("duplicate_slug_type", slug->place(),
                  "The slug " + quoted(input.slug) + " belongs to an input of the type " +
                      std::string(to_text(known->second.input_type)) +
                      " too; inputs that share a slug must be of one type.",
                  {{known->second.place, "The first one."}});
}

}  // namespace tundish
