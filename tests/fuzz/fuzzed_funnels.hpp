#pragma once

#include <vector>

#include "tundish/funnel.hpp"

namespace tundish::fuzz {

/// The definitions of the tests and demos that can be played, and those of the scenarios.
const std::vector<Funnel>& fuzzed_funnels();

}  // namespace tundish::fuzz
