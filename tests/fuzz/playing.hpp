#pragma once

#include <vector>

#include "tundish/session.hpp"

namespace tundish::fuzz {

/// A session under watch. Each gesture, and the log at the end, is held against what always holds:
/// a refused gesture changes nothing; views, steps and reasons are JSON; events and states are read
/// as they were written; asking why changes nothing; the log replays to the same session, and the
/// lanes alone give its order. Ends the process when something does not.
class Playing {
 public:
  explicit Playing(const Funnel& funnel) : session_{funnel, {}, {}} {}

  /// Plays one gesture; true when it was accepted.
  bool make(const Gesture& gesture);
  void check_log() const;

  const Session& session() const { return session_; }
  const std::vector<Event>& log() const { return log_; }

 private:
  void check_step(const State& before, const Played& played) const;
  void check_screen() const;

  Session session_;
  std::vector<Event> log_;
};

}  // namespace tundish::fuzz
