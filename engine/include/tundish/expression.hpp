#pragma once

#include <functional>
#include <string_view>

#include "tundish/funnel.hpp"
#include "tundish/logic.hpp"

namespace tundish {

/// Finds the value of an operand; null when it is absent. The pointer lives until the next call.
using OperandLookup = std::function<const Value*(OperandSource, std::string_view slug)>;

/// Whether the condition holds. Total; the meaning of every operator is in the schema. JsonLogic
/// holds when what it gives is true, and finds its data by `names`; when it fails it does not.
bool holds(const Condition& condition, const OperandLookup& lookup, const NameLookup& names);
/// Whether all of them hold; an empty list does.
bool all_hold(const std::vector<Condition>& conditions, const OperandLookup& lookup,
              const NameLookup& names);

/// The same where answers are all that JsonLogic can read.
bool holds(const Condition& condition, const OperandLookup& lookup);
bool all_hold(const std::vector<Condition>& conditions, const OperandLookup& lookup);

/// Evaluates a definition's rule on what `names` finds.
LogicResult evaluate(const Logic& logic, const NameLookup& names);
/// Whether that gives what is true, without failing.
bool holds(const Logic& logic, const NameLookup& names);

}  // namespace tundish
