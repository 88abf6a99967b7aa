#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tundish/effect.hpp"

namespace tundish {

struct LayerTally {
  std::string layer;
  std::int64_t reached = 0;    ///< sessions that entered it, each once
  std::int64_t completed = 0;  ///< sessions that left it onward, each once
  bool operator==(const LayerTally&) const = default;
};

/// Statistics as a fold over transitions. A session counts from its first input on (or when it ends
/// without one). Visits are counted by the host: the engine sees none.
struct Tally {
  std::int64_t sessions = 0;
  std::int64_t completions = 0;
  std::int64_t conversions = 0;
  std::int64_t closed = 0;
  std::vector<LayerTally> layers;  ///< sorted by id
  bool operator==(const Tally&) const = default;
};

/// Adds what a step of one session did. `before` is the state before it; for the header it is
/// `State{}`.
Tally tally(Tally sums, const Funnel& funnel, const State& before, const Transition& step);

}  // namespace tundish
