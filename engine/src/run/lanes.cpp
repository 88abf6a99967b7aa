#include "run/lanes.hpp"

namespace tundish {

namespace {

bool is_for_server(EventKind kind) {
  return kind == EventKind::effect_result || kind == EventKind::closed ||
         kind == EventKind::replied || kind == EventKind::language_changed ||
         kind == EventKind::channel_changed;
}

}  // namespace

Refusal check_lane(const State& state, const Event& event) {
  if (event.lane == Lane::s) {
    if (is_for_server(kind_of(event.input))) return std::nullopt;
    return refuse(RefusalCode::wrong_lane, {"The server never does this for a visitor."}, "/lane");
  }
  const auto* result = std::get_if<EffectResult>(&event.input);
  if (result && result->outcome != EffectOutcome::offline &&
      result->outcome != EffectOutcome::elapsed) {
    return refuse(RefusalCode::wrong_lane, {"What came of an effect is the server's to say."},
                  "/input/outcome");
  }
  if (event.s_seen == state.server_events) return std::nullopt;
  return refuse(RefusalCode::wrong_seq, {"The event has seen another part of the server's lane."},
                "/s_seen");
}

}  // namespace tundish
