#pragma once

#include <optional>
#include <vector>

#include "simulate/counts.hpp"
#include "simulate/wishes.hpp"

namespace tundish {

/// Sends scouts to what nobody has reached: one way from the start to it, of many by chance, with
/// the answers that the conditions on it want.
class Scouting {
 public:
  Scouting(const Plan& plan, const Edges& edges, const Counts& counts);

  /// What the next scout wishes; nothing when all is reached or all has been tried often enough.
  std::optional<Wishes> next(Chance& chance);

 private:
  struct Target {
    int edge = -1;
    int option = -1;
    LayerIndex layer = kNoLayer;  ///< that is gone to when something fails
    int tries = 0;
  };

  bool is_reached(const Target& target) const;
  bool find_way(const Target& target, Chance& chance, Wishes& wishes);
  void wish_edge(const Edge& edge, Chance& chance, Wishes& wishes) const;

  const Plan& plan_;
  const Edges& edges_;
  const Counts& counts_;
  std::vector<std::vector<int>> into_;  ///< defined edges by the layer that they lead to
  std::vector<Target> targets_;
  std::size_t turn_ = 0;
};

}  // namespace tundish
