#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "service/funnel_cache.hpp"
#include "service/jobs.hpp"
#include "store/retention.hpp"
#include "store/store.hpp"

namespace tundish::service {

inline constexpr std::string_view kRetentionJob = "retention";
inline constexpr std::int64_t kMostRetentionDays = 36'500;

/// What is said of a funnel, or of all of them when its slug is empty; revision 0: nothing is.
store::Retention find_retention(store::Reader& reader, std::string_view funnel);
/// What holds for a funnel: what is said of it, else of all.
store::Retention effective_retention(store::Reader& reader, std::string_view funnel);
std::string etag_of(const store::Retention& retention);

/// `stale`: it is another version than the one that was meant.
enum class RetentionOutcome { done, stale };
struct ChangedRetention {
  RetentionOutcome outcome = RetentionOutcome::done;
  store::Retention retention;
};
/// After how many days; 0: never; nothing: what holds for all. `etags`: an `If-Match` header.
ChangedRetention change_retention(store::Store& store, const std::string& funnel,
                                  std::optional<std::int64_t> days, std::string_view etags,
                                  const Actor& actor);

/// What would be removed now because of one rule.
struct DueSessions {
  store::Retention rule;
  std::int64_t sessions = 0;
  std::int64_t refused = 0;       ///< events in quarantine of sessions that never came
  std::int64_t oldest_at_ms = 0;  ///< when the oldest of all that began; 0: there is none
  bool is_all = true;             ///< false: there were too many to look at
};
/// The server's rule first, then those of funnels.
std::vector<DueSessions> find_due_sessions(store::Store& store, std::int64_t now_ms);

/// Sees to it that sessions whose time is over are removed, now and every few hours.
void begin_retention(store::Store& store, std::int64_t now_ms);
/// Removes them, some in each transaction; what they had counted stays counted.
JobHandler retention_handler(FunnelCache& funnels);

}  // namespace tundish::service
