#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tundish/effect.hpp"

namespace tundish {

/// How often a button or a choice was taken.
struct ClickTally {
  std::string component;  ///< the id of the button, `next` for the one that every page has
  std::int64_t clicks = 0;
  bool operator==(const ClickTally&) const = default;
};

/// How many visitors stayed about as long on a layer before they left it onward.
struct StayTally {
  int bin = 0;  ///< see `stay_bin`
  std::int64_t count = 0;
  bool operator==(const StayTally&) const = default;
};

/// How many sessions went onward from a layer to that one, each once. Neither going back nor
/// beginning anew is a way; one that was gone back before may be missed when it is gone onward.
struct WayTally {
  std::string to;
  std::int64_t sessions = 0;
  bool operator==(const WayTally&) const = default;
};

struct LayerTally {
  std::string layer;
  std::int64_t reached = 0;    ///< sessions that entered it, each once
  std::int64_t completed = 0;  ///< sessions that left it onward, each once
  std::int64_t passed = 0;     ///< sessions that went on from it, also after a failure or into a
                               ///< subfunnel, each once: the others stopped there
  std::vector<ClickTally> clicks;  ///< sorted by component
  std::vector<StayTally> stays;    ///< sorted by bin; each time that somebody left it onward
  std::vector<WayTally> ways;      ///< sorted by where they lead
  bool operator==(const LayerTally&) const = default;
};

/// What some sessions did.
struct Tally {
  std::int64_t sessions = 0;
  std::int64_t completions = 0;
  std::int64_t conversions = 0;
  std::int64_t converted = 0;  ///< sessions that had a conversion, each once
  std::int64_t closed = 0;
  std::vector<LayerTally> layers;  ///< sorted by id
  bool operator==(const Tally&) const = default;
};

/// What sessions did from when they met a variant of an experiment.
struct ArmTally {
  std::string experiment;
  std::string variant;
  Tally tally;
  bool operator==(const ArmTally&) const = default;
};

/// Statistics as a fold over transitions. A session counts from its first input on (or when it ends
/// without one). Visits are counted by the host: the engine sees none.
struct Tallies {
  Tally all;
  std::vector<ArmTally> arms;  ///< in the order in which they were met
  bool operator==(const Tallies&) const = default;
};

/// Whether the session counts already.
bool is_counted(const State& state);

/// Adds what a step of one session did. `before` is the state before it; for the header it is
/// `State{}`.
Tallies tally(Tallies sums, const Funnel& funnel, const State& before, const Transition& step);

/// Times are counted in bins, so that those of many servers and days add up: tenths of a second up
/// to 3.2 s, beyond that bins that are at most a sixteenth of their time wide, the last one for a
/// day and more. A time that goes backwards, as clocks can, is none.
int stay_bin(std::int64_t milliseconds);
inline constexpr int kStayBins = 16 * 16 + 11;
/// The middle of a bin in milliseconds.
std::int64_t stay_of_bin(int bin);

}  // namespace tundish
