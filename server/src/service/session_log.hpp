#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// All that a session is, to be played again.
struct SessionLog {
  store::Session row;
  std::vector<std::string> releases;  ///< that it was played in, each once, in order
  std::vector<store::Event> events;   ///< of both lanes, and of its parents, in playing order
};

/// Nothing when there is no such session.
std::optional<SessionLog> read_session_log(store::Store& store, FunnelCache& funnels,
                                           std::string_view session);

}  // namespace tundish::service
