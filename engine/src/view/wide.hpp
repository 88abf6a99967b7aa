#pragma once

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"
#include "tundish/view.hpp"

// What a small player leaves out of the view.
namespace tundish {

/// What the rarer kinds of components show: links, files and places, rows and columns, items,
/// states of auth and endpoint components, and what is sent on limited channels. The texts and the
/// value are in `shown` already.
void add_wide(const Funnel& funnel, const State& state, const Layer& layer,
              const Component& component, ViewComponent& shown);

/// Whether the layer waits for an effect, and what is said meanwhile.
void add_waiting(const Funnel& funnel, const State& state, const Layer& layer, View& shown);

}  // namespace tundish
