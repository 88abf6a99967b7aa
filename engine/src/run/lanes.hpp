#pragma once

#include "run/refusal.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Whether an event may be written by its lane, and here: a client neither claims what only the
/// server can know nor passes over what it had seen of the server's lane.
Refusal check_lane(const State& state, const Event& event);

}  // namespace tundish
