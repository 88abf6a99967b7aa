#pragma once

#include <string>
#include <vector>

#include "tundish/enums.gen.hpp"

namespace tundish {

/// A place in a JSON text: RFC 6901 pointer, and the 1-based line and column (in code points) of
/// the token there. Line 0 means that the place has no text (a default, a generated part).
struct Place {
  std::string pointer;
  int line = 0;
  int column = 0;
  bool operator==(const Place&) const = default;
};

struct RelatedPlace {
  Place place;
  std::string sentence;
  bool operator==(const RelatedPlace&) const = default;
};

/// One thing that is wrong, or worth knowing, about a text. `code` is stable and machine readable;
/// `sentence` says in plain words what is wrong and what would be right.
struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  Place place;
  std::string sentence;
  std::vector<RelatedPlace> related;
  bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// True when at least one of them is an error.
bool has_errors(const Diagnostics& diagnostics);

}  // namespace tundish
