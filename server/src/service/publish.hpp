#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"
#include "tundish/result.hpp"

namespace tundish::service {

enum class Saved { created, replaced };

struct SavedFunnel {
  Saved saved = Saved::created;
  store::Funnel row;
  std::vector<std::string> languages;
  Diagnostics findings;  ///< of the analysis: what would stop it from being published, and warnings
};

/// Keeps a definition as the draft of its slug; refuses what does not parse.
Result<SavedFunnel> save_funnel(store::Store& store, std::string_view definition,
                                const Actor& actor);

enum class PublishOutcome { published, unknown_funnel, not_publishable };

struct PublishedRelease {
  std::string language;
  std::string release;
  std::string structure;
};

struct Published {
  PublishOutcome outcome = PublishOutcome::published;
  std::vector<PublishedRelease> releases;
  Diagnostics findings;  ///< of `not_publishable`: located in the draft's text
};

/// Makes one release per language of the draft and lets the environment play them.
Published publish_funnel(store::Store& store, std::string_view slug, std::string_view environment,
                         const Actor& actor);

}  // namespace tundish::service
