#include "run/flow.hpp"

#include <algorithm>

#include "run/answers.hpp"
#include "run/operands.hpp"
#include "support/ending.hpp"
#include "view/component.hpp"

namespace tundish {

namespace {

/// Layers that one event may pass through without the visitor; a circle of such layers ends here.
constexpr int kMaxLayersPerEvent = 1000;

bool is_playing(const Step& step) { return step.state().status == SessionStatus::in_progress; }

void say(const Step& step, const Component& component) {
  Say effect;
  effect.component =
      view_component(step.funnel, step.state(), step.layer(), component, Missing::hidden);
  effect.component.value = Value();  // what was answered before is not part of the question
  effect.component.problems.clear();
  step.transition.effects.push_back(std::move(effect));
}

/// Makes the layer the current one, without showing it.
void arrive(const Step& step, LayerIndex target) {
  State& state = step.state();
  state.layer = target;
  state.path.push_back(target);
  state.component = 0;
  state.reasks = 0;
  add_fact(step, FactKind::entered);
}

/// Leaves the current layer onward.
void leave(const Step& step) {
  State& state = step.state();
  std::vector<LayerIndex>& completed = state.completed;
  if (std::find(completed.begin(), completed.end(), state.layer) == completed.end()) {
    completed.push_back(state.layer);
  }
  state.trail.push_back(state.layer);
  add_fact(step, FactKind::left);
}

/// What reaching an ending does to the session.
void end_if_ending(const Step& step) {
  const Layer& layer = step.layer();
  if (layer.type == LayerType::fatalistic) close(step, "fatalistic");
  if (layer.type != LayerType::result) return;
  step.state().status = SessionStatus::completed;
  add_fact(step, FactKind::completed);
  if (layer.conversion) add_fact(step, FactKind::converted);
  if (!layer.trigger.empty()) add_fact(step, FactKind::triggered, {}, {}, layer.trigger);
}

/// Says the messages from the current component on; true when an input was asked and waits.
bool say_until_input(const Step& step) {
  const Layer& layer = step.layer();
  State& state = step.state();
  const auto size = static_cast<int>(layer.components.size());
  for (; state.component < size; ++state.component) {
    const Component& component = layer.components[static_cast<std::size_t>(state.component)];
    if (component.button()) continue;
    if (component.input() && is_ending(layer)) continue;
    say(step, component);
    if (component.input()) return true;
  }
  return false;
}

}  // namespace

void add_fact(const Step& step, FactKind kind, std::string component, std::string slug,
              std::string name) {
  Fact fact;
  fact.kind = kind;
  fact.layer = step.layer().id;
  fact.component = std::move(component);
  fact.slug = std::move(slug);
  fact.name = std::move(name);
  step.transition.facts.push_back(std::move(fact));
}

void close(const Step& step, std::string reason) {
  step.state().status = SessionStatus::closed;
  step.state().reason = reason;
  add_fact(step, FactKind::closed, {}, {}, std::move(reason));
}

void enter(const Step& step, LayerIndex layer) {
  arrive(step, layer);
  if (is_one_at_a_time(step.state().header.channel)) {
    flow(step);
  } else {
    end_if_ending(step);
  }
}

void go_onward(const Step& step, LayerIndex target) {
  leave(step);
  enter(step, target);
}

void go_back(const Step& step) {
  add_fact(step, FactKind::went_back);
  const LayerIndex before = step.state().trail.back();
  step.state().trail.pop_back();
  enter(step, before);
}

void flow(const Step& step) {
  for (int layers = 0; layers < kMaxLayersPerEvent; ++layers) {
    if (say_until_input(step)) return;
    end_if_ending(step);
    if (!is_playing(step)) return;
    const Layer& layer = step.layer();
    if (has_jump_button(layer) || !layer.next) return;
    const LayerIndex target = choose_target(step.funnel, step.state(), *layer.next);
    if (target == kNoLayer) return;
    leave(step);
    arrive(step, target);
  }
  close(step, "endless_loop");
}

}  // namespace tundish
