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

}  // namespace

bool holds(const Condition& condition, const OperandLookup& lookup) {
  const auto holds_too = [&lookup](const Condition& child) { return holds(child, lookup); };
  switch (condition.kind) {
    case ConditionKind::compare:
      return compare_operands(condition, lookup);
    case ConditionKind::all:
      return all_hold(condition.children, lookup);
    case ConditionKind::any:
      return std::any_of(condition.children.begin(), condition.children.end(), holds_too);
    case ConditionKind::not_:
      return !all_hold(condition.children, lookup);
    case ConditionKind::logic:
      return false;  // the parser refuses it still: not_playable_yet
  }
  return false;
}

bool all_hold(const std::vector<Condition>& conditions, const OperandLookup& lookup) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&lookup](const Condition& condition) { return holds(condition, lookup); });
}

}  // namespace tundish
