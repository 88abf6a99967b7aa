#pragma once

#include "board/state.hpp"

// What of the plane is seen when nobody has chosen it.
namespace tundish::studio::board {

/// All of the box, as large as can be without a card below the map.
Camera::Sight sight_of(const State& state, const Box& all);

/// Has everything in view, or where that could not be read, its beginning. A canvas that becomes
/// larger or smaller is seen like that again as long as nobody has moved what is seen.
void arrive(State& state);

}  // namespace tundish::studio::board
