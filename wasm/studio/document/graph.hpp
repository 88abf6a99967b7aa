#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "document/edit.hpp"

namespace tundish::studio {

/// Why a way is taken.
enum class WayKind {
  jump,   ///< its conditions hold, or chance leads there
  usual,  ///< no jump was taken
  other,  ///< something failed, was refused or is not to be had
};

/// A way from a layer to another one, or to one that is not there.
struct Way {
  std::string pointer;  ///< where the target is named
  std::size_t from = 0;
  std::optional<std::size_t> to;
  std::optional<std::size_t> component;  ///< whose way it is, by its number in the layer
  std::optional<std::size_t>
      jump;  ///< its number among the jumps that are tried before the usual way
  WayKind kind = WayKind::usual;
  bool operator==(const Way&) const = default;
};

/// The layers of a definition, by their numbers, and every way between them, in the definition's
/// order. It is drawn while it is written: what is missing or wrong in it is left out.
struct Graph {
  std::size_t layers = 0;
  std::optional<std::size_t> start;
  std::vector<Way> ways;
};

/// The ways of each layer by their numbers, as they are listed: of one component after the other
/// and then of the layer itself, jumps before the usual way; and last what is taken when something
/// fails.
std::vector<std::vector<std::size_t>> ways_of_layers(const Graph& graph);

Graph graph_of(const Json& definition);

}  // namespace tundish::studio
