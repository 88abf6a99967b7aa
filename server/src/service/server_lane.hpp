#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "service/lineage.hpp"
#include "store/store.hpp"
#include "tundish/advance.hpp"

namespace tundish::service {

/// The most events of the server's lane that one answer brings.
inline constexpr int kMaxServerEvents = 64;

/// Seals an event of the server's lane behind what is stored of the session, plays it, and keeps it
/// with all that follows from it. Only the server's own code calls this: nothing that a client
/// sends leads here. Gives why it did not fit; then nothing happened.
std::optional<Refused> write_server_event(store::Writer& writer, const Funnel& funnel,
                                          store::Session session, EventInput input,
                                          std::int64_t now_ms);

/// What a client has of the server's lane.
struct KnownServerEvents {
  std::int64_t count = 0;
  std::string hash;  ///< of the last one
};
/// Events of the server's lane for a client: from `from` on they are what the session has, and what
/// the client had before that stays.
struct ServerEvents {
  std::int64_t from = 0;
  std::vector<store::Event> events;
};
/// What the client lacks, if anything. When what it has is not what is here, because the server was
/// restored or the client has become a branch, everything from the start; but not before the server
/// has done again what it owes the session.
std::optional<ServerEvents> missing_server_events(store::Reader& reader,
                                                  const store::Session& session,
                                                  const KnownServerEvents& known);

}  // namespace tundish::service
