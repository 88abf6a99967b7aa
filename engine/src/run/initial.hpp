#pragma once

#include <string_view>

#include "run/flow.hpp"

namespace tundish {

/// The initial datum of that slug as the session began with it: what came, read as its
/// `input_type`, else its default; null when it has none.
Value initial_value(const Funnel& funnel, const State& state, std::string_view slug);

/// Makes the initial data of a start layer answers. False when a mandatory one has no value.
bool take_initial_data(const Step& step, LayerIndex start);

}  // namespace tundish
