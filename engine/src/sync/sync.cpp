#include "tundish/sync.hpp"

#include <algorithm>
#include <utility>

#include "sync/work.hpp"

namespace tundish {

namespace {

using sync::Ending;
using sync::size_of;
using sync::Work;

constexpr std::int64_t kStoreAgainMs = 10 * 1000;
constexpr std::string_view kTaken = "taken";

SyncStatus status_of(const SyncState& state) {
  const bool confirmed = state.acked >= size_of(state.log);
  if (!state.store_failure.empty() && !confirmed) return SyncStatus::not_saved;
  if (!state.halted.empty()) return SyncStatus::halted;
  const bool asking = !state.under_way.empty();
  if (confirmed) return asking && state.probe ? SyncStatus::syncing : SyncStatus::synced;
  if (state.durable < size_of(state.log)) return SyncStatus::saving;
  return asking ? SyncStatus::syncing : SyncStatus::waiting;
}

/// Tells the device how far everything has come, when it is something else now. Of what the server
/// has confirmed it counts only what it keeps: another event may come to stand in the place of one
/// that it never got. For the same reason it keeps nothing of the server's lane before it has what
/// that stands behind.
void save(const Work& work) {
  SyncState& state = work.state;
  const bool is_lane_due = state.s_due >= 0 && state.s_due <= state.durable;
  if (!work.moved && !is_lane_due) return;
  SyncAction& action = work.act(SyncActionKind::save);
  action.gen = state.gen;
  action.acked = std::min(state.acked, state.durable);
  action.epoch = state.epoch;
  action.branch = state.branch;
  action.server_lane = is_lane_due;
  if (is_lane_due) state.s_due = -1;
}

void report(const Work& work) {
  const SyncState& state = work.state;
  SyncAction& action = work.act(SyncActionKind::report);
  action.status = status_of(state);
  action.waiting = size_of(state.log) - state.acked;
  action.reason = action.status == SyncStatus::not_saved ? state.store_failure : state.halted;
  action.branched = state.branched;
}

/// Asks the device to keep the next event of the log. After a failure the events go one by one:
/// none can be kept before the one in front of it is.
void store_next(const Work& work) {
  SyncState& state = work.state;
  if (state.asked >= size_of(state.log)) return;
  if (!state.store_failure.empty() && state.asked > state.durable) return;
  work.act(SyncActionKind::store).event = sync::event_at(state, state.asked);
  ++state.asked;
}

void opened(const Work& work, SyncInput&& input) {
  SyncState& state = work.state;
  SyncState fresh = sync_begin(std::move(state.session), std::move(state.release), state.rules);
  fresh.next_request = state.next_request;
  fresh.online = state.online;
  state = std::move(fresh);
  const std::int64_t size = size_of(input.log);
  state.log = std::move(input.log);
  state.asked = state.durable = size;
  state.gen = std::max<std::int64_t>(input.gen, 0);
  state.epoch = std::max<std::int64_t>(input.epoch, 1);
  state.s_have = input.s_have;
  state.s_hash = std::move(input.s_hash);
  state.acked = std::clamp<std::int64_t>(input.acked, 0, size);
  state.probe = size > 0;
  const std::int64_t own = input.branch.at + 1;
  const bool is_there = own >= 0 && own < size;
  // A branch is named by its first event: with another one in that place it is some other's.
  if (is_there && sync::branch_from(state, own).session == input.branch.session) {
    state.branch = std::move(input.branch);
    state.refused = input.refused;
    if (state.acked >= own) state.address = state.branch;
  } else if (!input.branch.session.empty()) {
    state.acked = 0;  // the branch lost the events that were its own
  }
  work.moved = input.take_over;
}

void appended(const Work& work, SyncInput&& input) {
  SyncState& state = work.state;
  if (state.halted == kTaken) return;
  if (input.event.seq != size_of(state.log)) {
    state.halted = "out_of_order";
    return;
  }
  state.log.push_back(std::move(input.event));
  store_next(work);
}

void stored(const Work& work, std::int64_t count) {
  SyncState& state = work.state;
  state.durable = std::clamp(count, state.durable, size_of(state.log));
  state.asked = std::max(state.asked, state.durable);
  if (state.store_failure.empty()) return;
  if (state.durable == size_of(state.log)) state.store_failure.clear();
  store_next(work);
}

void store_failed(const Work& work, std::string&& reason) {
  SyncState& state = work.state;
  if (state.durable == size_of(state.log)) return;  // the event left the log meanwhile
  state.store_failure = reason.empty() ? "failed" : std::move(reason);
  state.asked = state.durable;
  if (!state.waking) sync::wake_after(work, kStoreAgainMs);
}

/// Another tab writes the session now: what is not on the device was never shown as done.
void taken(SyncState& state) {
  state.log.resize(static_cast<std::size_t>(state.durable));
  state.asked = state.durable;
  state.acked = std::min(state.acked, state.durable);
  state.under_way.clear();
  state.store_failure.clear();
  state.halted = kTaken;
}

void take(const Work& work, SyncInput&& input) {
  SyncState& state = work.state;
  switch (input.kind) {
    case SyncInputKind::opened:
      return opened(work, std::move(input));
    case SyncInputKind::appended:
      return appended(work, std::move(input));
    case SyncInputKind::stored:
      return stored(work, input.count);
    case SyncInputKind::store_failed:
      return store_failed(work, std::move(input.reason));
    case SyncInputKind::taken:
      return taken(state);
    case SyncInputKind::answered:
      return sync::answered(work, input);
    case SyncInputKind::failed:
      return sync::failed(work, input);
    case SyncInputKind::timer:
      state.waking = state.resting = false;
      return store_next(work);
    case SyncInputKind::online:
      state.online = true;
      state.resting = false;
      state.failures = 0;
      return;
    case SyncInputKind::offline:
      state.online = false;
      return;
    case SyncInputKind::hiding:
      return sync::send(work, Ending::page_goes_away);
    case SyncInputKind::asking:
      state.probe = state.probe || size_of(state.log) > 0;
      return;
    case SyncInputKind::unfit:
      if (input.count < state.acked || input.count >= size_of(state.log)) return;
      return sync::set_aside(work, input.count, std::move(input.reason), std::move(input.sentence));
  }
}

}  // namespace

SyncState sync_begin(std::string session, std::string release, int rules) {
  SyncState state;
  state.session = std::move(session);
  state.release = std::move(release);
  state.rules = rules;
  return state;
}

SyncStep sync_step(SyncState state, SyncInput input) {
  SyncStep step;
  step.state = std::move(state);
  bool moved = false;
  const Work work{step.state, step.actions, moved};
  take(work, std::move(input));
  save(work);
  sync::send(work, Ending::no);
  report(work);
  return step;
}

}  // namespace tundish
