#pragma once

#include <string>
#include <vector>

#include "service/audit.hpp"
#include "service/outgoing.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// What becomes, or would become, of one thing that seeds bring.
struct SeedItem {
  std::string object_type;  ///< `environments` of one that is made because a version names it
  std::string name;
  std::string environment;  ///< of a funnel's version, and the next two
  std::string status;
  std::vector<std::string> languages;
  std::string outcome;               ///< `created`, `updated`, `unchanged`, `refused`
  std::vector<std::string> changes;  ///< of `updated`, the first of them, in words
  Diagnostics findings;  ///< pointers lead into the seeds, or into the definition that they make
};

enum class SeedMode { dry_run, apply };

struct SeedReport {
  bool is_applied = false;
  std::vector<SeedItem> items;
  bool has_refusals() const;
};

/// Makes everything as the seeds say, or nothing when one of them is refused. What is so already is
/// left alone, so that doing it twice changes nothing. Versions that are played in their
/// environment get releases; sessions that are running stay with theirs.
SeedReport import_seeds(store::Store& store, const Outgoing& outgoing, const Value& seeds,
                        SeedMode mode, const Actor& actor);

}  // namespace tundish::service
