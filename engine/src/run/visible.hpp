#pragma once

#include <optional>
#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Whether the conditions hold now; an empty list does.
bool hold_now(const Funnel& funnel, const State& state, const std::vector<Condition>& conditions);

/// Whether a component of the current layer is shown now: its conditions hold, and it is no hidden
/// input.
bool is_visible(const Funnel& funnel, const State& state, const Component& component);

/// Whether a button of the current layer is shown now that leads onward; if so `next` is not taken.
bool shows_way(const Funnel& funnel, const State& state);

/// The input with the options that are offered now; `kept` holds it where some are not.
const Input& offered(const Funnel& funnel, const State& state, const Input& input,
                     std::optional<Input>& kept);

/// Whether the input's value came from elsewhere and may not be changed on the current layer.
bool is_read_only(const State& state, const Input& input);

/// Takes the answers of the current layer off the path whose input is not shown, or whose option
/// is not offered, and puts the others back. Components are judged in their order; what the
/// conditions of one say about a later one counts too.
void mark_hidden(const Funnel& funnel, State& state);

}  // namespace tundish
