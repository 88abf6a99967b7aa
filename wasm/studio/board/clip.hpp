#pragma once

#include <optional>

#include "board/state.hpp"

// What goes through the clipboard.
namespace tundish::studio::board {

/// What is selected, with where it is seen: `{layers, content, notes}`.
Json copied(const State& state);

/// Puts what was copied in free room beside where it was seen or, where that is out of sight, in
/// the middle of what is seen, and selects it: layers as `paste_layers` does, notes with free ids.
/// What keeps it from being that, if anything.
std::optional<Misfit> paste(State& state, const Json& copied);

}  // namespace tundish::studio::board
