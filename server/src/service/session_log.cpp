#include "service/session_log.hpp"

#include <algorithm>
#include <utility>

#include "service/lineage.hpp"

namespace tundish::service {

std::optional<SessionLog> read_session_log(store::Store& store, FunnelCache& funnels,
                                           std::string_view session) {
  std::optional<SessionLog> log;
  store.read([&](store::Reader& reader) {
    log = std::nullopt;
    std::optional<store::Session> row = reader.find_session(session);
    if (!row) return;
    log.emplace();
    const auto follow = [&](const store::Event& event, const State&, const Transition& step) {
      const std::string& release = step.state.header.release;
      if (std::find(log->releases.begin(), log->releases.end(), release) == log->releases.end()) {
        log->releases.push_back(release);
      }
      log->events.push_back(event);
    };
    replay(reader, funnels.of(reader, *row), lineage_of(reader, *row),
           server_lineage_of(reader, *row), follow);
    log->row = std::move(*row);
  });
  return log;
}

}  // namespace tundish::service
