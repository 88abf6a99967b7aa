#pragma once

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"
#include "tundish/view.hpp"

namespace tundish {

/// One component as it is shown now. Problems are those of its answer, and `missing` too when that
/// is to be shown.
ViewComponent view_component(const Funnel& funnel, const State& state, const Layer& layer,
                             const Component& component, Missing missing);

}  // namespace tundish
