#pragma once

#include "tundish/enums.gen.hpp"

namespace tundish {

/// How an input looks when nobody says.
InputAppearance default_appearance(InputType input_type);

}  // namespace tundish
