#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tundish/sync.hpp"

namespace tundish::sync {

/// The step being made.
struct Work {
  SyncState& state;
  std::vector<SyncAction>& actions;
  bool& moved;  ///< what the device remembers beside the log is something else now

  SyncAction& act(SyncActionKind kind) const {
    actions.emplace_back();
    actions.back().kind = kind;
    return actions.back();
  }
};

inline std::int64_t size_of(const std::vector<LoggedEvent>& log) {
  return static_cast<std::int64_t>(log.size());
}

inline const LoggedEvent& event_at(const SyncState& state, std::int64_t seq) {
  return state.log[static_cast<std::size_t>(seq)];
}

/// The id in the address of requests.
inline const std::string& target(const SyncState& state) {
  return state.address.session.empty() ? state.session : state.address.session;
}

/// The first event that is the branch's own; 0 at the root.
inline std::int64_t own_from(const SyncState& state) { return state.branch.at + 1; }

/// The branch that leaves the chain at the address with the event of that seq.
SyncBranch branch_from(const SyncState& state, std::int64_t seq);

/// How much of the log may be sent: what is durable; all of it once the device could not keep an
/// event, because the server is then the only place where it can be safe.
std::int64_t sendable(const SyncState& state);

enum class Ending { no, page_goes_away };

/// Sends what may be sent and is unconfirmed, or a probe, unless a request of that sort is under
/// way.
void send(const Work& work, Ending ending);

/// One more attempt came to nothing: the next is made later and later, and not before the server
/// wants it.
void back_off(const Work& work, double random, std::int64_t at_least_ms);

void wake_after(const Work& work, std::int64_t delay_ms);

/// Takes the answer to a request that is under way; any other is of no consequence.
void answered(const Work& work, const SyncInput& input);

/// The event of that seq and all behind it leave the log.
void set_aside(const Work& work, std::int64_t seq, std::string reason, std::string sentence);

/// A request came to nothing.
void failed(const Work& work, const SyncInput& input);

}  // namespace tundish::sync
