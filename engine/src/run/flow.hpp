#pragma once

#include <string>

#include "tundish/effect.hpp"
#include "tundish/funnel.hpp"
#include "values/reading.hpp"

namespace tundish {

/// One step being made by an event: the transition grows while layers are entered and left.
struct Step {
  const Funnel& funnel;
  Transition& transition;
  const Event& event;

  /// What reading depends on.
  Moment moment() const { return Moment{event.t_wall, transition.state.header.language}; }
  State& state() const { return transition.state; }
  const Layer& layer() const {
    return funnel->layers[static_cast<std::size_t>(transition.state.layer)];
  }
};

void add_fact(const Step& step, FactKind kind, std::string component = {}, std::string slug = {},
              std::string name = {});

/// Enters a layer and goes on as far as no visitor is needed.
void enter(const Step& step, LayerIndex layer);
/// Leaves the current layer onward to the target.
void go_onward(const Step& step, LayerIndex target);
/// Back to the layer before; the trail must not be empty.
void go_back(const Step& step);
/// One-at-a-time channels: says and asks from the current component on, through layers that need
/// no reply.
void flow(const Step& step);
/// Ends the session.
void close(const Step& step, std::string reason);

}  // namespace tundish
