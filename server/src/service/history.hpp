#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/audit.hpp"
#include "store/funnels.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// The release of each language that is played.
using ReleaseByLanguage = std::vector<std::pair<std::string, std::string>>;
ReleaseByLanguage releases_of(const store::Publishing& publishing);

/// Notes a change of what is played, with what is played after it, under the funnel's next number.
store::Publishing add_publishing(store::Writer& writer, store::Publishing publishing,
                                 const Actor& actor);

/// The definition that was published last in an environment.
std::optional<std::string> find_published(store::Reader& reader, std::string_view environment,
                                          std::string_view slug);
/// The definition of a publishing; nothing of one that took releases back.
std::optional<std::string> find_definition(store::Reader& reader,
                                           const store::Publishing& publishing);
/// The definition whose structure or one of whose releases has that hash.
std::optional<std::string> find_pinned(store::Reader& reader, std::string_view slug,
                                       std::string_view hash);

/// A language of a funnel in an environment.
struct Version {
  std::string language;
  std::string environment;
  std::string status;      ///< `draft` or `published`
  std::string release;     ///< hash, of what is published
  std::int64_t at_ms = 0;  ///< when it was saved or published
};
/// By environment; its drafts before what it plays.
std::vector<Version> list_versions(store::Reader& reader, std::string_view slug);

}  // namespace tundish::service
