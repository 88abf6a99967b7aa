#pragma once

#include <vector>

#include "tundish/funnel.hpp"

namespace tundish {

/// Every way out of a layer: targets of its buttons' jumps, of `next`, in order, with repeats.
std::vector<LayerIndex> ways_out(const Layer& layer);

/// For each layer how many layers may follow it; `longest` takes no way back to a layer that is
/// being passed already, so circles count once.
std::vector<Distance> measure_distances(const Definition& definition);

}  // namespace tundish
