#pragma once

#include <string>
#include <vector>

#include "runners/scenario_file.hpp"
#include "runners/scenario_match.hpp"
#include "tundish/session.hpp"

namespace tundish::scenario {

/// A scenario being played natively: the session, and the accepted events in order.
struct Play {
  Session session;
  std::vector<Event> log;
  std::vector<Fact> facts;   ///< of all accepted events
  std::int64_t steps = 0;    ///< gestures so far, refused ones included
  std::int64_t late_ms = 0;  ///< what `after` has added to the clock
};

/// Plays one gesture as a host would and answers what a host would show. Fails the running test
/// when a refused gesture changed anything.
Response play_gesture(Play& play, const File& file, GivenGesture given);

/// The log with one change of `tampered` applied; a list of events.
Value tamper(const std::vector<Event>& log, const Value& change);

/// What a session is in the end: `layer status reason path data score events state_hash`.
Value final_of(const Funnel& funnel, const State& state);

}  // namespace tundish::scenario
