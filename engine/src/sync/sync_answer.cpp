#include <algorithm>

#include "sync/work.hpp"
#include "tundish/codec.hpp"

namespace tundish::sync {

namespace {

/// How often in a row what must be sent may change before the next attempt is made later.
constexpr int kMaxConflicts = 20;
constexpr std::int64_t kUnknownReleaseDelayMs = 60 * 1000;
/// No number: below everything that an answer may name.
constexpr std::int64_t kNone = -2;

/// An answer to a request under way.
struct Answer {
  const SentRequest& request;
  const Value& body;
  int status = 0;
};

/// A member of an answer's body, when it is a whole number from -1 on; `kNone` otherwise.
std::int64_t whole(const Value& body, std::string_view name) {
  const Value* member = body.find(name);
  if (!member || !member->is_number()) return kNone;
  const double number = member->number();
  if (!(number >= -1 && number <= 9007199254740991.0)) return kNone;
  const auto read = static_cast<std::int64_t>(number);
  return static_cast<double>(read) == number ? read : kNone;
}

const std::string& word(const Value& body, std::string_view name) {
  static const Value kNothing;
  const Value* member = body.find(name);
  return (member ? *member : kNothing).text();
}

/// Sends from there on, to that address. Whatever is answered to earlier requests was meant
/// otherwise.
void go_on(const Work& work, std::int64_t from, SyncBranch address) {
  SyncState& state = work.state;
  state.under_way.clear();
  state.acked = from;
  state.address = std::move(address);
  work.moved = true;
}

/// What comes next is the branch's own: from here on it goes to the branch.
void enter_branch(const Work& work) {
  SyncState& state = work.state;
  state.branch = branch_from(state, state.acked);
  go_on(work, state.acked, state.branch);
}

/// From the start, at the root's address. A branch stays one: its own events never go elsewhere.
void start_over(const Work& work) {
  SyncState& state = work.state;
  go_on(work, 0, SyncBranch());
  if (own_from(state) == 0 && !state.branch.session.empty()) enter_branch(work);
}

/// The log goes on beside what the server has: its events from there on are a branch.
bool leave(const Work& work, std::int64_t at, const char* why) {
  SyncState& state = work.state;
  SyncBranch branch = branch_from(state, at);
  if (branch.session == target(state)) return false;
  state.branched = why;
  if (at >= own_from(state)) state.branch = branch;
  go_on(work, at, std::move(branch));
  return true;
}

/// Believes an acknowledgement only for what the request carried and with the hash that we know.
bool acknowledge(const Work& work, const Answer& answer, std::int64_t gen) {
  SyncState& state = work.state;
  const std::int64_t ack_to = whole(answer.body, "ack_to");
  if (answer.status != 200 && ack_to < 0) return true;
  const std::int64_t least = std::min(answer.request.from, answer.request.end - 1);
  if (ack_to >= answer.request.end || (answer.status == 200 && ack_to < least)) return false;
  if (ack_to < 0 || word(answer.body, "ack_hash") != event_at(state, ack_to).hash) return false;
  if (gen > 0) state.gen = gen;
  if (ack_to < state.acked) return true;
  state.acked = ack_to + 1;
  work.moved = true;
  if (state.acked == own_from(state)) enter_branch(work);
  return true;
}

bool fill_gap(const Work& work, const Answer& answer) {
  const std::int64_t need = whole(answer.body, "need");
  if (need < 0 || need >= answer.request.from) return false;
  SyncState& state = work.state;
  if (need <= state.address.at) {
    start_over(work);
  } else {
    go_on(work, need, state.address);
  }
  return true;
}

/// 409: what the server has differs from what we thought it has.
bool settle_conflict(const Work& work, const Answer& answer) {
  SyncState& state = work.state;
  const std::string& code = word(answer.body, "code");
  if (code == "gen") return whole(answer.body, "gen") == state.gen;  // taken already
  if (code == "gap") return fill_gap(work, answer);
  if (code == "orphan") return start_over(work), true;
  if (code == "epoch") {
    if (state.acked < answer.request.end) return leave(work, state.acked, "epoch");
    state.branched = code;
    return true;
  }
  if (code != "fork") return false;
  const std::int64_t at = whole(answer.body, "at");
  if (at < -1 || at >= answer.request.end) return false;
  if (at < answer.request.from) return start_over(work), true;
  // What lies before it has to be confirmed: nobody would send it again.
  if (at > state.acked) return false;
  return leave(work, at, whole(answer.body, "epoch") > state.epoch ? "epoch" : "fork");
}

/// 422: replay says that the events from `seq` on cannot have happened. They leave the log.
bool settle_refusal(const Work& work, const Answer& answer) {
  SyncState& state = work.state;
  const std::int64_t seq = whole(answer.body, "seq");
  const std::string& reason = word(answer.body, "reason");
  if (word(answer.body, "code") != "refused") return false;
  if (reason == "wrong_release" || reason == "wrong_rules") {
    state.halted = reason;
    return true;
  }
  if (seq < state.acked || seq >= answer.request.end) return false;
  if (state.refused) {
    // Of what is handed in for quarantine, that which it stood behind does not fit either any more.
    if (seq >= own_from(state)) return false;
    state.branch = branch_from(state, seq);
    go_on(work, seq, state.branch);
    return true;
  }
  set_aside(work, seq, reason.empty() ? "refused" : reason, word(answer.body, "sentence"));
  return true;
}

/// Takes what the client lacks of the server's lane: no more than what stands behind events that
/// are known to be the same on both sides.
void take_server_events(const Work& work, const Value& body) {
  SyncState& state = work.state;
  const std::int64_t from = whole(body, "s_from");
  const Value* events = body.find("s_events");
  if (from < 0 || from > state.s_have || !events || state.refused) return;
  Value::List taken = events->list();
  while (!taken.empty() && whole(taken.back(), "c_seen") > state.acked) taken.pop_back();
  // What is to be replaced is replaced at once; whoever is behind another device gets no more.
  const bool is_whole = taken.size() == events->list().size() || state.acked == size_of(state.log);
  if (from < state.s_have ? !is_whole : taken.empty()) return;
  state.s_have = from + static_cast<std::int64_t>(taken.size());
  state.s_hash = word(taken.empty() ? Value() : taken.back(), "hash");
  state.s_due = state.acked;
  SyncAction& action = work.act(SyncActionKind::server_events);
  action.at = from;
  action.body = to_json(Value(std::move(taken)));
}

/// True when the answer was one that the protocol knows.
bool take_answer(const Work& work, const SentRequest& request, const SyncInput& input) {
  const Result<Value> body = parse_value(input.body);
  if (!body || !body->is_object()) return false;
  const Answer answer{request, *body, input.status};
  if (input.status == 410 && word(*body, "code") == "erased") {
    work.state.halted = "erased";
    return true;
  }
  if (input.status != 200 && input.status != 409 && input.status != 422) return false;
  const std::int64_t gen = whole(*body, "gen");
  if (input.status == 200 && gen < 1) return false;
  if (work.state.gen != 0 && gen > 0 && gen != work.state.gen) {
    if (gen < work.state.gen) return false;
    // The server was restored and may have forgotten anything.
    work.state.gen = gen;
    start_over(work);
    return true;
  }
  // An address that a branch only passes has a lane of the server that is not the branch's.
  const bool is_at_home = work.state.address.session == work.state.branch.session;
  if (!acknowledge(work, answer, gen)) return false;
  if (is_at_home) take_server_events(work, *body);
  if (input.status == 409) return settle_conflict(work, answer);
  return input.status == 200 || settle_refusal(work, answer);
}

/// Forgets the request; gives it, or one without events when there is none of that number.
SentRequest take_request(SyncState& state, std::int64_t number) {
  const auto found = std::find_if(state.under_way.begin(), state.under_way.end(),
                                  [&](const SentRequest& one) { return one.request == number; });
  if (found == state.under_way.end()) return {};
  const SentRequest taken = *found;
  state.under_way.erase(found);
  return taken;
}

}  // namespace

void set_aside(const Work& work, std::int64_t seq, std::string reason, std::string sentence) {
  SyncState& state = work.state;
  SyncAction& action = work.act(SyncActionKind::set_aside);
  action.at = seq;
  action.branch = branch_from(state, seq);
  action.reason = std::move(reason);
  action.sentence = std::move(sentence);
  state.log.resize(static_cast<std::size_t>(seq));
  state.asked = std::min(state.asked, seq);
  state.durable = std::min(state.durable, seq);
  if (state.durable == seq) state.store_failure.clear();
  state.under_way.clear();
  if (!state.branch.session.empty() && seq <= own_from(state)) {
    // Nothing of its own is left of the branch: it has to be found anew where the log belongs.
    state.branch = SyncBranch();
    start_over(work);
  }
}

void answered(const Work& work, const SyncInput& input) {
  SyncState& state = work.state;
  const SentRequest request = take_request(state, input.request);
  if (request.request == 0) return;
  if (take_answer(work, request, input)) {
    state.probe = false;
    state.conflicts = input.status == 200 ? 0 : std::min(state.conflicts, kMaxConflicts) + 1;
    if (state.conflicts > kMaxConflicts) return back_off(work, input.random, 0);
    state.failures = 0;
    state.resting = false;
    return;
  }
  back_off(work, input.random, input.status == 404 ? kUnknownReleaseDelayMs : input.retry_after_ms);
}

void failed(const Work& work, const SyncInput& input) {
  if (take_request(work.state, input.request).request != 0) back_off(work, input.random, 0);
}

}  // namespace tundish::sync
