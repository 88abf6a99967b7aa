#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tundish/session.hpp"
#include "tundish/view.hpp"

namespace tundish::testing {

/// splitmix64: the same numbers everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

/// 32 hex digits that name the number.
std::string hex_id(std::uint64_t number);

/// A gesture that begins a session of the funnel.
Gesture random_header(const Funnel& funnel, Channel channel, Random& random);

/// A gesture that a visitor of this view could make: mostly sensible, now and then nonsense.
EventInput random_input(const View& view, Random& random);

}  // namespace tundish::testing
