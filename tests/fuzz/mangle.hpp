#pragma once

#include "tundish/value.hpp"
#include "unit/random_play.hpp"

namespace tundish::fuzz {

/// A definition with a few things wrong that its author could not have published: parts left out,
/// doubled, exchanged, of another kind, references that lead elsewhere or nowhere, odd numbers,
/// words of the format where they do not belong. Other JSON is changed in the same way.
Value mangled(Value definition, testing::Random& random);

/// A definition with a part taken over from another one, mostly to where the other has it.
Value grafted(const Value& definition, const Value& other, testing::Random& random);

}  // namespace tundish::fuzz
