#pragma once

#include "tundish/session.hpp"
#include "unit/random_play.hpp"

namespace tundish::fuzz {

/// A gesture that begins a session, with what a host may know already: initial data, the device,
/// the contact, an earlier session, who the visitor is.
Gesture random_beginning(const Funnel& funnel, Channel channel, testing::Random& random);

/// What visitors, hosts and servers could write next, of every kind there is; mostly sensible.
/// `number` names it; it comes at `at_ms` or later.
Gesture random_gesture(const Session& session, std::uint64_t number, std::int64_t at_ms,
                       testing::Random& random);

}  // namespace tundish::fuzz
