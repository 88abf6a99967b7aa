#include "run/endpoints.hpp"

#include "run/answers.hpp"
#include "run/asking.hpp"
#include "run/calculations.hpp"
#include "run/effects.hpp"
#include "run/say.hpp"
#include "run/visible.hpp"
#include "run/ways.hpp"

namespace tundish {

namespace {

const Endpoint* find_due(const Step& step, const Component& component, EndpointRun run) {
  const Endpoint* endpoint = on_channel(component, step.state().header.channel).endpoint();
  if (!endpoint || endpoint->run != run) return nullptr;
  return is_visible(step.funnel, step.state(), component) ? endpoint : nullptr;
}

/// The place behind a component of the layer.
int behind(const Layer& layer, const std::string& id) {
  int place = 0;
  for (const Component& component : layer.components) {
    ++place;
    if (component.id == id) break;
  }
  return place;
}

/// What a way of a layer is called while it is being taken: the button, a message's item, `next`.
std::string name_of(const Step& step, const Navigation& way) {
  for (const Component& component : step.layer().components) {
    const Component& here = on_channel(component, step.state().header.channel);
    if (here.button() && &here.button()->navigation == &way) return component.id;
    if (!here.message()) continue;
    for (const Item& item : here.message()->items) {
      if (&item.navigation == &way) return component.id + "=" + item.value;
    }
  }
  return "next";
}

const Navigation* find_way(const Step& step, const std::string& name) {
  for (const Component& component : step.layer().components) {
    const Component& here = on_channel(component, step.state().header.channel);
    if (here.button() && component.id == name) return &here.button()->navigation;
    if (!here.message()) continue;
    for (const Item& item : here.message()->items) {
      if (component.id + "=" + item.value == name) return &item.navigation;
    }
  }
  return step.layer().next ? &*step.layer().next : nullptr;
}

/// Asks the first endpoint from there on that is asked before the layer is left.
bool ask_on_submit(const Step& step, const std::string& way, int from) {
  const std::vector<Component>& components = step.layer().components;
  for (auto i = static_cast<std::size_t>(from); i < components.size(); ++i) {
    const Endpoint* endpoint = find_due(step, components[i], EndpointRun::on_submit);
    if (!endpoint) continue;
    step.state().leaving = way;
    ask(step, components[i].id, endpoint->call);
    return true;
  }
  return false;
}

/// Leaves by the way that was waiting, if that may still be.
void go_on_leaving(const Step& step, int from) {
  const std::string name = step.state().leaving;
  if (ask_on_submit(step, name, from)) return;
  step.state().leaving.clear();
  mark_hidden(step.funnel, step.state());
  const Navigation* way = find_way(step, name);
  if (!way || !is_complete(step.funnel, step.state())) return;
  compute(step);
  const LayerIndex target = choose_way(step, *way);
  const bool talks = is_one_at_a_time(step.state().header.channel);
  if (target == kNoLayer) return talks ? say_buttons(step) : void();
  if (talks && name == "next") say_links(step);
  go_onward(step, target);
}

}  // namespace

void run_on_enter(const Step& step, int from) {
  const std::vector<Component>& components = step.layer().components;
  for (auto i = static_cast<std::size_t>(from); i < components.size(); ++i) {
    const Endpoint* endpoint = find_due(step, components[i], EndpointRun::on_enter);
    if (endpoint) return ask(step, components[i].id, endpoint->call);
  }
}

bool take_turn(const Step& step, const Component& component) {
  const Endpoint* endpoint = find_due(step, component, EndpointRun::on_enter);
  if (endpoint) ask(step, component.id, endpoint->call);
  return endpoint != nullptr;
}

bool run_on_submit(const Step& step, const Navigation& way) {
  return !ask_on_submit(step, name_of(step, way), 0);
}

void go_on_behind(const Step& step, const std::string& component) {
  State& state = step.state();
  const int place = behind(step.layer(), component);
  if (!state.leaving.empty()) return go_on_leaving(step, place);
  if (!is_one_at_a_time(state.header.channel)) return run_on_enter(step, place);
  state.component = place;
  mark_hidden(step.funnel, state);
  flow(step);
}

}  // namespace tundish
