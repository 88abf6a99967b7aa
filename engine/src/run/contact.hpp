#pragma once

#include "run/flow.hpp"

namespace tundish {

/// What the current layer saves to the contact: the valid answers of its inputs, when it is left
/// onward.
void save_to_contact(const Step& step);

}  // namespace tundish
