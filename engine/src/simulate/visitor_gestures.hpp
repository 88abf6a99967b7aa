#pragma once

#include <optional>
#include <string>

#include "simulate/visitor.hpp"
#include "tundish/session.hpp"

namespace tundish {

/// The gestures of one visitor of a simulation, for whoever plays them with a real log.
class VisitorGestures {
 public:
  VisitorGestures(const Plan& plan, std::uint64_t number);

  Gesture begin();
  /// What the visitor does at that state, which what was done before has led to; nothing when the
  /// session is over or the visitor leaves.
  std::optional<Gesture> next(const State& state);

 private:
  Gesture gesture();

  const Plan& plan_;
  std::uint64_t number_;
  Chance chance_;
  Visitor visitor_;
  Situation situation_;
  Event event_;
  std::int64_t events_ = 0;
  std::size_t entered_ = 0;
  int steps_ = 0;
};

}  // namespace tundish
