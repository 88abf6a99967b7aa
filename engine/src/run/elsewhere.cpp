#include "tundish/elsewhere.hpp"

#include <algorithm>
#include <utility>

#include "run/admission.hpp"
#include "run/flow.hpp"
#include "run/header.hpp"
#include "run/say.hpp"
#include "run/visible.hpp"
#include "support/ending.hpp"

namespace tundish {

namespace {

bool is_answered(const State& state, const std::string& slug) {
  const Answer* answer = find_answer(state, slug);
  return answer && answer->problems.empty() && is_on_path(state, *answer);
}

bool is_open(const Funnel& funnel, const State& state, const Component& component) {
  if (!is_visible(funnel, state, component)) return false;
  const Component& here = on_channel(component, state.header.channel);
  if (here.auth()) return !is_authenticated(state) && state.header.channel != Channel::whatsapp;
  if (const Message* message = here.message()) return offers_replies(*message);
  const Input* input = here.input();
  return input && !is_read_only(state, *input) && !is_answered(state, input->slug);
}

/// The first component that still needs the visitor, or the layer's size.
int first_open(const Funnel& funnel, const State& state, const Layer& layer) {
  const auto open =
      std::find_if(layer.components.begin(), layer.components.end(),
                   [&](const Component& component) { return is_open(funnel, state, component); });
  return static_cast<int>(open - layer.components.begin());
}

/// The layer from its beginning to where it waits; asking servers is for who is there.
std::vector<Effect> said_until(const Funnel& funnel, const State& state, int open) {
  Transition told;
  told.state = state;
  told.state.component = 0;
  Event event;
  event.t_wall = state.last_at_ms;
  Walk walk;
  const Step step{funnel, told, event, walk};
  while (say_until_reply(step) && told.state.component < open) ++told.state.component;
  const Layer& layer = step.layer();
  if (told.state.component >= static_cast<int>(layer.components.size())) {
    if (is_ending(layer)) say_links(step);
    if (!is_ending(layer) && (!layer.next || shows_way(funnel, told.state))) say_buttons(step);
  }
  std::vector<Effect> says;
  for (Effect& effect : told.effects) {
    if (std::holds_alternative<Say>(effect)) says.push_back(std::move(effect));
  }
  return says;
}

}  // namespace

std::optional<Elsewhere> look_elsewhere(const Funnel& funnel, const State& state, Channel channel) {
  if (check_channel(funnel, channel)) return std::nullopt;
  const bool talks = is_one_at_a_time(channel);
  State there = state;
  there.header.channel = channel;
  Elsewhere seen;
  if (there.layer != kNoLayer) {
    mark_hidden(funnel, there);
    const Layer& layer = funnel->layers[static_cast<std::size_t>(there.layer)];
    const auto size = static_cast<int>(layer.components.size());
    const bool talked = is_one_at_a_time(state.header.channel);
    const int open = talked ? state.component : first_open(funnel, there, layer);
    there.component = talks ? open : 0;
    if (talks) seen.says = said_until(funnel, there, is_ending(layer) ? size : open);
  }
  seen.view = view(funnel, there);
  return seen;
}

}  // namespace tundish
