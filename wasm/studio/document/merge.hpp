#pragma once

#include <string>
#include <vector>

#include "document/edit.hpp"

namespace tundish::studio {

/// A place that two authors changed, each in their own way.
struct Clash {
  std::string pointer;  ///< in the first one's document, as far as it is there
  std::string name;     ///< for people: `who › name › label`
};

struct Merged {
  Json document;  ///< with what both did; of a clash it has what the first one did
  std::vector<Clash> clashes;
};

/// What two authors made of one definition, as one: objects member by member, lists of things with
/// names by these, everything else as a whole. A way to a layer that the other one took away is a
/// clash, too.
Merged merge(const Json& base, const Json& mine, const Json& theirs);

}  // namespace tundish::studio
