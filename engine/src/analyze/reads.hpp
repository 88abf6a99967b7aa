#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "tundish/funnel.hpp"

namespace tundish {

/// The names that the conditions, rules, texts, mappings and autofill of a definition read.
struct Reads {
  std::set<std::string, std::less<>> names;
  bool everything = false;  ///< a rule reads by a computed name

  bool reads(std::string_view name) const { return everything || names.count(name) > 0; }
};

/// What a definition reads of its own answers; subfunnels read theirs, of its answers they read
/// what is handed over and `parent.`.
Reads reads_in(const Definition& definition);

}  // namespace tundish
