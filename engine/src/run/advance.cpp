#include "tundish/advance.hpp"

#include "run/changes.hpp"
#include "run/effects.hpp"
#include "run/flow.hpp"
#include "run/gestures.hpp"
#include "run/header.hpp"
#include "run/lanes.hpp"
#include "run/visible.hpp"

namespace tundish {

namespace {

Refusal play_input(const Step& step) {
  const EventInput& input = step.event.input;
  if (const auto* answered = std::get_if<Answered>(&input)) return play_answered(step, *answered);
  if (const auto* pressed = std::get_if<Pressed>(&input)) return play_pressed(step, *pressed);
  if (const auto* replied = std::get_if<Replied>(&input)) return play_replied(step, *replied);
  if (std::holds_alternative<WentBack>(input)) return play_went_back(step);
  if (const auto* closed = std::get_if<Closed>(&input)) {
    close(step, closed->reason);
    return std::nullopt;
  }
  if (const auto* requested = std::get_if<Requested>(&input)) {
    return play_requested(step, *requested);
  }
  if (const auto* result = std::get_if<EffectResult>(&input)) return play_result(step, *result);
  if (const auto* changed = std::get_if<LanguageChanged>(&input)) {
    return play_language_changed(step, *changed);
  }
  if (const auto* changed = std::get_if<ChannelChanged>(&input)) {
    return play_channel_changed(step, *changed);
  }
  return refuse(RefusalCode::already_started, {"The session has begun already."}, "/kind");
}

Refusal check_turn(const State& state, const Event& event) {
  if (state.events == 0) {
    return refuse(RefusalCode::not_started, {"A log begins with its header."}, "/kind");
  }
  const bool is_late = event.lane == Lane::s && std::holds_alternative<EffectResult>(event.input);
  const bool ended =
      state.status == SessionStatus::completed || state.status == SessionStatus::closed;
  if (ended && !is_late) {
    return refuse(RefusalCode::ended, {"The session has ended."});
  }
  const bool closes = std::holds_alternative<Closed>(event.input);
  if (state.events >= static_cast<std::int64_t>(kMaxEvents) && !closes) {
    return refuse(RefusalCode::too_many_events, {"The session's log is full."});
  }
  return check_lane(state, event);
}

/// Counts the event in when it fits, else puts the state before it back.
Transition settled(Transition transition, State before, Refusal refusal, const Event& event) {
  if (refusal) {
    Transition refused;
    refused.state = std::move(before);
    refused.refused = std::move(refusal);
    return refused;
  }
  ++transition.state.events;
  if (event.lane == Lane::s) ++transition.state.server_events;
  return transition;
}

}  // namespace

Transition start(const Funnel& funnel, const Event& header) {
  const auto* started = std::get_if<Started>(&header.input);
  if (!started) {
    return settled({}, {}, refuse(RefusalCode::not_started, {"A log begins with its header."}),
                   header);
  }
  if (Refusal refusal = check_header(funnel, *started)) return settled({}, {}, refusal, header);
  Transition transition;
  // A copy is made and moved: assigning by copy would be more code, for every part of it.
  transition.state.header = Started(*started);
  transition.state.started_at_ms = header.t_wall;
  transition.state.last_at_ms = header.t_wall;
  Walk walk;
  begin(Step{funnel, transition, header, walk});
  mark_hidden(funnel, transition.state);
  return settled(std::move(transition), {}, std::nullopt, header);
}

Transition advance(const Funnel& funnel, State state, const Event& event) {
  if (Refusal refusal = check_turn(state, event)) {
    return settled({}, std::move(state), std::move(refusal), event);
  }
  Transition transition;
  transition.state = State(state);
  transition.state.last_at_ms = event.t_wall;
  Walk walk;
  Refusal refusal = play_input(Step{funnel, transition, event, walk});
  if (!refusal) mark_hidden(funnel, transition.state);
  return settled(std::move(transition), std::move(state), std::move(refusal), event);
}

Replay replay(const Funnel& funnel, std::span<const Event> events) {
  Replay result;
  for (const Event& event : events) {
    Transition step = result.accepted == 0 ? start(funnel, event)
                                           : advance(funnel, result.transition.state, event);
    result.transition.state = std::move(step.state);
    if (step.refused) {
      result.transition.refused = std::move(step.refused);
      return result;
    }
    ++result.accepted;
    for (Fact& fact : step.facts) result.transition.facts.push_back(std::move(fact));
    for (Effect& effect : step.effects) result.transition.effects.push_back(std::move(effect));
  }
  return result;
}

}  // namespace tundish
