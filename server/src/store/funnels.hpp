#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// A funnel by its name; what it says is in its drafts, one for each environment.
struct Funnel {
  std::string slug;
  std::string title;  ///< of the draft that was saved last
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::string folder;               ///< in lists; empty: in none
  std::int64_t archived_at_ms = 0;  ///< 0: not put away
  bool operator==(const Funnel&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("funnels");
    io.key("slug", it.slug);
    io.column("title", it.title);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.column("folder", it.folder);
    io.column("archived_at_ms", it.archived_at_ms);
    io.index("funnels_by_title", {"title"});
  }
};

/// What a funnel is to become in an environment: all its languages share one structure.
struct Draft {
  std::string funnel;
  std::string environment;
  std::string title;
  std::string structure;  ///< hash
  std::string languages;  ///< words with a space between; empty: not noted, the text says them
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  bool operator==(const Draft&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("drafts");
    io.key("funnel", it.funnel);
    io.key("environment", it.environment);
    io.column("title", it.title);
    io.column("structure", it.structure);
    io.column("languages", it.languages);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.index("drafts_by_environment", {"environment"});
  }
};

/// A draft's definition, apart from it so that lists do not read it.
struct DraftText {
  std::string funnel;
  std::string environment;
  std::string definition;  ///< as it was sent, or canonical after an edit of a part
  bool operator==(const DraftText&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("draft_texts");
    io.key("funnel", it.funnel);
    io.key("environment", it.environment);
    io.column("definition", it.definition);
  }
};

/// A draft that somebody put aside for another one, so that it can be had again.
struct KeptDraft {
  std::string funnel;
  std::int64_t number = 0;  ///< of the funnel, from 1
  std::string title;
  std::int64_t at_ms = 0;  ///< when it was put aside
  std::string actor_kind;  ///< whose it is
  std::string actor;
  bool operator==(const KeptDraft&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("kept_drafts");
    io.key("funnel", it.funnel);
    io.key("number", it.number);
    io.column("title", it.title);
    io.column("at_ms", it.at_ms);
    io.column("actor_kind", it.actor_kind);
    io.column("actor", it.actor);
  }
};

/// The definition of one, apart from it so that lists do not read it.
struct KeptDraftText {
  std::string funnel;
  std::int64_t number = 0;
  std::string definition;  ///< as it was written; it need not be a funnel
  bool operator==(const KeptDraftText&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("kept_draft_texts");
    io.key("funnel", it.funnel);
    io.key("number", it.number);
    io.column("definition", it.definition);
  }
};

/// Where funnels are played.
struct Environment {
  std::string name;
  std::string title;
  std::int64_t position = 0;  ///< in lists
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  bool operator==(const Environment&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("environments");
    io.key("name", it.name);
    io.column("title", it.title);
    io.column("position", it.position);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.index("environments_by_position", {"position"});
  }
};

/// Hours that funnels name.
struct PublishingWindow {
  std::string name;
  std::string windows;  ///< JSON: as in a definition's `config.availability.windows`
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  bool operator==(const PublishingWindow&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("publishing_windows");
    io.key("name", it.name);
    io.column("windows", it.windows);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.index("publishing_windows_by_age", {"created_at_ms"});
  }
};

/// One change of what an environment plays of a funnel. They are never changed.
struct Publishing {
  std::string funnel;
  std::int64_t number = 0;  ///< of the funnel, from 1
  std::string environment;
  std::string action;        ///< `publish`, `unpublish`, `promote`, `rollback`, `import`
  std::string structure;     ///< hash; empty where nothing was published
  std::string definition;    ///< hash of a `PublishedDefinition`; likewise
  std::string releases;      ///< JSON: the release of each language that is played after it
  std::int64_t repeats = 0;  ///< the number whose releases these are; 0: they were made for this
  std::int64_t at_ms = 0;
  std::string actor_kind;
  std::string actor;
  bool operator==(const Publishing&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("publishings");
    io.key("funnel", it.funnel);
    io.key("number", it.number);
    io.column("environment", it.environment);
    io.column("action", it.action);
    io.column("structure", it.structure);
    io.column("definition", it.definition);
    io.column("releases", it.releases);
    io.column("repeats", it.repeats);
    io.column("at_ms", it.at_ms);
    io.column("actor_kind", it.actor_kind);
    io.column("actor", it.actor);
    io.index("publishings_by_environment", {"funnel", "environment", "number"});
  }
};

/// What was published, with all its languages and everything that it plays: its releases are made
/// of it.
struct PublishedDefinition {
  std::string hash;
  std::string text;  ///< canonical
  std::int64_t created_at_ms = 0;
  bool operator==(const PublishedDefinition&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("published_definitions");
    io.key("hash", it.hash);
    io.column("text", it.text);
    io.column("created_at_ms", it.created_at_ms);
  }
};

}  // namespace tundish::store
