#pragma once

#include <string>
#include <vector>

#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// Versions of a seed that share everything but their texts: one definition.
struct SeedVersions {
  std::string slug;
  std::string environment;
  std::string status;  ///< `draft` or `published`
  std::vector<std::string> languages;
  std::string definition;
  Diagnostics faults;
  Diagnostics warnings;  ///< what was not carried over
};

/// The definitions that a funnel's seed makes, drafts before what is played; `pointer` leads to
/// its `data`. One without versions has a fault.
std::vector<SeedVersions> seed_versions(const Value& data, const std::string& pointer);

}  // namespace tundish::service
