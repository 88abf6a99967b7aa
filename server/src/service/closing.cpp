#include "service/closing.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

#include "service/server_lane.hpp"

namespace tundish::service {

Closing close_session(store::Writer& writer, FunnelCache& funnels, std::string_view session,
                      const std::string& reason, std::int64_t now_ms) {
  std::optional<store::Session> row = writer.find_session(session);
  if (!row) return Closing::unknown_session;
  const Funnel funnel = funnels.of(writer, *row);
  const std::optional<Refused> refused =
      write_server_event(writer, funnel, std::move(*row), Closed{reason}, now_ms);
  return refused ? Closing::ended_already : Closing::closed;
}

}  // namespace tundish::service
