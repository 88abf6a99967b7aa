#include "run/flow.hpp"

#include <algorithm>

#include "run/admission.hpp"
#include "run/autofill.hpp"
#include "run/availability.hpp"
#include "run/calculations.hpp"
#include "run/contact.hpp"
#include "run/effects.hpp"
#include "run/initial.hpp"
#include "run/say.hpp"
#include "run/skip.hpp"
#include "run/subfunnel.hpp"
#include "run/visible.hpp"
#include "run/ways.hpp"
#include "support/ending.hpp"
#include "support/terse.hpp"
#include "tundish/why.hpp"

namespace tundish {

namespace {

/// Layers that one event may pass through without the visitor; a circle of such layers ends here.
constexpr int kMaxLayersPerEvent = 1000;

/// What is sent when a circle has ended: nobody wants to be told the same a thousand times.
constexpr std::size_t kMaxEffectsOfCircle = 20;

bool is_playing(const Step& step) { return step.state().status == SessionStatus::in_progress; }

void note_conversion(const Step& step) {
  const Layer& layer = step.layer();
  if (layer.conversion) add_fact(step, FactKind::converted);
  if (!layer.trigger.empty()) add_fact(step, FactKind::triggered, {}, {}, layer.trigger);
}

/// What reaching an ending does to the session.
void end_if_ending(const Step& step) {
  const Layer& layer = step.layer();
  if (layer.type == LayerType::fatalistic) {
    close(step, step.walk.reason.empty() ? "fatalistic" : step.walk.reason);
  }
  if (layer.type != LayerType::result) return;
  step.state().status = SessionStatus::completed;
  add_fact(step, FactKind::completed);
  note_conversion(step);
}

void note_filled(const Step& step, const std::vector<const Component*>& filled) {
  for (const Component* one : filled) {
    add_fact(step, FactKind::autofilled, one->id, one->input()->slug);
  }
}

/// The current layer is passed over: it is on the way back, but was never shown.
bool is_passed_over(const Step& step, const std::vector<const Component*>& filled) {
  if (!is_skippable(step.funnel, step.state())) return false;
  compute(step);
  const LayerIndex target = choose_skipped_way(step);
  if (target == kNoLayer) return false;
  add_fact(step, FactKind::skipped);
  note_filled(step, filled);
  save_to_contact(step);
  step.state().skipped.push_back(step.state().layer);
  step.state().trail.push_back(step.state().layer);
  enter(step, target);
  return true;
}

void end_circle(const Step& step, LayerIndex target) {
  std::vector<Effect>& effects = step.transition.effects;
  while (!kLean && effects.size() > kMaxEffectsOfCircle) effects.pop_back();
  end_at(step, target, "endless_loop");
}

void run_layer(const Step& step) {
  const Layer& layer = step.layer();
  const bool ends_here = layer.type != LayerType::fatalistic || !layer.next;
  if (!ends_here) return go_onward(step, layer.next->target);  // of a subfunnel
  if (layer.type == LayerType::fatalistic || layer.type == LayerType::result) {
    return is_one_at_a_time(step.state().header.channel) ? flow(step) : end_if_ending(step);
  }
  if (layer.type == LayerType::subfunnel) return begin_subfunnel(step);
  if (layer.ends_subfunnel != kNoLayer) {
    note_conversion(step);
    return end_subfunnel(step);
  }
  if (layer.type == LayerType::action) {
    note_conversion(step);
    return run_actions(step);
  }
  step.walk.reason.clear();
  return is_one_at_a_time(step.state().header.channel) ? flow(step) : run_on_enter(step);
}

/// Makes the layer the current one and does what is done there.
void arrive(const Step& step, LayerIndex target, Way way) {
  State& state = step.state();
  state.layer = target;
  state.component = 0;
  state.reasks = 0;
  forget_pending(state);
  mark_hidden(step.funnel, state);
  std::vector<const Component*> filled;
  if (way == Way::onward) {
    fill_inputs(step, filled);
    mark_hidden(step.funnel, state);
    if (is_passed_over(step, filled)) return;
  }
  state.path.push_back(target);
  state.entered_at_ms = state.last_at_ms;
  add_fact(step, FactKind::entered);
  note_filled(step, filled);
  run_layer(step);
}

/// Leaves the current layer onward.
void leave(const Step& step) {
  State& state = step.state();
  save_to_contact(step);
  note_completed(state, state.layer);
  state.trail.push_back(state.layer);
  add_fact(step, FactKind::left);
}

}  // namespace

void add_fact(const Step& step, FactKind kind, std::string component, std::string slug,
              std::string name) {
  std::vector<Fact>& facts = step.transition.facts;
  facts.push_back({});
  Fact& fact = facts.back();
  fact.kind = kind;
  fact.layer = step.layer().id;
  fact.component = std::move(component);
  fact.slug = std::move(slug);
  fact.name = std::move(name);
  if (Trace* trace = kLean ? nullptr : step.funnel.trace()) trace->happened(fact);
}

void add_fact(const Step& step, Fact fact) {
  if (Trace* trace = kLean ? nullptr : step.funnel.trace()) trace->happened(fact);
  step.transition.facts.push_back(std::move(fact));
}

void note_completed(State& state, LayerIndex layer) {
  std::vector<LayerIndex>& completed = state.completed;
  if (std::find(completed.begin(), completed.end(), layer) == completed.end()) {
    completed.push_back(layer);
  }
}

void close(const Step& step, std::string reason) {
  step.state().status = SessionStatus::closed;
  step.state().reason = reason;
  add_fact(step, FactKind::closed, {}, {}, std::move(reason));
}

void end_at(const Step& step, LayerIndex layer, std::string reason) {
  if (step.state().layer == kNoLayer) step.state().layer = layer;
  close(step, std::move(reason));
}

void begin(const Step& step) {
  const LayerIndex start = step.funnel->config.start_layer;
  const bool complete = take_initial_data(step, start);
  if (!complete && is_available(step.funnel->config.availability, step.event.t_wall)) {
    return deny(step, start, "initial_data");
  }
  enter(step, start);
}

void enter(const Step& step, LayerIndex layer, Way way) {
  Walk& walk = step.walk;
  walk.to = layer;
  walk.way = way;
  if (walk.is_walking) return;
  walk.is_walking = true;
  step.state().skipped.clear();
  while (walk.to != kNoLayer && is_playing(step)) {
    const LayerIndex target = walk.to;
    walk.to = kNoLayer;
    if (++walk.entered > kMaxLayersPerEvent) {
      end_circle(step, target);
    } else if (is_admitted(step, target, walk.way)) {
      arrive(step, target, walk.way);
    }
  }
  walk.to = kNoLayer;
  walk.is_walking = false;
}

void go_onward(const Step& step, LayerIndex target) {
  leave(step);
  enter(step, target);
}

bool follow(const Step& step, const Navigation& navigation) {
  if (!run_on_submit(step, navigation)) return true;
  compute(step);
  const LayerIndex target = choose_way(step, navigation);
  if (target == kNoLayer) return false;
  go_onward(step, target);
  return true;
}

void go_back(const Step& step) {
  add_fact(step, FactKind::went_back);
  std::vector<LayerIndex>& trail = step.state().trail;
  const LayerIndex before = layer_before(step.funnel, step.state());
  while (trail.back() != before) trail.pop_back();
  trail.pop_back();
  enter(step, before, Way::back);
}

void flow(const Step& step) {
  if (say_until_reply(step)) return;
  const Layer& layer = step.layer();
  if (is_ending(layer)) {
    say_links(step);
    return end_if_ending(step);
  }
  if (!layer.next || shows_way(step.funnel, step.state())) return say_buttons(step);
  if (!run_on_submit(step, *layer.next)) return;
  compute(step);
  const LayerIndex target = choose_way(step, *layer.next);
  if (target == kNoLayer) return say_buttons(step);
  say_links(step);
  go_onward(step, target);
}

LayerIndex layer_before(const Funnel& funnel, const State& state) {
  for (auto at = state.trail.rbegin(); at != state.trail.rend(); ++at) {
    const Layer& layer = funnel->layers[static_cast<std::size_t>(*at)];
    const bool is_shown = layer.type == LayerType::start || layer.type == LayerType::intermediate;
    const bool leads_on = is_authenticated(state) && layer.authenticated_target_layer != kNoLayer;
    if (is_shown && !leads_on) return *at;
  }
  return kNoLayer;
}

}  // namespace tundish
