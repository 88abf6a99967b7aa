#include "service/rebuild.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "service/abandonment.hpp"
#include "service/consequences.hpp"
#include "service/lineage.hpp"
#include "service/statistics.hpp"

namespace tundish::service {
namespace {

constexpr int kSessionsAtOnce = 200;

/// Counts a session's own events, each on the day that it arrived. Gives how many they are.
std::int64_t count_session(store::Writer& writer, FunnelCache& funnels,
                           const store::Session& session) {
  const std::optional<Funnel> funnel = funnels.find(writer, session.release);
  if (!funnel) throw std::runtime_error("the release of a stored session is missing");
  SessionTallies tallies;
  std::string day;
  std::int64_t arrived_at_ms = 0;
  std::int64_t events = 0;
  const auto write = [&] {
    tallies.write(writer, session.funnel, session.session, arrived_at_ms);
    tallies = {};
  };
  const auto follow = [&](const store::Event& row, const State& before, const Transition& step) {
    if (row.session != session.session) return;  // the parent's
    if (day_of(row.received_at_ms) != day) write();
    arrived_at_ms = row.received_at_ms;
    day = day_of(arrived_at_ms);
    count_step(tallies, *funnel, session, before, step);
    ++events;
  };
  replay(writer, *funnel, lineage_of(writer, session), server_lineage_of(writer, session), follow);
  write();
  count_abandonment(writer, *funnel, session);
  return events;
}

}  // namespace

Rebuilt rebuild_statistics(store::Store& store, FunnelCache& funnels) {
  Rebuilt rebuilt;
  store.write([&](store::Writer& writer) {
    rebuilt = {};
    writer.remove_counts();
    std::optional<store::Cursor> after;
    while (true) {
      const std::vector<store::Session> page = writer.list_sessions("", after, kSessionsAtOnce);
      if (page.empty()) return;
      for (const store::Session& session : page) {
        rebuilt.events += count_session(writer, funnels, session);
        ++rebuilt.sessions;
      }
      after = store::Cursor{page.back().created_at_ms, page.back().session};
    }
  });
  return rebuilt;
}

}  // namespace tundish::service
