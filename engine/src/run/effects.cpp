#include "run/effects.hpp"

#include <algorithm>
#include <functional>

#include "run/asking.hpp"
#include "run/authentication.hpp"
#include "run/endpoints.hpp"
#include "run/visible.hpp"

namespace tundish {

namespace {

/// Who asked a server, and where a failure leads.
struct Caller {
  const Call* call = nullptr;
  LayerIndex on_error = kNoLayer;
};

Caller caller_of(const Step& step, const Pending& pending) {
  const Layer& layer = step.layer(pending.layer);
  for (const Action& action : layer.actions) {
    if (action.id == pending.component) return {&action.call, action.on_error};
  }
  for (const Component& component : layer.components) {
    const Endpoint* endpoint = on_channel(component, step.state().header.channel).endpoint();
    if (component.id == pending.component && endpoint) return {&endpoint->call, endpoint->on_error};
  }
  return {};
}

void note_settled(const Step& step, const Pending& pending, EffectOutcome outcome) {
  Fact fact;
  fact.kind = FactKind::settled;
  fact.layer = step.layer(pending.layer).id;
  fact.component = pending.component;
  fact.name = to_text(outcome);
  add_fact(step, std::move(fact));
}

void go_on(const Step& step, const std::string& component) {
  if (step.layer().type != LayerType::action) return go_on_behind(step, component);
  ++step.state().component;
  run_actions(step);
}

/// Nobody waits for it: it is taken, and nothing moves.
void take_late(const Step& step, const Pending& pending, const Call& call,
               const EffectResult& result) {
  if (result.outcome == EffectOutcome::done) {
    take_response(step, pending.layer, call, result.data);
  } else {
    take_fallback(step, pending.layer, call);
  }
}

void settle_call(const Step& step, const Pending& pending, const EffectResult& result) {
  const Caller caller = caller_of(step, pending);
  drop(step.state(), pending.key);
  note_outcome(step, pending.component, to_text(result.outcome));
  note_settled(step, pending, result.outcome);
  if (!caller.call) return;
  if (pending.queued) return take_late(step, pending, *caller.call, result);
  if (result.outcome == EffectOutcome::done) {
    take_response(step, pending.layer, *caller.call, result.data);
    return go_on(step, pending.component);
  }
  const LayerIndex layer = step.state().layer;
  const LayerIndex on_error = caller.on_error != kNoLayer ? caller.on_error : step.layer().on_error;
  if (on_error == kNoLayer && take_fallback(step, pending.layer, *caller.call)) {
    return go_on(step, pending.component);
  }
  fail(step, layer, on_error, "effect_failed");
}

/// There is no network: what the author said about that.
Refusal settle_offline(const Step& step, Pending& pending) {
  const Caller caller = caller_of(step, pending);
  const Pending copy = pending;
  const bool keeps = !caller.call || (caller.call->offline == OfflinePolicy::block &&
                                      caller.call->offline_target == kNoLayer);
  if (keeps || pending.queued || pending.kind != EffectKind::call) {
    return refuse(RefusalCode::not_offline, {"This waits for the network."}, "/input/outcome");
  }
  note_outcome(step, copy.component, to_text(EffectOutcome::offline));
  note_settled(step, copy, EffectOutcome::offline);
  if (caller.call->offline_target != kNoLayer) {
    drop(step.state(), copy.key);
    fail(step, step.state().layer, caller.call->offline_target, "offline");
    return std::nullopt;
  }
  if (caller.call->offline == OfflinePolicy::queue) {
    pending.queued = true;
  } else {
    drop(step.state(), copy.key);
    take_fallback(step, copy.layer, *caller.call);
  }
  go_on(step, copy.component);
  return std::nullopt;
}

Refusal settle_wait(const Step& step, const Pending& pending, EffectOutcome outcome) {
  if (outcome == EffectOutcome::offline) {
    return refuse(RefusalCode::not_offline, {"A wait needs no network."}, "/input/outcome");
  }
  if (step.event.lane == Lane::c && step.event.t_wall < pending.due_ms) {
    return refuse(RefusalCode::too_soon, {"The wait is not over."}, "/t_wall");
  }
  const std::string component = pending.component;
  note_settled(step, pending, outcome);
  drop(step.state(), pending.key);
  go_on(step, component);
  return std::nullopt;
}

Refusal settle(const Step& step, Pending& pending, const EffectResult& result) {
  if (pending.kind == EffectKind::wait) return settle_wait(step, pending, result.outcome);
  if (result.outcome == EffectOutcome::elapsed) {
    return refuse(RefusalCode::not_awaited, {"No wait has this key."}, "/input/effect");
  }
  if (result.outcome == EffectOutcome::offline) return settle_offline(step, pending);
  if (pending.kind == EffectKind::authenticate) {
    note_settled(step, pending, result.outcome);
    settle_proof(step, pending, result);
  } else {
    settle_call(step, Pending(pending), result);
  }
  return std::nullopt;
}

}  // namespace

bool awaits_result(const State& state) {
  return std::any_of(state.pending.begin(), state.pending.end(), [&state](const Pending& one) {
    return !one.queued && one.layer == state.layer;
  });
}

bool is_waiting(const Funnel& funnel, const State& state) {
  return awaits_result(state) || has_auth_to_pass(funnel, state);
}

void forget_pending(State& state) {
  const auto is_kept = [](const Pending& one) { return one.queued; };
  state.pending.erase(
      std::remove_if(state.pending.begin(), state.pending.end(), std::not_fn(is_kept)),
      state.pending.end());
  state.leaving.clear();
}

/// The server cannot know what has become of a session meanwhile: what no longer fits is taken
/// without effect, so that its lane never breaks off. So is what a client went on without, not
/// having heard that the server was done.
Refusal play_result(const Step& step, const EffectResult& result) {
  std::vector<Pending>& pending = step.state().pending;
  const auto at = std::find_if(pending.begin(), pending.end(),
                               [&](const Pending& one) { return one.key == result.effect; });
  Refusal refusal;
  if (at == pending.end()) {
    if (step.event.s_seen < step.state().server_events) return std::nullopt;
    refusal =
        refuse(RefusalCode::not_awaited, {"No effect of this key is awaited."}, "/input/effect");
  } else if (step.state().status == SessionStatus::in_progress || at->queued) {
    refusal = settle(step, *at, result);
  }
  return step.event.lane == Lane::s ? std::nullopt : refusal;
}

Refusal play_requested(const Step& step, const Requested& requested) {
  if (const Component* auth = find_auth(step.funnel, step.state(), requested.component)) {
    if (auth->id == requested.component) return request_proof(step, *auth);
  }
  for (const Component& component : step.layer().components) {
    const Endpoint* endpoint = on_channel(component, step.state().header.channel).endpoint();
    if (!endpoint || component.id != requested.component) continue;
    if (!is_visible(step.funnel, step.state(), component)) continue;
    if (awaits_result(step.state())) {
      return refuse(RefusalCode::waiting, {"An answer is awaited already."}, "/input/component");
    }
    ask(step, component.id, endpoint->call);
    return std::nullopt;
  }
  return refuse(
      RefusalCode::unknown_component,
      {"The layer ", step.layer().id, " has nothing to request called ", requested.component, "."},
      "/input/component");
}

}  // namespace tundish
