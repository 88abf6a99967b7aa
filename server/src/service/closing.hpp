#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"

namespace tundish::service {

enum class Closing { closed, unknown_session, ended_already };

/// Ends a session that goes on: an event of the server's lane. What a client made since in
/// ignorance of it will be refused, and kept in quarantine.
Closing close_session(store::Writer& writer, FunnelCache& funnels, std::string_view session,
                      const std::string& reason, std::int64_t now_ms);

}  // namespace tundish::service
