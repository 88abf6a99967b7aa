#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "board/boxes.hpp"

namespace tundish::studio::board {

/// Where boxes go to be in line, or evenly apart: `align_left`, `align_centre`, `align_right`,
/// `align_top`, `align_middle`, `align_bottom`, `distribute_across`, `distribute_down`. Nothing
/// for another word.
std::optional<std::vector<Point>> arranged(std::string_view how, const std::vector<Box>& boxes);

}  // namespace tundish::studio::board
