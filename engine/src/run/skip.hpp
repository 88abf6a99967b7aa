#pragma once

#include "run/flow.hpp"

namespace tundish {

/// Whether the current layer, just filled in, has nothing to ask: it may be skipped, its conditions
/// hold, and no input of it lacks a valid answer.
bool is_skippable(const Funnel& funnel, const State& state);

/// The way onward of the current layer when it is skipped: of its first jump button that leads
/// somewhere now, else its `next`. `kNoLayer`: none.
LayerIndex choose_skipped_way(const Step& step);

}  // namespace tundish
