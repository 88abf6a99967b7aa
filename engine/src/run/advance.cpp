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

constexpr std::size_t kUsualFacts = 2;  // of an event

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

void count_in(State& state, const Event& event) {
  ++state.events;
  if (event.lane == Lane::s) {
    ++state.server_events;
  } else {
    state.s_seen = event.s_seen;
  }
}

/// Begins the session of a transition that nothing happened in yet.
Refusal begin_with(const Funnel& funnel, Transition& transition, const Event& header) {
  const auto* started = std::get_if<Started>(&header.input);
  if (!started) return refuse(RefusalCode::not_started, {"A log begins with its header."});
  if (Refusal refusal = check_header(funnel, *started)) return refusal;
  State& state = transition.state;
  state.header = Started(*started);
  state.started_at_ms = header.t_wall;
  state.last_at_ms = header.t_wall;
  Walk walk;
  begin(Step{funnel, transition, header, walk});
  mark_hidden(funnel, state);
  count_in(state, header);
  return std::nullopt;
}

/// Plays the event on the transition's state, which is half played when the event is refused.
Refusal go_on_with(const Funnel& funnel, Transition& transition, const Event& event) {
  State& state = transition.state;
  if (Refusal refusal = check_turn(state, event)) return refusal;
  state.last_at_ms = event.t_wall;
  Walk walk;
  if (Refusal refusal = play_input(Step{funnel, transition, event, walk})) return refusal;
  mark_hidden(funnel, state);
  count_in(state, event);
  return std::nullopt;
}

Transition refused_at(State before, Refusal refusal) {
  Transition refused;
  refused.state = std::move(before);
  refused.refused = std::move(refusal);
  return refused;
}

}  // namespace

Transition start(const Funnel& funnel, const Event& header) {
  Transition transition;
  if (Refusal refusal = begin_with(funnel, transition, header)) return refused_at({}, refusal);
  return transition;
}

Transition advance(const Funnel& funnel, const State& state, const Event& event) {
  Transition transition;
  // Copied and moved: assigning by copy would be more code, for every part of it.
  transition.state = State(state);
  if (Refusal refusal = go_on_with(funnel, transition, event)) return refused_at(state, refusal);
  return transition;
}

Replay replay(const Funnel& funnel, std::span<const Event> events) {
  Replay result;
  Transition& transition = result.transition;
  transition.facts.reserve(kUsualFacts * events.size());
  std::vector<Effect> effects;  // of the events before: a step looks at its own
  for (const Event& event : events) {
    Refusal refusal = result.accepted == 0 ? begin_with(funnel, transition, event)
                                           : go_on_with(funnel, transition, event);
    if (refusal) {
      // What led here is played once more: that is rarer than keeping every state would be dear.
      const auto accepted = static_cast<std::size_t>(result.accepted);
      Replay before = replay(funnel.untraced(), events.first(accepted));
      before.transition.refused = std::move(refusal);
      return before;
    }
    ++result.accepted;
    for (Effect& effect : transition.effects) effects.push_back(std::move(effect));
    transition.effects.clear();
  }
  transition.effects = std::move(effects);
  return result;
}

}  // namespace tundish
