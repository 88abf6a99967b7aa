#pragma once

#include "run/flow.hpp"

namespace tundish {

/// Where the ways lead now: to the target of the first jump whose conditions hold, or to the layer
/// of the session's variant when that jump is an experiment, else to the default. The first time
/// that a session meets an experiment is noted.
LayerIndex choose_way(const Step& step, const Navigation& navigation);

}  // namespace tundish
