#pragma once

#include <vector>

#include "board/state.hpp"

// Where there is room for what is put on the canvas beside what stands there.
namespace tundish::studio::board {

/// How far boxes move together from where they are wanted so that none lies over, or close to, one
/// of those that stand: straight on to one side, as little as can be.
Point room_for(const std::vector<Box>& wanted, const std::vector<Box>& standing);

/// How far copies move from where these boxes are: out of the way of what stands, and into the
/// middle of what is seen first, where they are out of sight. Frames lie round cards, so they are
/// in the way of other frames only.
Point way_to_room(const State& state, const std::vector<Box>& boxes, bool has_frames);

}  // namespace tundish::studio::board
