#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "simulate/state_keys.hpp"
#include "simulate/stepper.hpp"

namespace tundish {

/// Remembers what moves have led to, so that a session that comes to a place where another has
/// been need not play what that one played.
class Shortcuts {
 public:
  /// What a move at a place led to.
  struct Arc {
    int to = -1;
    Outcome outcome;
  };
  struct Place {
    State state;  ///< one of those that are alike
    Situation situation;
    std::deque<Arc> arcs;
    std::vector<std::uint64_t> moves;  ///< of the arcs
    int ending = -1;                   ///< of sessions that end here by themselves
    int abandoned = -1;                ///< of those that visitors leave here
  };

  explicit Shortcuts(const Plan& plan) : plan_(plan), keys_(plan) {}

  bool can_be_taken() const { return keys_.are_enough(); }
  /// The place of states like this one; -1 when there is no room for another.
  int place_of(const State& state);
  Place& there(int place) { return places_[static_cast<std::size_t>(place)]; }
  const Arc* find(const Place& place, const Move& move) const;
  /// Remembers an arc; nothing when its end is not remembered.
  const Arc* add(int place, const Move& move, const Outcome& outcome, int to);

  /// Where sessions of a channel and language begin; nothing before one has.
  const Arc* find_start(std::size_t start) const {
    return start < starts_.size() && starts_[start].to >= 0 ? &starts_[start] : nullptr;
  }
  const Arc* add_start(std::size_t start, const Outcome& outcome, int to);

 private:
  const Plan& plan_;
  StateKeys keys_;
  std::deque<Arc> starts_;
  std::unordered_map<std::string, int> numbers_;
  std::deque<Place> places_;  ///< whoever stands at one may stay there
};

}  // namespace tundish
