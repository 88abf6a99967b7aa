#pragma once

#include "run/refusal.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Whether an event may be written by its lane, and here: a client neither claims what only the
/// server can know, nor more of the server's lane than there is or less than it said before; the
/// server's events follow as many of the client's as they say.
Refusal check_lane(const State& state, const Event& event);

}  // namespace tundish
