#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "service/drafts.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {

enum class PublishOutcome {
  published,
  unchanged,  ///< these very releases are played already
  unknown_funnel,
  unknown_environment,
  unknown_release,  ///< of a rollback; or nothing is played that could be promoted or taken back
  not_publishable,  ///< `findings` says why
};

struct PublishedRelease {
  std::string language;
  std::string release;
  std::string structure;
};

struct Published {
  PublishOutcome outcome = PublishOutcome::published;
  std::int64_t number = 0;  ///< of the publishing
  std::vector<PublishedRelease> releases;
  Diagnostics findings;                    ///< located in the draft's text
  std::vector<Channel> disabled_channels;  ///< which cannot show something of it
};

/// What becomes of a language that lacks texts.
enum class MissingTexts {
  refused,    ///< nothing is published
  fall_back,  ///< it speaks those of the default language
};

struct PublishWish {
  std::string environment{kUsualEnvironment};
  std::string draft{};                   ///< the environment whose draft it is; empty: the same one
  std::vector<std::string> languages{};  ///< none: all, and what is played in others ends
  MissingTexts missing_texts = MissingTexts::refused;
};

/// Makes one release per language of the draft, with everything that it takes from the server, and
/// lets the environment play them. Sessions that are running stay with theirs.
Published publish_funnel(store::Store& store, std::string_view slug, const PublishWish& wish,
                         const Actor& actor);

/// The environment no longer plays the funnel in these languages (none: in any). The draft stays,
/// and so do releases and the sessions that play them.
Published unpublish_funnel(store::Store& store, std::string_view slug, const PublishWish& wish,
                           const Actor& actor);

/// The environment plays again what that publishing of it was about.
Published roll_back(store::Store& store, std::string_view slug, std::string_view environment,
                    std::int64_t number, const Actor& actor);

/// `to` plays the very releases that `from` plays. Its draft becomes the definition that they were
/// made of, unless it holds something that was never published there.
Published promote_funnel(store::Store& store, std::string_view slug, std::string_view from,
                         std::string_view to, const Actor& actor);

/// A definition that is judged, and what the environment is to play of it.
struct Judged {
  std::vector<std::string> languages;
  Diagnostics findings;
  std::vector<Channel> disabled_channels;
  bool may_be_published = false;
};
Judged judge(const Funnel& funnel, const std::vector<std::string>& languages,
             MissingTexts missing_texts);
/// Whether exactly its releases are what is played in these languages (none: in all, and no other).
bool plays_all(const std::vector<store::Publication>& played, const Funnel& funnel,
               const std::vector<std::string>& languages);
/// Keeps its releases and lets the environment play them, in place of everything that it played
/// when all languages are meant. `action` is the word of the history; the audit log is the
/// caller's.
Published put_releases(store::Writer& writer, const Funnel& funnel, const PublishWish& wish,
                       std::string_view action, const Actor& actor);

}  // namespace tundish::service
