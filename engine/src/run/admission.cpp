#include "run/admission.hpp"

#include <algorithm>

#include "run/availability.hpp"
#include "support/ending.hpp"

namespace tundish {

namespace {

bool visited_too_often(const State& state, LayerIndex index, const Layer& layer) {
  const auto visits = std::count(state.trail.begin(), state.trail.end(), index);
  return layer.max_visits > 0 && visits >= layer.max_visits;
}

}  // namespace

bool is_authenticated(const State& state) {
  return state.header.auth || state.auth || state.header.channel == Channel::whatsapp;
}

bool is_admitted(const Step& step, LayerIndex index, Way way) {
  const Layer& layer = step.layer(index);
  if (layer.type == LayerType::fatalistic) return true;
  if (!is_ending(layer) && !is_available(step.funnel->config.availability, step.event.t_wall)) {
    deny(step, index, "unavailable");
    return false;
  }
  const bool authenticated = is_authenticated(step.state());
  const LayerIndex elsewhere =
      authenticated ? layer.authenticated_target_layer : layer.unauthenticated_target_layer;
  const bool leads_on = elsewhere != kNoLayer && elsewhere != index;
  if (leads_on && (authenticated || layer.requires_auth)) {
    enter(step, elsewhere);
    return false;
  }
  if (!authenticated && layer.requires_auth) {
    deny(step, index, "unauthenticated");
    return false;
  }
  if (way == Way::onward && visited_too_often(step.state(), index, layer)) {
    fail(step, index, layer.on_error, "too_many_visits");
    return false;
  }
  return true;
}

}  // namespace tundish
