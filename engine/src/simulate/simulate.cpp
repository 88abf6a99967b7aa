#include "tundish/simulate.hpp"

#include "simulate/play.hpp"

namespace tundish {

Simulation simulate(const Funnel& funnel, const SimulateOptions& options) {
  return Play(funnel, options, Shortcutting::taken).run();
}

}  // namespace tundish
