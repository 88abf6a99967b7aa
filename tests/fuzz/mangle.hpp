#pragma once

#include "tundish/value.hpp"
#include "unit/random_play.hpp"

namespace tundish::fuzz {

/// A definition with a few things wrong that its author could not have published: parts left out,
/// doubled, exchanged, of another kind, references that lead elsewhere or nowhere, odd numbers.
Value mangled(Value definition, testing::Random& random);

}  // namespace tundish::fuzz
