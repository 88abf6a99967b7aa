#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "service/funnel_cache.hpp"
#include "service/server_lane.hpp"
#include "service/submission.hpp"
#include "store/store.hpp"

namespace tundish::service {

enum class IngestOutcome {
  accepted,
  forbidden,         ///< the secret does not make the session's root, or the events not the branch
  other_generation,  ///< the database was restored: send everything again
  other_epoch,       ///< another device writes now
  gap,               ///< events before these are missing
  fork,              ///< the log goes on differently here
  removed,           ///< the session was here and is to be forgotten
  orphan,            ///< what the branch leaves is not here
  ahead,             ///< the events know what the server has not written yet
  refused,           ///< replay says that it is impossible
  quarantine_full,
  unproven,  ///< the release wants a proof of work of a new session
  unknown_release
};

/// What came of it. `ack_to` is the last seq of the submission that is committed and identical, -1
/// when there is none.
struct IngestAnswer {
  IngestOutcome outcome = IngestOutcome::accepted;
  std::int64_t gen = 0;
  std::int64_t epoch = 1;
  std::int64_t ack_to = -1;
  std::string ack_hash;
  std::int64_t need = 0;  ///< of `gap`: the seq that is wanted next
  std::int64_t at = 0;    ///< of `fork`: where it differs; of `other_epoch`: the first not taken
  std::string hash_at;    ///< of `fork`: what is there; empty: nothing, but another chain has it
  std::int64_t head = -1;
  std::int64_t seq = 0;  ///< of `refused`
  Refused refused;
  std::optional<ServerEvents> server;  ///< what the client lacks of the server's lane
};

/// Believes nothing: replays the events on the stored state and keeps what fits, with its
/// statistics and intents, in one transaction that is durable before this returns. What is refused
/// goes into quarantine in the same transaction, with everything behind it.
IngestAnswer ingest(store::Store& store, FunnelCache& funnels, Submission submission,
                    std::int64_t now_ms);

/// A submission whose transaction is handed in.
struct BegunIngest {
  /// Waits for the end of it; called once. Dropping it waits too. Throws `StoreError`.
  std::function<IngestAnswer()> finish;
  /// Calls back, on another thread, when `finish` no longer waits.
  std::function<void(std::function<void()> tell)> when_ended;
};
/// The same in two halves. Throws `StoreError`.
BegunIngest begin_ingest(store::Store& store, FunnelCache& funnels, Submission submission,
                         std::int64_t now_ms);

}  // namespace tundish::service
