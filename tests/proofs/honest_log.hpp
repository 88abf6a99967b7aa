#pragma once

#include <string>
#include <vector>

#include "unit/random_play.hpp"

namespace tundish::proofs {

using testing::Random;

/// A gesture that was refused while an honest log was made, and so is not in it.
struct RefusedGesture {
  std::size_t at = 0;  ///< the event that it would have been
  Gesture gesture;
  RefusalCode code = RefusalCode::malformed;
};

/// What a device wrote while somebody played a funnel.
struct HonestLog {
  Funnel funnel;
  std::vector<Event> events;
  std::vector<State> before;  ///< before each event, and behind the last
  std::vector<RefusedGesture> refused;

  Channel channel() const { return std::get<Started>(events[0].input).channel; }
  bool has_ended() const { return before.back().status != SessionStatus::in_progress; }
};

/// The valid definitions of the tests, the demo funnels, and data collection flows by chance.
std::vector<Funnel> proof_funnels(int random_flows);

/// A visit of 1 to `gestures` gestures.
HonestLog random_log(const Funnel& funnel, int gestures, Random& random);

/// The text that a log travels as.
std::string log_text(const std::vector<Event>& events);

}  // namespace tundish::proofs
