#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"
#include "tundish/state.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// A stored session with what its state says.
struct SessionDetails {
  store::Session row;
  Funnel funnel;
  State state;
};

std::optional<SessionDetails> find_session(store::Store& store, FunnelCache& funnels,
                                           std::string_view session);

struct SessionPage {
  std::vector<SessionDetails> sessions;
  std::optional<store::Cursor> next;  ///< where the page after this one begins
};

/// Newest first; of one funnel, or of all when `funnel` is empty.
SessionPage list_sessions(store::Store& store, FunnelCache& funnels, std::string_view funnel,
                          const std::optional<store::Cursor>& after, int limit);

/// The answers that count: given on the path taken and without problems, by slug.
Value session_data(const State& state);

}  // namespace tundish::service
