#pragma once

#include <functional>
#include <string_view>

#include "tundish/funnel.hpp"

namespace tundish {

/// Finds the value of an operand; null when it is absent. The pointer lives until the next call.
using OperandLookup = std::function<const Value*(OperandSource, std::string_view slug)>;

/// Whether the condition holds. Total; the meaning of every operator is in the schema.
bool holds(const Condition& condition, const OperandLookup& lookup);
/// Whether all of them hold; an empty list does.
bool all_hold(const std::vector<Condition>& conditions, const OperandLookup& lookup);

}  // namespace tundish
