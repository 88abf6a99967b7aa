#pragma once

#include <cstdint>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"

namespace tundish::service {

struct Rebuilt {
  std::int64_t sessions = 0;
  std::int64_t events = 0;
};

/// Counts everything anew from the logs of all sessions, in one transaction: what was counted
/// before is gone. Visits have no log and stay as they are.
Rebuilt rebuild_statistics(store::Store& store, FunnelCache& funnels);

}  // namespace tundish::service
