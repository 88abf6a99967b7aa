#pragma once

#include "run/flow.hpp"
#include "run/refusal.hpp"

namespace tundish {

/// Runs the actions of the current action layer from the one that is due, and goes on behind the
/// last; or the session waits there, has ended, or was sent elsewhere.
void run_actions(const Step& step);

/// Pages: asks the endpoints that are asked on entering the current layer, one after the other,
/// from the component `from` on.
void run_on_enter(const Step& step, int from = 0);
/// One-at-a-time channels: the turn of an endpoint component has come. True when the session waits
/// for its answer.
bool take_turn(const Step& step, const Component& component);
/// Asks the endpoints that are asked before the current layer is left by the way. True when there
/// is nothing left to wait for: the layer may be left now. `way` is one of the layer's own.
bool run_on_submit(const Step& step, const Navigation& way);

/// Whether the current layer cannot be left onward before a result has come, or before the visitor
/// has proven who they are.
bool is_waiting(const Funnel& funnel, const State& state);
/// Whether the result of an effect of the current layer is awaited.
bool awaits_result(const State& state);
/// Forgets what the session waits for, when it comes to a layer: results that come late change
/// nothing. What was queued stays.
void forget_pending(State& state);

Refusal play_result(const Step& step, const EffectResult& result);
Refusal play_requested(const Step& step, const Requested& requested);

}  // namespace tundish
