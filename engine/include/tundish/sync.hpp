#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/enums.gen.hpp"
#include "tundish/result.hpp"

namespace tundish {

/// An event as the device keeps it and the server gets it: the bytes are never made again.
struct LoggedEvent {
  std::int64_t seq = 0;
  std::string hash;
  std::string text;  ///< canonical, with its hash
  bool operator==(const LoggedEvent&) const = default;
};

/// Another address for a chain that left its parent's: it shares the parent's events up to `at`.
struct SyncBranch {
  std::string session;   ///< as `branch_session` names it; empty: no branch, the root
  std::string parent;    ///< the chain it left: the root or a branch
  std::int64_t at = -1;  ///< the last shared seq; -1: nothing is shared
  bool operator==(const SyncBranch&) const = default;
};

/// A request whose answer has not come: it carries the events [from, end).
struct SentRequest {
  std::int64_t request = 0;
  std::int64_t from = 0;
  std::int64_t end = 0;
  bool keepalive = false;
  bool operator==(const SentRequest&) const = default;
};

/// The client's side of one session's sync, as data. An event comes through
/// `asked (of the device) → durable → sent → acked`, in the order of the log.
struct SyncState {
  std::string session;  ///< the root's id, whatever branch is written
  std::string release;
  int rules = 1;
  std::int64_t gen = 0;          ///< the server's generation; 0 until it has told
  std::int64_t epoch = 1;        ///< which device may write
  SyncBranch branch;             ///< where the log ends: none, at the root
  SyncBranch address;            ///< where requests go: what a branch shares goes to its parents
  std::vector<LoggedEvent> log;  ///< the whole chain, shared events too; log[i].seq == i
  std::int64_t asked = 0;        ///< how many of `log` the device was asked to keep
  std::int64_t durable = 0;      ///< how many of `log` it keeps
  std::int64_t acked = 0;        ///< how many the server has confirmed
  bool refused = false;          ///< what is the branch's own is handed in for quarantine
  std::int64_t s_have = 0;       ///< events of the server's lane that came
  std::string s_hash;            ///< of the last of them
  std::int64_t s_due = -1;       ///< the device keeps them once it keeps so many of `log`; -1: it
                                 ///< was asked to
  std::vector<SentRequest> under_way;  ///< at most one and, beside it, one with keepalive
  std::int64_t next_request = 1;
  int failures = 0;   ///< requests in a row that came to nothing
  int conflicts = 0;  ///< answers in a row that changed what must be sent
  bool online = true;
  bool probe = false;         ///< the server has not been heard since the log was opened
  bool waking = false;        ///< a timer input will come
  bool resting = false;       ///< nothing is sent before it comes
  std::string halted;         ///< why no more is sent, or empty
  std::string store_failure;  ///< why the device could not keep an event, or empty
  std::string branched;  ///< why the log goes on beside the main line (`fork`, `epoch`), or empty
  bool operator==(const SyncState&) const = default;
};

/// What happened to the client. `kind` tells which members count.
struct SyncInput {
  SyncInputKind kind = SyncInputKind::timer;
  LoggedEvent event;                ///< of `appended`
  std::vector<LoggedEvent> log;     ///< of `opened`: the whole chain, in order
  std::int64_t gen = 0;             ///< of `opened`: as saved
  std::int64_t acked = 0;           ///< of `opened`: as saved
  std::int64_t epoch = 1;           ///< of `opened`: as saved; one more to take the session over
  SyncBranch branch;                ///< of `opened`: as saved
  bool refused = false;             ///< of `opened`: what follows `branch.at` was set aside
  bool take_over = false;           ///< of `opened`: another device wrote so far
  std::int64_t s_have = 0;          ///< of `opened`: events of the server's lane on the device
  std::string s_hash;               ///< of `opened`: of the last of them
  std::int64_t count = 0;           ///< of `stored`: how many of the log are durable now; of
                                    ///< `unfit`: the first event that no longer fits
  std::string reason;               ///< of `store_failed`; of `unfit`: the code
  std::string sentence;             ///< of `unfit`
  std::int64_t request = 0;         ///< of `answered`, `failed`: as `send` numbered it
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
  std::int64_t request = 0;   ///< of `send`: its number, to be told with the answer
  std::string session;        ///< of `send`: the id in the address, a branch's when it is one
  std::string body;           ///< of `send`: the request's body; of `server_events`: their list
  bool keepalive = false;     ///< of `send`: the page is going away
  std::int64_t delay_ms = 0;  ///< of `wake`: send a `timer` input then; replaces an earlier one
  std::int64_t gen = 0;       ///< of `save`: remember these beside the log
  std::int64_t acked = 0;     ///< of `save`
  std::int64_t epoch = 0;     ///< of `save`
  bool server_lane = false;   ///< of `save`: keep the server's lane, too, as it is now
  SyncBranch branch;          ///< of `save`: none at the root; of `set_aside`: the refused events'
  std::int64_t at = 0;        ///< of `set_aside`: the log keeps the events before this seq; of
                              ///< `server_events`: so does the server's lane
  std::string reason;         ///< of `set_aside`; of `report`: of `halted` and `not_saved`
  std::string sentence;       ///< of `set_aside`
  SyncStatus status = SyncStatus::synced;  ///< of `report`
  std::int64_t waiting = 0;                ///< of `report`: events not yet confirmed
  std::string branched;                    ///< of `report`
  bool operator==(const SyncAction&) const = default;
};

struct SyncStep {
  SyncState state;
  std::vector<SyncAction> actions;
};

/// The id of the branch that begins with the event of `first_hash`: it stays in the root's bucket
/// (first four digits), and the same event makes the same branch, however often it is re-homed.
std::string branch_session(std::string_view root, std::string_view first_hash);

SyncState sync_begin(std::string session, std::string release, int rules);
/// Pure and total: the next state and what to do.
SyncStep sync_step(SyncState state, SyncInput input);

/// Reads an input; members that its kind does not use may be left out.
Result<SyncInput> parse_sync_input(std::string_view json);
/// The list of actions; each with the members that its kind uses.
std::string to_json(const std::vector<SyncAction>& actions);

}  // namespace tundish
