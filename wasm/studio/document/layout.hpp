#pragma once

#include <cstddef>
#include <vector>

#include "document/graph.hpp"

namespace tundish::studio {

struct Point {
  float x = 0;
  float y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  float width = 0;
  float height = 0;
};

/// Between layers beside and below each other.
struct Gaps {
  float across = 120;
  float along = 48;
};

/// Where every layer stands, in columns from the start onward: a way goes to a column further on
/// unless it leads back. Layers of a column stand so that few ways cross, never over each other,
/// and so that ways are straight where they can be; a way through columns that it passes has a lane
/// there. What would be far wider than high is folded into bands, read like lines of a text. Layers
/// that do not hang together with the start's are below them. `sizes` has one of each layer.
std::vector<Point> lay_out(const Graph& graph, const std::vector<Size>& sizes,
                           const Gaps& gaps = {});

}  // namespace tundish::studio
