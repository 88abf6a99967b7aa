#pragma once

#include "simulate/visitor.hpp"
#include "tundish/event.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Makes the event before into that of a move: its input, its lane and its times, a pause later.
/// Its place in the log and its uid are the caller's.
void make_event(const Plan& plan, const State& state, const Situation& situation, const Move& move,
                const Wishes* wishes, Chance& chance, Event& event);

/// Draws the lots that `make_event` draws for a move that settles nothing.
inline void pass_event(Chance& chance) { chance.next(); }

}  // namespace tundish
