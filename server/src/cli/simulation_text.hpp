#pragma once

#include <ostream>

#include "tundish/simulate.hpp"

namespace tundish::cli {

/// Tables for people: how sessions ended, what happened at each layer and on each way, and what was
/// never reached.
void print_simulation(std::ostream& out, const Simulation& simulation);

}  // namespace tundish::cli
