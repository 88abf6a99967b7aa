#pragma once

#include <cstddef>
#include <cstdint>

#include "service/duty_thread.hpp"
#include "service/funnel_cache.hpp"
#include "service/statistics.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// How sessions that were left are looked for.
struct AbandonmentSearch {
  std::int64_t now_ms = 0;
  /// Sessions are walked over when they are as old as this: by then each is committed, whatever
  /// clock its server had.
  std::int64_t settled_ms = 10 * 60 * 1000;
  int limit = 64;
};

/// Marks sessions that go on and had no event for as long as their funnel says, and counts them
/// under the day on which that time was over. Looks at no more than `limit` new sessions and as
/// many that are watched. One caller at a time. Whether more is likely to wait already.
bool find_abandoned(store::Store& store, FunnelCache& funnels, const AbandonmentSearch& search);

/// A verified event has come to the stored session, whose row is as it was before: it is abandoned
/// no longer, and was not counted so. From now on the time is measured anew, also when the clock
/// was set back.
void take_back_abandonment(store::Writer& writer, const Funnel& funnel,
                           const store::Session& session, std::int64_t now_ms);

/// What the search has counted of it; nothing unless the stored session is abandoned.
Counted counted_abandonment(const Funnel& funnel, const store::Session& session);

/// The same search as a duty of whichever server is there.
Duty abandonment_duty(store::Store& store, FunnelCache& funnels);

}  // namespace tundish::service
