#pragma once

#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Where conditions stand on the layer where the session is: `{layer, of, component?, option?,
/// jump?}`.
Value place_of(const Funnel& funnel, const State& state, const std::vector<Condition>& conditions);

}  // namespace tundish
