#include "export/flow_component.hpp"
#include "support/decimal.hpp"

namespace tundish::flow {

namespace {

std::optional<std::string> literal(const Value& value) {
  if (value.is_boolean()) return std::string(value.boolean() ? "true" : "false");
  if (value.is_number()) return decimal_text(value.number());
  if (!value.is_text() || value.text().find_first_of("'\\`$") != std::string::npos) {
    return std::nullopt;
  }
  return "'" + value.text() + "'";
}

std::string_view sign_of(Operator operation) {
  switch (operation) {
    case Operator::equal:
    case Operator::not_equal:
    case Operator::greater:
    case Operator::greater_or_equal:
    case Operator::less:
    case Operator::less_or_equal:
      return to_text(operation);
    default:
      return {};
  }
}

std::optional<std::string> one_condition(const Condition& condition, const Making& making);

std::optional<std::string> joined(const std::vector<Condition>& all, std::string_view sign,
                                  const Making& making) {
  std::string made;
  for (const Condition& one : all) {
    const std::optional<std::string> part = one_condition(one, making);
    if (!part) return std::nullopt;
    if (!made.empty()) made += " " + std::string(sign) + " ";
    made += "(" + *part + ")";
  }
  if (made.empty()) return std::nullopt;
  return made;
}

std::optional<std::string> one_condition(const Condition& condition, const Making& making) {
  switch (condition.kind) {
    case ConditionKind::all:
      return joined(condition.children, "&&", making);
    case ConditionKind::any:
      return joined(condition.children, "||", making);
    case ConditionKind::not_: {
      const std::optional<std::string> inner = joined(condition.children, "&&", making);
      if (!inner) return std::nullopt;
      return "!(" + *inner + ")";
    }
    case ConditionKind::logic:
      return std::nullopt;
    case ConditionKind::compare:
      break;
  }
  const std::string_view sign = sign_of(condition.operation);
  if (condition.source != OperandSource::session || sign.empty()) return std::nullopt;
  const std::optional<std::string> left = making.field_of(condition.slug);
  const std::optional<std::string> right = condition.value_slug.empty()
                                               ? literal(condition.value)
                                               : making.field_of(condition.value_slug);
  if (!left || !right) return std::nullopt;
  return *left + " " + std::string(sign) + " " + *right;
}

}  // namespace

std::optional<std::string> expression_of(const std::vector<Condition>& conditions,
                                         const Making& making) {
  return joined(conditions, "&&", making);
}

}  // namespace tundish::flow
