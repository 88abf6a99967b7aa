#pragma once

#include <functional>
#include <string_view>

#include "tundish/value.hpp"
#include "unit/random_play.hpp"

namespace tundish::testing {

/// Values after a pattern, as another program may have written them. In a pattern a text names a
/// kind of value that `atom` makes, a text that begins with `=` lists words to choose from
/// (`=yes|no`), a list has one pattern and stands for none to four of it, an object's members may
/// be absent unless their names end with `!`.
class RandomDocument {
 public:
  using Atom = std::function<Value(std::string_view kind)>;

  RandomDocument(Random& dice, Atom atom) : dice_(dice), atom_(std::move(atom)) {}

  Value make(const Value& pattern);

 private:
  Random& dice_;
  Atom atom_;
};

/// Changes that nobody would make: members that are missing, doubled, or of another kind.
void break_somewhere(Value& document, Random& dice);

}  // namespace tundish::testing
