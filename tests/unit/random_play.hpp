#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tundish/session.hpp"
#include "tundish/view.hpp"
#include "unit/splitmix.hpp"

namespace tundish::testing {

/// Sizes and lots for what is made up.
class Random : public SplitMix {
 public:
  using SplitMix::SplitMix;

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  bool one_in(std::size_t n) { return below(n) == 0; }
};

/// 32 hex digits that name the number.
std::string hex_id(std::uint64_t number);

/// The channels that the funnel is for and that can show all of it.
std::vector<Channel> playable_channels(const Funnel& funnel);

/// A gesture that begins a session of the funnel.
Gesture random_header(const Funnel& funnel, Channel channel, Random& random);

/// A gesture that a visitor of this view could make: mostly sensible, now and then nonsense.
EventInput random_input(const View& view, Random& random);

}  // namespace tundish::testing
