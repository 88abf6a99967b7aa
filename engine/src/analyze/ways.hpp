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

  /// Where a visitor can go from a layer: its jump buttons, or else its `next`.
  const std::vector<LayerIndex>& onward(LayerIndex layer) const { return onward_[at(layer)]; }
  /// Where a session can go from a layer: `onward`, and `on_error`.
  const std::vector<LayerIndex>& all(LayerIndex layer) const { return all_[at(layer)]; }

  /// Every layer that sessions can come to, those included that they begin with.
  LayerSet reachable_from(const std::vector<LayerIndex>& begin) const;
  /// Every layer from which one of `ends` can be reached, those included.
  LayerSet leading_to(const LayerSet& ends) const;

 private:
  static std::size_t at(LayerIndex layer) { return static_cast<std::size_t>(layer); }

  std::vector<std::vector<LayerIndex>> onward_, all_;
};

bool has_input(const Layer& layer);

}  // namespace tundish
