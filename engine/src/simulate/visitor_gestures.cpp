#include "simulate/visitor_gestures.hpp"

#include <utility>

#include "simulate/make_event.hpp"

namespace tundish {

VisitorGestures::VisitorGestures(const Plan& plan, std::uint64_t number)
    : plan_(plan), number_(number), chance_(plan.options().seed, number), visitor_(plan, nullptr) {}

Gesture VisitorGestures::gesture() {
  Gesture gesture;
  gesture.input = event_.input;
  gesture.uid = hex_id(number_, static_cast<std::uint64_t>(steps_));
  gesture.t_mono = event_.t_mono;
  gesture.t_wall = event_.t_wall;
  gesture.lane = event_.lane;
  return gesture;
}

Gesture VisitorGestures::begin() {
  event_.input = plan_.draw_header(plan_.draw_start(chance_, number_), chance_, nullptr);
  event_.t_wall = plan_.draw_clock(chance_, nullptr);
  return gesture();
}

std::optional<Gesture> VisitorGestures::next(const State& state) {
  if (steps_ > 0) {
    const bool was_refused = state.events == events_;
    const bool has_moved = state.path.size() != entered_;
    visitor_.hear(was_refused ? Went::refused : has_moved ? Went::onward : Went::stayed);
  }
  events_ = state.events;
  entered_ = state.path.size();
  look(plan_.funnel(), state, situation_);
  if (steps_ >= plan_.options().steps) return std::nullopt;
  const Move move = visitor_.next(situation_, chance_);
  if (move.kind == MoveKind::leave || move.kind == MoveKind::stuck) return std::nullopt;
  ++steps_;
  make_event(plan_, state, situation_, move, nullptr, chance_, event_);
  return gesture();
}

}  // namespace tundish
