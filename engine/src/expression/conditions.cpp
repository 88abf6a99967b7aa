#include <algorithm>

#include "expression/comparand.hpp"
#include "tundish/expression.hpp"

namespace tundish {

namespace {

Comparand read(const Value* value) { return value ? Comparand(*value) : Comparand(); }

bool compare_operands(const Condition& condition, const OperandLookup& lookup) {
  const Value* subject = lookup(condition.source, condition.slug);
  if (condition.value_slug.empty()) {
    return compare(condition.operation, read(subject), Comparand(condition.value));
  }
  const Value kept = subject ? *subject : Value();  // the next lookup may end its life
  return compare(condition.operation, Comparand(kept),
                 read(lookup(OperandSource::session, condition.value_slug)));
}

NameLookup answers_in(const OperandLookup& lookup) {
  return [&lookup](std::string_view name) { return lookup(OperandSource::session, name); };
}

}  // namespace

bool holds(const Condition& condition, const OperandLookup& lookup, const NameLookup& names) {
  const auto holds_too = [&](const Condition& child) { return holds(child, lookup, names); };
  switch (condition.kind) {
    case ConditionKind::compare:
      return compare_operands(condition, lookup);
    case ConditionKind::all:
      return all_hold(condition.children, lookup, names);
    case ConditionKind::any:
      return std::any_of(condition.children.begin(), condition.children.end(), holds_too);
    case ConditionKind::not_:
      return !all_hold(condition.children, lookup, names);
    case ConditionKind::logic:
      break;
  }
  return holds(condition.logic, names);
}

bool all_hold(const std::vector<Condition>& conditions, const OperandLookup& lookup,
              const NameLookup& names) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& condition) { return holds(condition, lookup, names); });
}

bool holds(const Condition& condition, const OperandLookup& lookup) {
  return holds(condition, lookup, answers_in(lookup));
}

bool all_hold(const std::vector<Condition>& conditions, const OperandLookup& lookup) {
  return all_hold(conditions, lookup, answers_in(lookup));
}

}  // namespace tundish
