#include "run/skip.hpp"

#include "run/answers.hpp"
#include "run/visible.hpp"
#include "run/ways.hpp"

namespace tundish {

bool is_skippable(const Funnel& funnel, const State& state) {
  const Layer& layer = funnel->layers[static_cast<std::size_t>(state.layer)];
  return layer.allow_skip && layer.auto_fill && !layer.skip_conditions.empty() &&
         hold_now(funnel, state, layer.skip_conditions) && is_complete(funnel, state);
}

LayerIndex choose_skipped_way(const Step& step) {
  const State& state = step.state();
  for (const Component& component : step.layer().components) {
    const Button* button = on_channel(component, state.header.channel).button();
    if (!button || button->kind != ButtonKind::jump) continue;
    if (!is_visible(step.funnel, state, component)) continue;
    if (!hold_now(step.funnel, state, button->enabled_if)) continue;
    const LayerIndex target = choose_way(step, button->navigation);
    if (target != kNoLayer) return target;
  }
  return step.layer().next ? choose_way(step, *step.layer().next) : kNoLayer;
}

}  // namespace tundish
