#pragma once

#include <string>

#include "unit/random_play.hpp"

namespace tundish::testing {

/// The text of a valid definition with every kind of component, on random channels.
std::string random_definition(Random& random);

}  // namespace tundish::testing
