#include "tundish/sync.hpp"

#include <algorithm>
#include <optional>

#include "support/json_writer.hpp"
#include "tundish/codec.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kMaxEventsPerRequest = 64;
constexpr std::size_t kMaxRequestBytes = 250 * 1024;
constexpr std::size_t kMaxKeepaliveBytes = 60 * 1000;
constexpr std::int64_t kFirstDelayMs = 1000;
constexpr std::int64_t kLongestDelayMs = 60 * 1000;

/// The step being made.
struct Work {
  SyncState& state;
  std::vector<SyncAction>& actions;

  SyncAction& act(SyncActionKind kind) const {
    actions.emplace_back();
    actions.back().kind = kind;
    return actions.back();
  }
};

std::int64_t size_of(const std::vector<LoggedEvent>& log) {
  return static_cast<std::int64_t>(log.size());
}

void save(const Work& work) {
  SyncAction& action = work.act(SyncActionKind::save);
  action.gen = work.state.gen;
  action.acked = work.state.acked;
}

SyncStatus status_of(const SyncState& state) {
  const bool confirmed = state.acked >= size_of(state.log);
  if (!state.store_failure.empty() && !confirmed) return SyncStatus::not_saved;
  if (!state.halted.empty()) return SyncStatus::halted;
  if (confirmed) return SyncStatus::synced;
  if (state.durable < size_of(state.log)) return SyncStatus::saving;
  return state.in_flight > 0 ? SyncStatus::syncing : SyncStatus::waiting;
}

/// How much of the log may be sent: what is durable; all of it once the device could not keep an
/// event, because the server is then the only place where it can be safe.
std::int64_t sendable(const SyncState& state) {
  return state.store_failure.empty() ? state.durable : size_of(state.log);
}

void report(const Work& work) {
  SyncAction& action = work.act(SyncActionKind::report);
  action.status = status_of(work.state);
  action.waiting = size_of(work.state.log) - work.state.acked;
  action.reason = work.state.store_failure.empty() ? work.state.halted : work.state.store_failure;
}

/// The body for the events from `acked` on that may be sent, as many as fit; sets where they end.
std::string request_body(const SyncState& state, std::size_t limit, std::int64_t& end) {
  JsonWriter json;
  json.begin_object();
  json.key("epoch");
  json.integer(state.epoch);
  json.key("events");
  json.begin_list();
  std::size_t bytes = 0;
  end = state.acked;
  const std::int64_t last = std::min(sendable(state), state.acked + kMaxEventsPerRequest);
  for (; end < last; ++end) {
    const LoggedEvent& event = state.log[static_cast<std::size_t>(end)];
    bytes += event.text.size() + 1;
    if (bytes > limit && end > state.acked) break;
    json.raw(event.text);
  }
  json.end_list();
  json.key("from");
  json.integer(state.acked);
  json.key("gen");
  json.integer(state.gen);
  if (state.acked > 0) {
    json.key("prev");
    json.string(state.log[static_cast<std::size_t>(state.acked - 1)].hash);
  }
  json.key("release");
  json.string(state.release);
  json.key("rules");
  json.integer(state.rules);
  json.key("s_have");
  json.integer(0);
  json.end_object();
  return json.take();
}

enum class Ending { no, page_goes_away };

/// Sends what may be sent and is unconfirmed, unless a request is under way.
void send(const Work& work, Ending ending) {
  SyncState& state = work.state;
  if (!state.online || !state.halted.empty() || state.acked >= sendable(state)) return;
  const bool keepalive = ending == Ending::page_goes_away;
  if (state.in_flight > 0 && !keepalive) return;
  std::int64_t end = 0;
  std::string body = request_body(state, keepalive ? kMaxKeepaliveBytes : kMaxRequestBytes, end);
  SyncAction& action = work.act(SyncActionKind::send);
  action.body = std::move(body);
  action.keepalive = keepalive;
  state.in_flight = end;
}

void wake_later(const Work& work, double random, std::int64_t at_least_ms) {
  SyncState& state = work.state;
  std::int64_t delay = kFirstDelayMs;
  for (int i = 1; i < state.failures && delay < kLongestDelayMs; ++i) delay *= 2;
  delay = std::min(delay, kLongestDelayMs);
  const double jitter = std::min(std::max(random, 0.0), 1.0);
  delay = delay / 2 + static_cast<std::int64_t>(static_cast<double>(delay) * jitter);
  work.act(SyncActionKind::wake).delay_ms = std::max(delay, at_least_ms);
}

void halt(const Work& work, std::string reason) { work.state.halted = std::move(reason); }

/// A member of an answer's body, when it is a whole number.
std::optional<std::int64_t> whole(const Value& body, std::string_view name) {
  const Value* member = body.find(name);
  if (!member || !member->is_number()) return std::nullopt;
  const double number = member->number();
  if (number < -1 || number > 9007199254740991.0) return std::nullopt;
  const auto read = static_cast<std::int64_t>(number);
  if (static_cast<double>(read) != number) return std::nullopt;
  return read;
}

std::string word(const Value& body, std::string_view name) {
  const Value* member = body.find(name);
  return member ? member->text() : std::string();
}

/// Another generation: the server was restored and may have forgotten anything.
void take_generation(const Work& work, std::int64_t gen) {
  if (gen <= work.state.gen) return;
  const bool forgotten = work.state.gen != 0;
  work.state.gen = gen;
  if (forgotten) work.state.acked = 0;
  save(work);
}

/// Believes an acknowledgement only for what the request carried and with the hash that we know.
bool acknowledge(const Work& work, const Value& body, std::int64_t sent_end) {
  SyncState& state = work.state;
  const std::optional<std::int64_t> ack_to = whole(body, "ack_to");
  if (!ack_to || *ack_to < -1 || *ack_to >= sent_end) return false;
  if (*ack_to < 0) return true;
  const LoggedEvent& event = state.log[static_cast<std::size_t>(*ack_to)];
  if (word(body, "ack_hash") != event.hash) return false;
  if (*ack_to + 1 <= state.acked) return true;
  state.acked = *ack_to + 1;
  save(work);
  return true;
}

/// 409: what the server has differs from what we thought it has.
bool settle_conflict(const Work& work, const Value& body) {
  SyncState& state = work.state;
  const std::string code = word(body, "code");
  if (code == "gap") {
    const std::optional<std::int64_t> need = whole(body, "need");
    if (!need || *need < 0 || *need >= state.acked) return false;
    state.acked = *need;
    save(work);
    return true;
  }
  if (code == "gen") {
    const std::optional<std::int64_t> gen = whole(body, "gen");
    if (!gen || *gen <= state.gen) return false;
    if (state.gen == 0) state.acked = 0;
    take_generation(work, *gen);
    return true;
  }
  if (code != "fork" && code != "epoch") return false;
  halt(work, code);
  return true;
}

/// True when the answer was one that the protocol knows.
bool take_answer(const Work& work, const SyncInput& input, std::int64_t sent_end) {
  const Result<Value> body = parse_value(input.body);
  if (input.status == 410) return halt(work, "erased"), true;
  if (!body || !body->is_object()) return false;
  if (input.status == 200) {
    const std::optional<std::int64_t> gen = whole(*body, "gen");
    if (!gen || *gen <= 0) return false;
    if (!acknowledge(work, *body, sent_end)) return false;
    if (work.state.gen == 0) take_generation(work, *gen);
    return true;
  }
  if (input.status == 409) return settle_conflict(work, *body);
  if (input.status == 422 && word(*body, "code") == "refused") {
    acknowledge(work, *body, sent_end);
    halt(work, "refused");
    return true;
  }
  return false;
}

void answered(const Work& work, const SyncInput& input) {
  SyncState& state = work.state;
  const std::int64_t sent_end = state.in_flight;
  if (sent_end == 0) return;  // an answer to a request that was given up
  state.in_flight = 0;
  if (take_answer(work, input, sent_end)) {
    state.failures = 0;
    send(work, Ending::no);
    return;
  }
  ++state.failures;
  wake_later(work, input.random, input.retry_after_ms);
}

void opened(const Work& work, const SyncInput& input) {
  SyncState& state = work.state;
  state.log = input.log;
  state.durable = size_of(state.log);
  state.gen = input.gen;
  state.acked = std::min(input.acked, state.durable);
  send(work, Ending::no);
}

void appended(const Work& work, const SyncInput& input) {
  SyncState& state = work.state;
  if (input.event.seq != size_of(state.log)) {
    state.store_failure = "out_of_order";
    return;
  }
  state.log.push_back(input.event);
  work.act(SyncActionKind::store).event = input.event;
}

void stored(const Work& work, const SyncInput& input) {
  SyncState& state = work.state;
  state.durable = std::max(state.durable, std::min(input.count, size_of(state.log)));
  if (state.durable == size_of(state.log)) state.store_failure.clear();
  send(work, Ending::no);
}

}  // namespace

SyncState sync_begin(std::string session, std::string release, int rules) {
  SyncState state;
  state.session = std::move(session);
  state.release = std::move(release);
  state.rules = rules;
  return state;
}

SyncStep sync_step(SyncState state, const SyncInput& input) {
  SyncStep step;
  step.state = std::move(state);
  const Work work{step.state, step.actions};
  switch (input.kind) {
    case SyncInputKind::opened:
      opened(work, input);
      break;
    case SyncInputKind::appended:
      appended(work, input);
      break;
    case SyncInputKind::stored:
      stored(work, input);
      break;
    case SyncInputKind::store_failed:
      step.state.store_failure = input.reason.empty() ? "failed" : input.reason;
      send(work, Ending::no);
      break;
    case SyncInputKind::answered:
      answered(work, input);
      break;
    case SyncInputKind::failed:
      step.state.in_flight = 0;
      ++step.state.failures;
      wake_later(work, input.random, 0);
      break;
    case SyncInputKind::timer:
      send(work, Ending::no);
      break;
    case SyncInputKind::online:
      step.state.online = true;
      step.state.failures = 0;
      send(work, Ending::no);
      break;
    case SyncInputKind::offline:
      step.state.online = false;
      break;
    case SyncInputKind::hiding:
      send(work, Ending::page_goes_away);
      break;
  }
  report(work);
  return step;
}

}  // namespace tundish
