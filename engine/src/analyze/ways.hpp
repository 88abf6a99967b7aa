#pragma once

#include <vector>

#include "tundish/funnel.hpp"

namespace tundish {

/// Layers, by index, that something is true for.
using LayerSet = std::vector<bool>;

/// The layers of a funnel and the ways between them.
class Ways {
 public:
  explicit Ways(const Definition& definition);

  /// Where a session can go from a layer when all goes well: its buttons, replies and proofs, its
  /// `next`, what follows a subfunnel.
  const std::vector<LayerIndex>& onward(LayerIndex layer) const { return onward_[at(layer)]; }
  /// Where it can go besides, when something fails or is missing.
  const std::vector<LayerIndex>& aside(LayerIndex layer) const { return aside_[at(layer)]; }

  /// Every layer that sessions can come to, those included that they begin with.
  LayerSet reachable_from(const std::vector<LayerIndex>& begin) const;
  /// Every layer from which one of `ends` can be reached, those included; by way of failures too
  /// or not.
  LayerSet leading_to(const LayerSet& ends) const;
  LayerSet leading_well_to(const LayerSet& ends) const;
  /// A number for every layer: layers that lead to each other have the same.
  std::vector<int> circles() const;
  /// All layers, those first that lead to others as far as there are no circles.
  std::vector<LayerIndex> order() const;

 private:
  static std::size_t at(LayerIndex layer) { return static_cast<std::size_t>(layer); }

  std::vector<std::vector<LayerIndex>> onward_, aside_, all_;
};

/// Where a component leads when something fails, or a proof is given.
std::vector<LayerIndex> targets_of(const Component& component);

}  // namespace tundish
