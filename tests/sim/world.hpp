#pragma once

#include <cstdint>

#include "sim/surroundings.hpp"

namespace tundish::sim {

/// What came of one world.
struct Outcome {
  bool is_sound = true;
  Violation violation;
  Tallies tallies;
};

enum class Story { silent, told };

/// A storm, then calm, then the audit. The same seed, kind and protections give the same world.
Outcome run_world(std::uint64_t seed, Kind kind, const Protections& protections, Story story);

}  // namespace tundish::sim
