#include <algorithm>

#include "support/json_writer.hpp"
#include "support/sha256.hpp"
#include "sync/work.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kMaxEventsPerRequest = 64;
constexpr std::size_t kMaxRequestBytes = 250 * 1000;
constexpr std::size_t kMaxKeepaliveBytes = 60 * 1000;
/// Room for everything in a request but its events.
constexpr std::size_t kEnvelopeBytes = 1000;
constexpr std::int64_t kFirstDelayMs = 1000;
constexpr std::int64_t kLongestDelayMs = 60 * 1000;
/// However long the server wants to be left alone: timers of browsers end at 24 days.
constexpr std::int64_t kLongestWaitMs = 60 * 60 * 1000;

/// The end of what fits into one request. An event larger than that goes alone.
std::int64_t end_of_request(const SyncState& state, std::size_t limit) {
  std::int64_t last = std::min(sync::sendable(state), state.acked + kMaxEventsPerRequest);
  if (state.acked < sync::own_from(state)) last = std::min(last, sync::own_from(state));
  std::size_t bytes = kEnvelopeBytes;
  for (std::int64_t end = state.acked; end < last; ++end) {
    bytes += sync::event_at(state, end).text.size() + 1;
    if (bytes > limit && end > state.acked) return end;
  }
  return std::max(last, state.acked);
}

std::string request_body(const SyncState& state, std::int64_t end) {
  JsonWriter json;
  json.begin_object();
  if (!state.address.session.empty()) {
    json.key("at");
    json.integer(state.address.at);
  }
  json.key("epoch");
  json.integer(state.epoch);
  json.key("events");
  json.begin_list();
  for (std::int64_t seq = state.acked; seq < end; ++seq) json.raw(sync::event_at(state, seq).text);
  json.end_list();
  json.key("from");
  json.integer(state.acked);
  json.key("gen");
  json.integer(state.gen);
  json.text_member("parent", state.address.parent);
  json.key("prev");
  json.string(state.acked > 0 ? sync::event_at(state, state.acked - 1).hash : std::string());
  json.boolean_member("refused", state.refused && state.acked >= sync::own_from(state));
  json.key("release");
  json.string(state.release);
  json.key("rules");
  json.integer(state.rules);
  json.text_member("s_hash", state.s_hash);
  json.key("s_have");
  json.integer(state.s_have);
  json.end_object();
  return json.take();
}

}  // namespace

std::string branch_session(std::string_view root, std::string_view first_hash) {
  Sha256 hash;
  hash.add("tundish:branch:1\n").add(root).add("\n").add(first_hash);
  return std::string(root.substr(0, 4)) + hash.hex().substr(0, 28);
}

namespace sync {

SyncBranch branch_from(const SyncState& state, std::int64_t seq) {
  SyncBranch branch;
  branch.session = branch_session(state.session, event_at(state, seq).hash);
  branch.parent = target(state);
  branch.at = seq - 1;
  return branch;
}

std::int64_t sendable(const SyncState& state) {
  return state.store_failure.empty() ? state.durable : size_of(state.log);
}

void send(const Work& work, Ending ending) {
  SyncState& state = work.state;
  const bool keepalive = ending == Ending::page_goes_away;
  if (!state.online || !state.halted.empty()) return;
  if (state.resting && !keepalive) return;
  const auto same = [&](const SentRequest& one) { return one.keepalive == keepalive; };
  if (std::any_of(state.under_way.begin(), state.under_way.end(), same)) return;
  const std::int64_t end = end_of_request(state, keepalive ? kMaxKeepaliveBytes : kMaxRequestBytes);
  if (end == state.acked && (keepalive || !state.probe)) return;
  std::string body = request_body(state, end);
  if (keepalive && body.size() > kMaxKeepaliveBytes) return;
  SyncAction& action = work.act(SyncActionKind::send);
  action.request = state.next_request++;
  action.session = target(state);
  action.body = std::move(body);
  action.keepalive = keepalive;
  SentRequest sent;
  sent.request = action.request;
  sent.from = state.acked;
  sent.end = end;
  sent.keepalive = keepalive;
  state.under_way.push_back(sent);
}

void wake_after(const Work& work, std::int64_t delay_ms) {
  work.state.waking = true;
  work.act(SyncActionKind::wake).delay_ms = delay_ms;
}

void back_off(const Work& work, double random, std::int64_t at_least_ms) {
  SyncState& state = work.state;
  std::int64_t delay = kFirstDelayMs << std::min(state.failures, 6);
  if (state.failures < 1000) ++state.failures;
  delay = std::min(delay, kLongestDelayMs);
  const double jitter = random >= 0 && random < 1 ? random : 0.5;
  delay = delay / 2 + static_cast<std::int64_t>(static_cast<double>(delay) * jitter);
  state.resting = true;
  wake_after(work, std::max(delay, std::min(at_least_ms, kLongestWaitMs)));
}

}  // namespace sync

}  // namespace tundish
