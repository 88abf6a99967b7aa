#pragma once

#include <cstdint>
#include <string_view>

#include "service/funnel_cache.hpp"
#include "service/jobs.hpp"

namespace tundish::service {

inline constexpr std::string_view kTidyingJob = "tidying";

/// Sees to it that what is kept for a while only is removed, now and every hour.
void begin_tidying(store::Store& store, std::int64_t now_ms);
/// Removes deliveries and jobs after 30 days, exports after 7, messages of the inbox after 7, codes
/// and links a day after they have ended, files that no answer names after 7; some in each turn.
JobHandler tidying_handler(FunnelCache& funnels);

}  // namespace tundish::service
