#include <utility>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"

namespace tundish {

using json::Kind;

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
    if (item.kind == Kind::text) texts.emplace_back(item.text);
  }
  return texts;
}

std::string Lowering::text_rule(const Node& at, std::string_view name) const {
  const Node* rule = find_rule(at, name);
  return std::string(rule ? rule->text : std::string_view());
}

Validations Lowering::lower_validations(const Node& at, InputType input_type) const {
  constexpr std::int64_t kNoDefault = -1;
  Validations rules;
  switch (input_type) {
    case InputType::text:
      rules.min_length = count_rule(at, "min_length", 0);
      rules.max_length = count_rule(at, "max_length", kNoDefault);
      rules.allowed_values = texts_rule(at, "allowed_values");
      rules.reg_ex = text_rule(at, "reg_ex");
      if (kLean && !rules.reg_ex.empty()) findings_.need_full_engine();
      break;
    case InputType::numeric:
      rules.min = number_rule(at, "min");
      rules.max = number_rule(at, "max");
      rules.step = number_rule(at, "step");
      rules.equal = number_rule(at, "equal");
      break;
    case InputType::boolean:
      break;
    case InputType::matrix:
      if constexpr (kLean) findings_.need_full_engine();
      break;
    case InputType::datetime:
      if constexpr (kLean) {
        findings_.need_full_engine();
        break;
      }
      rules.earliest = text_rule(at, "min");
      rules.latest = text_rule(at, "max");
      break;
    case InputType::location:
      if constexpr (kLean) {
        findings_.need_full_engine();
        break;
      }
      rules.search_radius_km = number_rule(at, "search_radius_km");
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

}  // namespace tundish
