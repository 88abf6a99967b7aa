#pragma once

#include <string>

#include "tundish/effect.hpp"
#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "values/reading.hpp"

namespace tundish {

/// How a layer is come to. Onward it may be skipped and is filled; back it is shown as it was.
enum class Way { onward, back };

/// The layers that one event leads through. Whatever wants to go somewhere names the layer; one
/// loop enters them, so that no chain of layers is a chain of calls.
struct Walk {
  LayerIndex to = kNoLayer;  ///< to be entered next
  Way way = Way::onward;
  std::string reason;  ///< why the fatalistic layer is gone to
  int entered = 0;     ///< so far
  bool is_walking = false;
};

/// One step being made by an event: the transition grows while layers are entered and left.
struct Step {
  const Funnel& funnel;
  Transition& transition;
  const Event& event;
  Walk& walk;

  State& state() const { return transition.state; }
  const Layer& layer(LayerIndex index) const {
    return funnel->layers[static_cast<std::size_t>(index)];
  }
  const Layer& layer() const { return layer(transition.state.layer); }
  /// What reading a value depends on.
  Moment moment() const { return Moment{event.t_wall, transition.state.header.language}; }
};

void add_fact(const Step& step, FactKind kind, std::string component = {}, std::string slug = {},
              std::string name = {});
void add_fact(const Step& step, Fact fact);

/// The layer is behind the visitor, however often.
void note_completed(State& state, LayerIndex layer);

/// Begins at the start layer, with the initial data; so does a restart.
void begin(const Step& step);
/// Comes to a layer, if the visitor may, and goes on as far as no visitor is needed.
void enter(const Step& step, LayerIndex layer, Way way = Way::onward);
/// Leaves the current layer onward to the target.
void go_onward(const Step& step, LayerIndex target);
/// Computes what the current layer computes and leaves it by the way that is open, or as soon as
/// the endpoints have answered that are asked before. False when no way is; then the layer was not
/// left.
bool follow(const Step& step, const Navigation& navigation);
/// Back to the layer before that is shown; there must be one.
void go_back(const Step& step);
/// One-at-a-time channels: says and asks from the current component on, through layers that need
/// no reply.
void flow(const Step& step);

/// The layer that going back leads to: the last on the trail that is shown. `kNoLayer`: none.
LayerIndex layer_before(const Funnel& funnel, const State& state);

/// Where a session that can not go on at a layer goes: the fatalistic layer of the funnel, of the
/// subfunnel that it belongs to, or what is said where that is played. `kNoLayer`: nowhere.
LayerIndex fatalistic_of(const Funnel& funnel, LayerIndex layer);
/// Goes to the fatalistic layer of `at`, which was not or can not be entered, and ends the session
/// with the reason; without one it ends here.
void deny(const Step& step, LayerIndex at, std::string reason);
/// What went wrong on the layer `at` leads to `on_error`, else to the fatalistic layer; without one
/// the session is closed with the reason.
void fail(const Step& step, LayerIndex at, LayerIndex on_error, std::string reason);
/// Ends the session.
void close(const Step& step, std::string reason);
/// The same for a layer that was not entered, where the session ends when it is nowhere yet.
void end_at(const Step& step, LayerIndex layer, std::string reason);

}  // namespace tundish
