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

}  // namespace

CountedLog count_log(store::Reader& reader, FunnelCache& funnels, const store::Session& session) {
  const Funnel funnel = funnels.of(reader, session);
  CountedLog log;
  SessionTallies tallies;
  std::string day;
  std::int64_t arrived_at_ms = 0;
  const auto end_day = [&] {
    for (auto& one : tallies.counted(session.funnel, session.session, arrived_at_ms)) {
      log.counted.push_back(std::move(one));
    }
    tallies = {};
  };
  const auto follow = [&](const store::Event& row, const State& before, const Transition& step) {
    if (row.session != session.session) return;  // the parent's
    if (day_of(row.received_at_ms) != day) end_day();
    arrived_at_ms = row.received_at_ms;
    day = day_of(arrived_at_ms);
    count_step(tallies, funnel, session, before, step);
    ++log.events;
  };
  replay(reader, funnel, lineage_of(reader, session), server_lineage_of(reader, session), follow);
  end_day();
  for (auto& one : counted_abandonment(funnel, session)) log.counted.push_back(std::move(one));
  return log;
}

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
        const CountedLog log = count_log(writer, funnels, session);
        for (const auto& [key, counts] : log.counted) writer.add_counts(key, counts);
        rebuilt.events += log.events;
        ++rebuilt.sessions;
      }
      after = store::Cursor{page.back().created_at_ms, page.back().session};
    }
  });
  return rebuilt;
}

}  // namespace tundish::service
