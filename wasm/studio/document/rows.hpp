#pragma once

#include <vector>

#include "document/layered.hpp"
#include "document/layout.hpp"

namespace tundish::studio {

/// How far a line that leads to a layer is below its top, as far as there is so much of it.
inline constexpr float kArrival = 18;

/// How high lines on a lane are apart from each other, and away from cards.
inline constexpr float kLine = 9;
inline constexpr float kBesideLane = 24;

/// The height of each stand's line, so that ways are as straight as they can be while the columns
/// keep their order and nothing is over another.
std::vector<float> heights_of(const Layered& layered, const std::vector<Size>& sizes, float gap);

/// What a stand takes above and below its line.
struct Reach {
  float above = 0, below = 0;
};
Reach reach_of(const Stand& stand, const std::vector<Size>& sizes);

}  // namespace tundish::studio
