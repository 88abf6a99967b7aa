#pragma once

#include <cstdint>

#include "service/funnel_cache.hpp"
#include "service/statistics.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// What a session's own events count, each on the day that it arrived, and how many they are.
struct CountedLog {
  Counted counted;
  std::int64_t events = 0;
};
CountedLog count_log(store::Reader& reader, FunnelCache& funnels, const store::Session& session);

struct Rebuilt {
  std::int64_t sessions = 0;
  std::int64_t events = 0;
};

/// Counts everything anew from the logs of all sessions, in one transaction: what was counted
/// before is gone. Visits have no log and stay as they are; so does what removed sessions counted.
Rebuilt rebuild_statistics(store::Store& store, FunnelCache& funnels);

}  // namespace tundish::service
