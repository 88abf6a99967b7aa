#pragma once

#include "run/flow.hpp"

namespace tundish {

/// Goes on with the current layer behind a component whose answer has come, or that needs none.
void go_on_behind(const Step& step, const std::string& component);

}  // namespace tundish
