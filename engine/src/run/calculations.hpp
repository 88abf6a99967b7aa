#pragma once

#include "run/flow.hpp"

namespace tundish {

/// Computes what the current layer computes, in order, each value with those before it. What fails
/// has no value.
void compute(const Step& step);

/// Computes one value, for the current layer.
void compute(const Step& step, const Calculation& calculation);

}  // namespace tundish
