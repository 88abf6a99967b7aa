#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"
#include "tundish/effect.hpp"

namespace tundish::service {

struct TakenReply {
  bool is_there = false;           ///< whether there is such a session
  std::optional<Refused> refused;  ///< why the reply does not fit; then nothing happened
};
/// Writes what a visitor wrote, and a channel brought, into the server's lane of the session.
TakenReply take_reply(store::Writer& writer, FunnelCache& funnels, std::string_view session,
                      const std::string& text, std::int64_t now_ms);

}  // namespace tundish::service
