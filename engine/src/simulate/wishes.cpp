#include "simulate/wishes.hpp"

#include <algorithm>

#include "tundish/expression.hpp"

namespace tundish {

namespace {

bool is_score(const Condition& condition) {
  return condition.source == OperandSource::score ||
         (condition.source == OperandSource::session && condition.slug == "score");
}

/// Whether a score should be high (1) or low (-1) for a comparison; 0: somewhere between.
int wanted_score(Operator operation, bool holds) {
  switch (operation) {
    case Operator::greater:
    case Operator::greater_or_equal:
      return holds ? 1 : -1;
    case Operator::less:
    case Operator::less_or_equal:
      return holds ? -1 : 1;
    default:
      return 0;
  }
}

}  // namespace

bool Wishes::is_about(OperandSource source, std::string_view slug) const {
  return std::any_of(wishes.begin(), wishes.end(), [&](const Wish& wish) {
    return wish.condition->source == source && wish.condition->slug == slug;
  });
}

bool Wishes::suits(OperandSource source, std::string_view slug, const Value& value) const {
  const auto lookup = [&](OperandSource from, std::string_view name) -> const Value* {
    return from == source && name == slug && !value.is_null() ? &value : nullptr;
  };
  return std::all_of(wishes.begin(), wishes.end(), [&](const Wish& wish) {
    const bool about = wish.condition->source == source && wish.condition->slug == slug;
    return !about || holds(*wish.condition, lookup) == wish.holds;
  });
}

void Wishes::want(const std::vector<Condition>& conditions, Chance& chance) {
  for (const Condition& one : conditions) want(one, true, chance);
}

void Wishes::avoid(const std::vector<Condition>& conditions, Chance& chance) {
  if (conditions.empty()) return;
  want(conditions[chance.below(conditions.size())], false, chance);
}

void Wishes::want(const Condition& condition, bool holds, Chance& chance) {
  const std::vector<Condition>& children = condition.children;
  switch (condition.kind) {
    case ConditionKind::compare:
      if (is_score(condition)) score = wanted_score(condition.operation, holds);
      if (condition.value_slug.empty()) wishes.push_back(Wish{&condition, holds});
      return;
    case ConditionKind::not_:
      for (const Condition& child : children) want(child, !holds, chance);
      return;
    case ConditionKind::logic:
      return;
    default:
      break;
  }
  const bool each = (condition.kind == ConditionKind::all) == holds;
  if (children.empty()) return;
  if (!each) return want(children[chance.below(children.size())], holds, chance);
  for (const Condition& child : children) want(child, holds, chance);
}

}  // namespace tundish
