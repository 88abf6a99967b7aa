#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "document/graph.hpp"

namespace tundish::studio {

using Numbers = std::vector<std::size_t>;

/// What stands in a column: a layer, or a lane that ways to one layer take through a column that
/// they pass.
struct Stand {
  std::optional<std::size_t> layer;
  std::size_t ways = 0;  ///< of a lane, how many take it
};

/// Layers that hang together, in columns from the first ones onward. What leads onward does so from
/// a column to the next one; what leads back is in no list.
struct Layered {
  std::vector<Stand> stands;
  std::vector<Numbers> to, from;  ///< of each stand, in the order of the ways
  std::vector<Numbers> columns;   ///< stands, from top to bottom
  Numbers turns;  ///< of each column, ways that turn behind it; first those before the first one
};

/// The parts of a graph that do not hang together: that with the start first, then in the order of
/// their first layers.
std::vector<Layered> layered(const Graph& graph);

/// Sorts the columns so that few ways cross.
void uncross(Layered& layered);

/// How many pairs of ways cross between columns.
std::size_t crossings(const Layered& layered);

}  // namespace tundish::studio
