#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/enums.gen.hpp"
#include "tundish/result.hpp"

namespace tundish {

/// How far an event has come: written to the device's database, sent, confirmed by the server.
/// `durable → sent → acked`.
struct LoggedEvent {
  std::int64_t seq = 0;
  std::string hash;
  std::string text;  ///< canonical, with its hash
  bool operator==(const LoggedEvent&) const = default;
};

/// The client's side of one session's sync, as data.
struct SyncState {
  std::string session, release;
  int rules = 1;
  std::int64_t gen = 0;  ///< the server's generation; 0 until it has told
  std::int64_t epoch = 1;
  std::vector<LoggedEvent> log;  ///< the whole client lane; log[i].seq == i
  std::int64_t durable = 0;      ///< how many of `log` are in the device's database
  std::int64_t acked = 0;        ///< how many the server has confirmed
  std::int64_t in_flight =
      0;             ///< 0: no request under way; else the end (exclusive) of what it carries
  int failures = 0;  ///< requests in a row that came to nothing
  bool online = true;
  std::string halted;  ///< why no more is sent (`refused`, `fork`, `epoch`, `erased`), or empty
  std::string store_failure;  ///< why the device could not keep an event, or empty
  bool operator==(const SyncState&) const = default;
};

/// What happened to the client. `kind` tells which members count.
struct SyncInput {
  SyncInputKind kind = SyncInputKind::timer;
  LoggedEvent event;                ///< of `appended`
  std::vector<LoggedEvent> log;     ///< of `opened`: everything the device has, in order
  std::int64_t gen = 0;             ///< of `opened`: as saved
  std::int64_t acked = 0;           ///< of `opened`: as saved
  std::int64_t count = 0;           ///< of `stored`: how many of the log are durable now
  std::string reason;               ///< of `store_failed`
  int status = 0;                   ///< of `answered`: HTTP status
  std::string body;                 ///< of `answered`
  std::int64_t retry_after_ms = 0;  ///< of `answered`
  double random = 0;                ///< of `answered`, `failed`: in [0, 1), for jitter
  bool operator==(const SyncInput&) const = default;
};

/// What the host must do now.
struct SyncAction {
  SyncActionKind kind = SyncActionKind::report;
  LoggedEvent event;          ///< of `store`: add it to the database; never overwrite
  std::string body;           ///< of `send`: the request's body
  bool keepalive = false;     ///< of `send`: the page is going away
  std::int64_t delay_ms = 0;  ///< of `wake`: send a `timer` input then; replaces an earlier one
  std::int64_t gen = 0;       ///< of `save`: remember both beside the log
  std::int64_t acked = 0;     ///< of `save`
  SyncStatus status = SyncStatus::synced;  ///< of `report`
  std::int64_t waiting = 0;                ///< of `report`: events not yet confirmed
  std::string reason;                      ///< of `report`: of `halted` and `not_saved`
  bool operator==(const SyncAction&) const = default;
};

struct SyncStep {
  SyncState state;
  std::vector<SyncAction> actions;
};

SyncState sync_begin(std::string session, std::string release, int rules);
/// Pure and total: the next state and what to do.
SyncStep sync_step(SyncState state, const SyncInput& input);

/// Reads an input; members that its kind does not use may be left out.
Result<SyncInput> parse_sync_input(std::string_view json);
/// The list of actions; each with the members that its kind uses.
std::string to_json(const std::vector<SyncAction>& actions);

}  // namespace tundish
