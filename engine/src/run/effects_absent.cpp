#include "run/effects.hpp"

namespace tundish {

bool is_waiting(const Funnel&, const State&) { return false; }

bool awaits_result(const State&) { return false; }

void forget_pending(State&) {}

Refusal play_result(const Step& step, const EffectResult&) {
  if (step.event.lane == Lane::s) return std::nullopt;
  return refuse(RefusalCode::not_awaited, {"No effect of this key is awaited."}, "/input/effect");
}

Refusal play_requested(const Step&, const Requested&) {
  return refuse(RefusalCode::unknown_component, {"There is nothing to request."},
                "/input/component");
}

}  // namespace tundish
