#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/effect.hpp"
#include "tundish/event.hpp"

namespace tundish::service {

inline constexpr std::size_t kMaxSubmittedEvents = 64;
inline constexpr std::size_t kMaxSubmissionBytes = 256 * 1024;

/// One event as it came: read, or why it could not be.
struct SubmittedEvent {
  std::optional<Event> event;
  Diagnostic fault;
};

/// A stretch of a session's log, sent by the client that writes it.
struct Submission {
  std::string session;
  std::string secret;
  std::int64_t gen = 0;  ///< 0: the client does not know it yet
  std::int64_t epoch = 1;
  std::string release;
  std::int64_t rules = 0;
  std::int64_t from = 0;  ///< seq of the first event
  std::string prev;       ///< hash of the event before it
  std::vector<SubmittedEvent> events;
};

enum class IngestOutcome {
  accepted,
  forbidden,         ///< the secret does not make the session's id
  other_generation,  ///< the database was restored: send everything again
  other_epoch,       ///< another device writes now
  gap,               ///< events before these are missing
  fork,              ///< the log goes on differently here
  refused,           ///< replay says that it is impossible
  unknown_release
};

/// What came of it. `ack_to` is the last seq of the submission that is committed and identical, -1
/// when there is none; in a refusal the events before the refused one are committed.
struct IngestAnswer {
  IngestOutcome outcome = IngestOutcome::accepted;
  std::int64_t gen = 0;
  std::int64_t epoch = 1;
  std::int64_t ack_to = -1;
  std::string ack_hash;
  std::int64_t need = 0;  ///< of `gap`: the seq that is wanted next
  std::int64_t at = 0;    ///< of `fork`: where it differs
  std::string hash_at;    ///< of `fork`: what is there
  std::int64_t head = -1;
  std::int64_t seq = 0;  ///< of `refused`
  Refused refused;
};

/// Believes nothing: replays the events on the stored state and keeps what fits, with its
/// statistics, in one transaction that is durable before this returns.
IngestAnswer ingest(store::Store& store, FunnelCache& funnels, const Submission& submission,
                    std::int64_t now_ms);

/// The session id that a secret makes.
std::string session_of_secret(std::string_view secret);
/// Whether that secret may read and write that session.
bool owns_session(const store::Session& session, std::string_view secret);

}  // namespace tundish::service
