#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/store.hpp"
#include "tundish/effect.hpp"

namespace tundish::service {

/// How many chains may lie between a branch and its root, the root included.
inline constexpr std::size_t kMaxParents = 16;

/// The part of a lane that one session holds: from `first` to `last`, both included.
struct Stretch {
  std::string session;
  std::int64_t created_at_ms = 0;  ///< of the session
  std::int64_t first = 0;
  std::int64_t last = -1;
  Lane lane = Lane::c;
};

/// A whole lane, cut by who holds it, oldest first. The last stretch may be empty.
using Lineage = std::vector<Stretch>;

/// The client's lane of a stored session: its ancestors' parts and its own.
Lineage lineage_of(store::Reader& reader, const store::Session& session);
/// The server's lane. The last stretch is open: it ends where there are no more events.
Lineage server_lineage_of(store::Reader& reader, const store::Session& session);
/// The lane up to and including `at`, which it must have.
Lineage cut_behind(Lineage lineage, std::int64_t at);

/// In order from `from`, at most `limit`.
std::vector<std::string> list_hashes(store::Reader& reader, const Lineage& lineage,
                                     std::int64_t from, std::int64_t limit);
std::vector<store::Event> list_events(store::Reader& reader, const Lineage& lineage,
                                      std::int64_t from, std::int64_t limit);
/// The hash of the event of that seq; empty for -1.
std::string hash_at(store::Reader& reader, const Lineage& lineage, std::int64_t seq);

/// Is told each event of a log, the state before it and what it did.
using Follow = std::function<void(const store::Event&, const State&, const Transition&)>;
/// Where the whole log leads to, both lanes of it.
State replay(store::Reader& reader, const Funnel& funnel, const Lineage& client,
             const Lineage& server, const Follow& follow);
State replay(store::Reader& reader, const Funnel& funnel, const Lineage& client,
             const Lineage& server);

}  // namespace tundish::service
