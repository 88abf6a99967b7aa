#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "service/definition_edits.hpp"
#include "service/environments.hpp"
#include "store/funnels.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// Of a definition's text: changes with every byte of it.
std::string etag_of_text(std::string_view definition);
std::optional<std::string> find_draft(store::Reader& reader, std::string_view slug,
                                      std::string_view environment);
std::vector<std::string> languages_of(store::Reader& reader, const store::Draft& draft);
/// A stored definition in its canonical form.
Value canonical_value(std::string_view definition);

/// Where a definition is to be kept, and in place of what.
struct DraftPlace {
  std::string environment{kUsualEnvironment};
  std::string slug{};                  ///< which it must have; empty: whichever it has
  std::optional<std::string> etags{};  ///< an `If-Match` header; none: in place of anything
  bool is_new = false;                 ///< only where no other draft is kept
  bool may_be_unfinished = false;      ///< what is no funnel yet is kept, too, in place of a draft
};

enum class DraftOutcome {
  created,
  replaced,
  removed,
  invalid,  ///< `findings` says why
  unknown_funnel,
  unknown_environment,
  stale,      ///< it was changed meanwhile
  exists,     ///< another draft is kept there, and the place was to be new
  is_played,  ///< its environment plays the funnel
};

struct SavedFunnel {
  DraftOutcome outcome = DraftOutcome::created;
  store::Draft row;
  std::string etag;
  std::vector<std::string> languages;
  /// What is wrong with it; else what analysis says: what would stop it from being published, and
  /// warnings.
  Diagnostics findings;
};

/// Keeps a definition as the draft of its slug; refuses what does not parse, unless it may be
/// unfinished: then any object with the slug is kept, `findings` says what keeps it from being a
/// funnel, and its structure is a hash of its text.
SavedFunnel save_funnel(store::Store& store, std::string_view definition, const Actor& actor,
                        const DraftPlace& place = {});

/// Changes a definition; or says what about the change is wrong.
using DraftEdit = std::function<Result<Edited>(const Value& definition)>;
/// Keeps the canonical text of what the edit makes of the draft at `place`, which must be there.
SavedFunnel edit_draft(store::Store& store, const DraftPlace& place, const DraftEdit& edit,
                       const Actor& actor);
/// Takes a draft away, and with its last one the funnel. What was published stays as it was.
DraftOutcome remove_draft(store::Store& store, const DraftPlace& place, const Actor& actor);

/// Keeps a parsed definition; the caller has judged it.
void put_draft(store::Writer& writer, const Funnel& funnel, std::string_view definition,
               std::string_view environment, std::int64_t at_ms);

}  // namespace tundish::service
