#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulate/chance.hpp"
#include "simulate/edges.hpp"

namespace tundish {

struct PlannedOption;
struct Pool;

/// What a scout wants to come about: which way to take at which layer, and what answers should be
/// for that.
struct Wishes {
  struct Wish {
    const Condition* condition = nullptr;
    bool holds = true;
  };
  std::vector<const Edge*> way;  ///< by layer: the edge to take there, or null
  std::vector<Wish> wishes;
  const PlannedOption* option = nullptr;
  int score = 0;       ///< 1: as high as can be, -1: as low
  bool fails = false;  ///< what can go wrong does, whatever the way

  /// Whether a value of that operand is as it is wished; without a wish it is.
  bool suits(OperandSource source, std::string_view slug, const Value& value) const;
  bool is_about(OperandSource source, std::string_view slug) const;
  const Edge* edge_from(LayerIndex layer) const { return way[static_cast<std::size_t>(layer)]; }
  /// Adds what makes conditions hold; of several ways to do so one by chance.
  void want(const std::vector<Condition>& conditions, Chance& chance);
  /// Adds what makes one of them not hold.
  void avoid(const std::vector<Condition>& conditions, Chance& chance);

 private:
  void want(const Condition& condition, bool holds, Chance& chance);
};

}  // namespace tundish
