#pragma once

#include "run/flow.hpp"

namespace tundish {

/// Whether the visitor was proven to be somebody: by the host, in this session, or by being on
/// WhatsApp.
bool is_authenticated(const State& state);

/// Whether a layer may be entered now: the funnel is available, the visitor may see it, and it was
/// not entered too often. When not, the session was sent elsewhere or has ended.
bool is_admitted(const Step& step, LayerIndex layer, Way way);

}  // namespace tundish
