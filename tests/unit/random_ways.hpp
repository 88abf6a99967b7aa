#pragma once

#include <string>

#include "unit/random_play.hpp"

namespace tundish::testing {

/// The text of a valid definition in which sessions move in every way: hours, layers for known
/// visitors, layers that are skipped, values brought along, filled in and computed, experiments,
/// loops, restarts and subfunnels.
std::string random_ways(Random& random);

/// A header of such a funnel, with some of what a host may know of a visitor.
Gesture random_visitor(const Funnel& funnel, Channel channel, Random& random);

}  // namespace tundish::testing
