#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/surroundings.hpp"

namespace tundish::sim {

/// Seeds mean the same world only while the simulator draws its lots in the same order: raised
/// when that changes.
inline constexpr int kWorldVersion = 6;

/// What the simulator was asked to do.
struct Command {
  std::int64_t worlds = 20000;
  std::uint64_t first = 1;
  int jobs = 1;
  Kind kind = Kind::storm;
  std::optional<std::uint64_t> seed;  ///< this world only
  bool is_told = false;               ///< with its story
  bool must_be_caught = false;        ///< something is broken on purpose, and must be noticed
  Protections protections;
  std::string regressions;  ///< file of seeds that failed once; they are run first, and added to
};

/// Reads `--worlds N --first N --jobs N --kind WORD --seed N --trace --caught --without WORD
/// --regressions FILE`; without `--worlds`, the variable TUNDISH_SIM_WORLDS counts. Nothing for
/// what it does not know.
std::optional<Command> parse_command(const std::vector<std::string>& words);

}  // namespace tundish::sim
