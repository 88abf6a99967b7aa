#include "service/inbound.hpp"

#include <stdexcept>
#include <utility>

#include "service/server_lane.hpp"

namespace tundish::service {

TakenReply take_reply(store::Writer& writer, FunnelCache& funnels, std::string_view session,
                      const std::string& text, std::int64_t now_ms) {
  std::optional<store::Session> row = writer.find_session(session);
  if (!row) return {};
  const Funnel funnel = funnels.of(writer, *row);
  Replied reply;
  reply.text = text;
  TakenReply taken{true, std::nullopt};
  taken.refused = write_server_event(writer, funnel, std::move(*row), std::move(reply), now_ms);
  return taken;
}

}  // namespace tundish::service
