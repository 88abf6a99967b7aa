#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "service/funnel_cache.hpp"
#include "service/session_filter.hpp"
#include "store/store.hpp"
#include "tundish/state.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// A stored session with what its state says.
struct SessionDetails {
  store::Session row;
  Funnel funnel;
  State state;
  std::int64_t quarantined = 0;        ///< events of its root and all branches that were refused
  std::vector<std::string> suspected;  ///< why it may not be a person's
};

/// Without what is in quarantine and what is suspected, which is not looked for.
SessionDetails details_of(store::Reader& reader, FunnelCache& funnels, store::Session row);

std::optional<SessionDetails> find_session(store::Store& store, FunnelCache& funnels,
                                           std::string_view session);

struct SessionPage {
  std::vector<SessionDetails> sessions;
  std::optional<store::Cursor> next;  ///< where the page after this one begins
};

/// Those that are meant, newest first. Of many that are not, only some are looked at: then a page
/// has fewer than `limit`, even none, and says where the next one begins.
SessionPage list_sessions(store::Store& store, FunnelCache& funnels, const SessionFilter& filter,
                          const std::optional<store::Cursor>& after, int limit);

/// What was refused of that session and everything that shares its root, at most `limit`. Nothing
/// when there is no such session, nor anything in quarantine that would have been its.
std::optional<std::vector<store::QuarantinedEvent>> list_quarantined(
    store::Store& store, std::string_view session,
    const std::optional<store::QuarantineCursor>& after, int limit);

/// The answers that count: given on the path taken and without problems, by slug.
Value session_data(const State& state);

}  // namespace tundish::service
