#pragma once

#include <vector>

#include "run/flow.hpp"

namespace tundish {

/// Fills the inputs of the current layer from their `autofill_source`: those of start layers, of
/// layers with `auto_fill`, and hidden ones. What the visitor gave, or brought along, stays. Adds
/// the components that got a value.
void fill_inputs(const Step& step, std::vector<const Component*>& filled);

}  // namespace tundish
