#pragma once

#include <optional>
#include <vector>

#include "tundish/effect.hpp"
#include "tundish/state.hpp"
#include "tundish/view.hpp"

namespace tundish {

/// How a session looks from a channel that it is not on.
struct Elsewhere {
  /// One-at-a-time channels: what the layer says there from its beginning to what waits, with the
  /// questions that were answered; all of an ending.
  std::vector<Effect> says;
  View view;
};

/// What the visitor would have before them had they come to where they are on that channel. The
/// session goes on as it was: nothing is asked, nothing is noted. None when the funnel is not for
/// that channel.
std::optional<Elsewhere> look_elsewhere(const Funnel& funnel, const State& state, Channel channel);

}  // namespace tundish
