#include "simulate/make_event.hpp"

#include <algorithm>

#include "simulate/settling.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kShortestPauseMs = 1000;
constexpr std::size_t kPausesMs = 20'000;

}  // namespace

void make_event(const Plan& plan, const State& state, const Situation& situation, const Move& move,
                const Wishes* wishes, Chance& chance, Event& event) {
  const std::int64_t pause = kShortestPauseMs + static_cast<std::int64_t>(chance.below(kPausesMs));
  event.t_wall += pause;
  event.t_mono += pause;
  event.lane = Lane::c;
  if (move.kind == MoveKind::settle) {
    const Pending& pending = state.pending[static_cast<std::size_t>(move.index)];
    Settled settled = settle(plan, state, pending, wishes, chance);
    event.lane = settled.lane;
    event.t_wall = std::max(event.t_wall, settled.not_before_ms);
    event.input = std::move(settled.result);
  } else {
    event.input = input_of(plan, situation, move);
  }
  event.s_seen = event.lane == Lane::c ? state.server_events : 0;
  event.c_seen = event.lane == Lane::s ? client_events(state) : 0;
}

}  // namespace tundish
