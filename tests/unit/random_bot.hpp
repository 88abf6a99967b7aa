#pragma once

#include "tundish/value.hpp"
#include "unit/random_play.hpp"

namespace tundish::testing {

/// A bot as one of Typebot's versions could have written it: every type of block with every option,
/// edges between them, to nowhere and into the middle of groups.
Value random_bot(Random& dice);

}  // namespace tundish::testing
