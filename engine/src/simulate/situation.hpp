#pragma once

#include <vector>

#include "simulate/plan.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Something that can be answered now.
struct Question {
  int component = 0;
  bool is_open = true;  ///< there is no answer yet
  bool is_wrong = false;
  bool is_mandatory = false;
};

enum class WayOut { onward, previous, aside };

/// A button or reply that can be chosen now; `component` -1 is the layer's `next`.
struct Choosable {
  int component = -1;
  int item = -1;  ///< of a message with replies
  WayOut way = WayOut::onward;
};

/// Who the visitor is has to be said, or the proof of it asked for.
enum class AuthStage { none, identify, request };

/// What a visitor can do at a place of a session.
struct Situation {
  bool has_ended = false;
  LayerIndex layer = kNoLayer;
  Channel channel = Channel::web;
  std::vector<Question> questions;
  std::vector<Choosable> choosables;
  bool can_go_back = false;
  int awaited = -1;  ///< the place in `State::pending` of what keeps the session
  int queued = -1;   ///< of what is awaited besides
  AuthStage auth = AuthStage::none;
  int auth_component = -1;
};

/// Looks at a state; what `situation` held before is gone.
void look(const Funnel& funnel, const State& state, Situation& situation);

}  // namespace tundish
