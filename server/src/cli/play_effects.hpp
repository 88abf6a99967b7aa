#pragma once

#include <ostream>

#include "cli/play_session.hpp"

namespace tundish::cli {

/// What the step asks of the world besides saying something: a line each.
void paint_effects(std::ostream& out, const Transition& transition);

/// What the session waits for, and how its result is told.
void paint_awaited(std::ostream& out, const PlaySession& session);

}  // namespace tundish::cli
