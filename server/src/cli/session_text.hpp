#pragma once

#include <ostream>

#include "tundish/effect.hpp"
#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "tundish/state.hpp"
#include "tundish/value.hpp"

namespace tundish::cli {

/// `{data, layer, path, status}` and `reason` when there is one: what a session is now.
Value summarize(const Funnel& funnel, const State& state);

/// The same for people, one thing a line.
void print_summary(std::ostream& out, const Funnel& funnel, const State& state);

/// `layer_incomplete: sentence`.
std::string refusal_text(const Refused& refused);

}  // namespace tundish::cli
