#include <algorithm>
#include <utility>

#include "expression/iso_date.hpp"
#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "parse/text_rule.hpp"

namespace tundish {

using json::Kind;

namespace {

bool is_clock(std::string_view bound) { return bound.size() >= 5 && bound[2] == ':'; }

std::string_view type_of(const json::Node& at) {
  return text_in(at, "input_type", to_text(InputType::text));
}

}  // namespace

void Lowering::check_input(const Node& at, const Input& input) {
  check_values(at, "options", "duplicate_option", "Another option has the value {q} already.");
  check_values(at, "rows", "duplicate_option", "Another row has the value {q} already.");
  check_values(at, "columns", "duplicate_option", "Another column has the value {q} already.");
  check_validations(at, input);
  const bool is_chosen =
      input.appearance == InputAppearance::dropdown || input.appearance == InputAppearance::list;
  if (input.input_type == InputType::text && is_chosen && !find_rule(at, "allowed_values")) {
    findings_.error("missing_property", at,
                    "A text input of the appearance {} needs `allowed_values` to choose from.",
                    {to_text(input.appearance)});
  }
  check_sources(at);
  check_slug(at, layer_, input.slug, to_text(input.input_type));
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
  check_selections(at, input);
  check_dates(at, input);
}

void Lowering::check_selections(const Node& at, const Input& input) {
  const Validations& rules = input.validations;
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
}

// Two bounds that say the same kind of thing can be compared as they are written.
void Lowering::check_dates(const Node& at, const Input& input) {
  if (input.input_type != InputType::datetime) return;
  const bool is_time = input.appearance == InputAppearance::time;
  for (const std::string_view name : {"min", "max"}) {
    const Node* bound = find_rule(at, name);
    if (!bound || bound->kind != Kind::text || !follows(TextRule::date_bound, bound->text))
      continue;
    if (is_clock(bound->text) == is_time) continue;
    findings_.error("wrong_type", *bound, "{q} of the appearance {} must be a {}.",
                    {name, to_text(input.appearance), is_time ? "time" : "date"});
  }
  const std::string& earliest = input.validations.earliest;
  const std::string& latest = input.validations.latest;
  const auto from = parse_iso_date(earliest);
  const auto until = parse_iso_date(latest);
  const bool is_swapped = (from && until && *from > *until) ||
                          (is_clock(earliest) && is_clock(latest) && earliest > latest);
  if (is_swapped) contradiction(at, "min", "`min` must not be later than `max`.");
}

// Of a device only four things are known.
void Lowering::check_sources(const Node& at) {
  constexpr std::string_view kDevice = "device.";
  const Node* sources = member(at, "autofill_source", Kind::list);
  if (!sources) return;
  for (const Node& source : sources->items) {
    if (source.text.rfind(kDevice, 0) != 0) continue;
    check_slug_word(source, std::string_view(source.text).substr(kDevice.size()),
                    OperandSource::device);
  }
}

// Inputs with one slug share an answer: of one type, and never twice on one layer. An alternative
// may ask for it in another way.
void Lowering::check_slug(const Node& at, const Layer* layer, std::string_view slug,
                          std::string_view type) {
  const Node* written = member(at, "slug", Kind::text);
  if (!written || in_alternative_) return;
  const auto has_slug = [slug](const Component& other) {
    if (other.input()) return other.input()->slug == slug;
    return other.auth() && other.auth()->slug == slug;
  };
  if (layer) {
    const auto& all = layer->components;
    const auto other = std::find_if(all.begin(), all.end(), has_slug);
    if (other != all.end()) {
      findings_.error("duplicate_slug", *written,
                      "The input {q} of this layer has the slug {q} already.", {other->id, slug});
      return;
    }
  }
  const auto [known, is_new] = slugs_.emplace(written->text, &at);
  const std::string_view first = type_of(*known->second);
  if (is_new || first == type) return;
  findings_.error("duplicate_slug_type", *written,
                  "The slug {q} belongs to an input of the type {} too; inputs that share a slug "
                  "must be of one type.",
                  {slug, first});
  findings_.also(*known->second, "The first one.");
}

}  // namespace tundish
