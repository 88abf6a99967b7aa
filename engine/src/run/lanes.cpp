#include "run/lanes.hpp"

namespace tundish {

namespace {

bool is_for_server(EventKind kind) {
  return kind == EventKind::effect_result || kind == EventKind::closed ||
         kind == EventKind::replied || kind == EventKind::language_changed ||
         kind == EventKind::channel_changed;
}

Refusal refuse_place(std::string_view pointer) {
  return refuse(RefusalCode::wrong_seq, {"The event stands elsewhere beside the other lane."},
                pointer);
}

Refusal check_server(const State& state, const Event& event) {
  if (!is_for_server(kind_of(event.input))) {
    return refuse(RefusalCode::wrong_lane, {"The server never does this for a visitor."}, "/lane");
  }
  if (event.c_seen != client_events(state)) return refuse_place("/c_seen");
  return event.s_seen == 0 ? std::nullopt : refuse_place("/s_seen");
}

}  // namespace

Refusal check_lane(const State& state, const Event& event) {
  if (event.lane == Lane::s) return check_server(state, event);
  const auto* result = std::get_if<EffectResult>(&event.input);
  if (result && result->outcome != EffectOutcome::offline &&
      result->outcome != EffectOutcome::elapsed) {
    return refuse(RefusalCode::wrong_lane, {"What came of an effect is the server's to say."},
                  "/input/outcome");
  }
  if (event.c_seen != 0) return refuse_place("/c_seen");
  const bool fits = event.s_seen >= state.s_seen && event.s_seen <= state.server_events;
  return fits ? std::nullopt : refuse_place("/s_seen");
}

}  // namespace tundish
