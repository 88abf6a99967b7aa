#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/funnel_cache.hpp"
#include "service/ingest.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// So large may a file of sessions be.
inline constexpr std::size_t kMaxHandedInBytes = 64 * 1024 * 1024;

/// What became of one session of the file.
struct HandedIn {
  std::string session;
  std::int64_t events = 0;    ///< in the file
  std::int64_t accepted = 0;  ///< of them, and of those that were here before
  Diagnostics faults;         ///< located in the file; what was refused by replay is in quarantine
};

/// Takes the sessions that a page in one file has saved (`{tundish_sessions: 1, funnel, sessions:
/// [{secret, release, work, trapped, events}]}`), as if their browsers had sent them: everything is
/// replayed and counts once. Refuses a text that is no such file; what is wrong with one session is
/// said of it, and the others are taken.
Result<std::vector<HandedIn>> take_handed_in(store::Store& store, FunnelCache& funnels,
                                             const Value& file, std::int64_t now_ms);

}  // namespace tundish::service
