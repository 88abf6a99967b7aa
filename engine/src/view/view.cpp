#include "tundish/view.hpp"

#include <algorithm>

#include "run/answers.hpp"
#include "run/flow.hpp"
#include "run/visible.hpp"
#include "support/terse.hpp"
#include "view/component.hpp"
#include "view/wide.hpp"

namespace tundish {

namespace {

/// The whole layer on the web; elsewhere what waits: one component, or the buttons.
bool is_shown(const Funnel& funnel, const State& state, const Layer& layer, std::size_t index) {
  const Component& component = layer.components[index];
  if (is_one_at_a_time(state.header.channel)) {
    if (state.status != SessionStatus::in_progress) return false;
    const auto waiting = static_cast<std::size_t>(state.component);
    if (waiting < layer.components.size()) return index == waiting;
    if (!on_channel(component, state.header.channel).button()) return false;
  }
  return is_visible(funnel, state, component);
}

Progress measure(const Funnel& funnel, const State& state) {
  Progress progress;
  progress.done = static_cast<int>(state.trail.size());
  const Distance& distance = funnel->distances[static_cast<std::size_t>(state.layer)];
  progress.shortest = distance.shortest;
  progress.longest = distance.longest;
  return progress;
}

}  // namespace

View view(const Funnel& funnel, const State& state, Missing missing) {
  View shown;
  shown.status = state.status;
  shown.reason = state.reason;
  shown.funnel = funnel->slug;
  shown.title = funnel->title;
  shown.language = state.header.language;
  shown.channel = state.header.channel;
  if (state.layer == kNoLayer) return shown;
  const Layer& layer = funnel->layers[static_cast<std::size_t>(state.layer)];
  shown.layer = layer.id;
  shown.layer_type = layer.type;
  for (std::size_t i = 0; i < layer.components.size(); ++i) {
    if (!is_shown(funnel, state, layer, i)) continue;
    shown.components.push_back(view_component(funnel, state, layer, layer.components[i], missing));
  }
  const bool playing = state.status == SessionStatus::in_progress;
  shown.next = playing && !is_one_at_a_time(state.header.channel) && layer.next.has_value() &&
               !shows_way(funnel, state);
  shown.can_go_back = playing && layer_before(funnel, state) != kNoLayer;
  if constexpr (!kLean) {
    if (playing) add_waiting(funnel, state, layer, shown);
  }
  shown.progress = measure(funnel, state);
  shown.reference_code = reference_code(state.header.session);
  return shown;
}

}  // namespace tundish
