#pragma once

#include <optional>

#include "simulate/counts.hpp"
#include "simulate/shortcuts.hpp"
#include "simulate/stepper.hpp"
#include "simulate/visitor.hpp"

namespace tundish {

/// Whether sessions take shortcuts where others have been before; what comes out is the same.
enum class Shortcutting { taken, never };

/// Everything that the sessions of one simulation share.
class Play {
 public:
  Play(const Funnel& funnel, const SimulateOptions& options, Shortcutting shortcutting);
  Simulation run();

 private:
  int scout();
  void play_session(std::uint64_t number, const Wishes* wishes, Chance& chance);
  /// The steps of a session, engine and all, from where the stepper is.
  void play_on(Visitor& visitor, const Wishes* wishes, int steps, Chance& chance);
  /// The same session along what is remembered.
  void play_remembered(std::uint64_t number, Chance& chance);
  /// The arc of a move that nobody has made there; null when it cannot be remembered, and then the
  /// stepper is at its end.
  const Shortcuts::Arc* explore(int place, const Move& move, Chance& chance);
  int ending_at(Shortcuts::Place& place, const Move& move, const Outcome& last);
  void note(const Situation& situation, const Move& move, const Outcome& outcome, Visitor& visitor);
  void note_option(const Situation& situation, const Move& move);

  Plan plan_;
  Edges edges_;
  Counts counts_;
  Stepper stepper_;
  Shortcuts shortcuts_;
  bool takes_shortcuts_;
  Visitor visitor_;
  Situation situation_;
  int steps_;
};

}  // namespace tundish
