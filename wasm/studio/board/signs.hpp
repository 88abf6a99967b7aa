#pragma once

#include <vector>

#include "board/figure.hpp"
#include "imgui.h"

namespace tundish::studio::board {

struct Stroke {
  std::vector<ImVec2> points;  ///< in a square of 24 by 24
  bool is_closed = false;
  bool is_filled = false;
};

const std::vector<Stroke>& strokes_of(Sign sign);

}  // namespace tundish::studio::board
