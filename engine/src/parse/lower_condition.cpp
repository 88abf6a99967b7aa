#include <utility>

#include "parse/lowering.hpp"
#include "parse/near_word.hpp"

namespace tundish {

using json::Kind;

namespace {

bool takes_no_value(Operator operation) {
  return operation == Operator::empty || operation == Operator::not_empty ||
         operation == Operator::must_be_true || operation == Operator::must_be_false;
}

// == and != compare with null, too, which may be left out.
bool needs_value(Operator operation) {
  return !takes_no_value(operation) && operation != Operator::equal &&
         operation != Operator::not_equal;
}

bool takes_list(Operator operation) {
  return operation == Operator::in_ || operation == Operator::not_in;
}

bool takes_text(Operator operation) {
  return operation == Operator::starts_with || operation == Operator::ends_with ||
         operation == Operator::matches || operation == Operator::input_type ||
         operation == Operator::before || operation == Operator::after;
}

bool orders(Operator operation) {
  return operation == Operator::greater || operation == Operator::greater_or_equal ||
         operation == Operator::less || operation == Operator::less_or_equal;
}

}  // namespace

std::vector<Condition> Lowering::lower_conditions(const At& at) {
  std::vector<Condition> conditions;
  for (std::size_t i = 0; i < at->items.size(); ++i) {
    if (auto condition = lower_condition(at.item(i))) conditions.push_back(std::move(*condition));
  }
  return conditions;
}

std::optional<Condition> Lowering::lower_condition(const At& at) {
  if (at->kind == Kind::list) {
    Condition group;
    group.kind = ConditionKind::all;
    group.children = lower_conditions(at);
    return group;
  }
  if (at->kind != Kind::object) return std::nullopt;
  if (at.find("all") || at.find("any") || at.find("not")) return lower_group(at);
  return lower_comparison(at);
}

std::optional<Condition> Lowering::lower_group(const At& at) {
  Condition group;
  for (const ConditionKind kind : {ConditionKind::all, ConditionKind::any}) {
    const auto list = at.find(to_text(kind), Kind::list);
    if (!list) continue;
    group.kind = kind;
    group.children = lower_conditions(*list);
    return group;
  }
  const auto denied = at.find("not");
  if (!denied) return std::nullopt;
  auto child = lower_condition(*denied);
  if (!child) return std::nullopt;
  group.kind = ConditionKind::not_;
  group.children.push_back(std::move(*child));
  return group;
}

Condition Lowering::lower_comparison(const At& at) {
  Condition condition;
  condition.source = word_in(*at, "source", OperandSource::session);
  read_operand(at, condition);
  const bool is_known = from_text(text_in(*at, "operator"), condition.operation);
  read_value(at, condition);
  if (is_known) check_value(at, condition);
  return condition;
}

void Lowering::read_operand(const At& at, Condition& condition) {
  const auto slug = at.find("slug", Kind::text);
  const bool is_named =
      condition.source == OperandSource::session || condition.source == OperandSource::visited;
  const std::string source(to_text(condition.source));
  if (is_named) {
    if (slug) condition.slug = (*slug)->text;
    if (slug && condition.source == OperandSource::visited) resolve(*slug);
    if (!at.find("slug") && at.find("operator")) {
      findings_.error("missing_property", at,
                      condition.source == OperandSource::visited
                          ? "A comparison of the source visited needs `slug`, a layer's id."
                          : "A comparison needs `slug`, the name of the answer that it looks at.");
    }
  } else if (slug && (*slug)->text != source) {
    findings_.error("misplaced_property", *slug,
                    "The source " + source + " has no `slug`: it is one value.");
  }
}

void Lowering::read_value(const At& at, Condition& condition) {
  const auto value = at.find("value");
  if (!value) return;
  if ((*value)->kind == Kind::object) {
    condition.value_slug = text_in(**value, "slug");
  } else {
    condition.value = json::to_value(**value);
  }
}

void Lowering::check_value(const At& at, const Condition& condition) {
  const std::string operation = quoted(to_text(condition.operation));
  const auto value = at.find("value");
  if (!value) {
    if (needs_value(condition.operation)) {
      findings_.error("missing_property", at, "The operator " + operation + " needs a `value`.");
    }
    return;
  }
  if (takes_no_value(condition.operation)) {
    findings_.error("misplaced_property", *value, "The operator " + operation + " has no `value`.");
    return;
  }
  if ((*value)->kind == Kind::object) return;
  if (takes_list(condition.operation) && (*value)->kind != Kind::list) {
    findings_.error("wrong_type", *value,
                    "The `value` of the operator " + operation + " must be a list.");
  } else if (takes_text(condition.operation) && (*value)->kind != Kind::text) {
    findings_.error("wrong_type", *value,
                    "The `value` of the operator " + operation + " must be text.");
  } else if (orders(condition.operation) && (*value)->kind != Kind::text &&
             (*value)->kind != Kind::number) {
    findings_.error(
        "wrong_type", *value,
        "The `value` of the operator " + operation + " must be a number, or an ISO date as text.");
  } else if (condition.operation == Operator::matches) {
    check_pattern_text(*value);
  }
}

}  // namespace tundish
