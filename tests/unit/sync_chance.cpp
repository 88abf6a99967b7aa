#include "unit/sync_chance.hpp"

#include <algorithm>

namespace tundish {

namespace {

SyncInput kind(SyncInputKind of) {
  SyncInput made;
  made.kind = of;
  return made;
}

std::int64_t size_of(const SyncState& state) { return static_cast<std::int64_t>(state.log.size()); }

std::string member(const char* name, const std::string& value) {
  return ",\"" + std::string(name) + "\":" + value;
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

}  // namespace

std::string hash_at(const SyncState& state, std::int64_t seq) {
  if (seq < 0 || seq >= size_of(state)) return "";
  return state.log[static_cast<std::size_t>(seq)].hash;
}

std::int64_t SyncChance::below(std::int64_t count) {
  return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(count));
}

bool SyncChance::one_in(std::int64_t count) { return below(count) == 0; }

LoggedEvent SyncChance::fresh_event(std::int64_t seq) {
  LoggedEvent made;
  made.seq = seq;
  made.hash = "h" + std::to_string(++events_made_);
  made.text = "{\"hash\":" + quoted(made.hash) + "}";
  if (one_in(50)) made.text.insert(1, static_cast<std::size_t>(below(70'000)), ' ');
  return made;
}

SyncInput SyncChance::honest_answer(const SyncState& state, const SentRequest& request) {
  SyncInput made = kind(SyncInputKind::answered);
  made.request = request.request;
  made.status = 200;
  const std::int64_t last = request.end - 1;
  made.body = "{\"ack_to\":" + std::to_string(last);
  made.body += member("ack_hash", quoted(hash_at(state, last)));
  made.body += member("gen", std::to_string(std::max<std::int64_t>(state.gen, 1))) + "}";
  return made;
}

std::int64_t SyncChance::any_number() {
  switch (below(8)) {
    case 0:
      return -1 - below(3);
    case 1:
      return (std::int64_t{1} << below(53)) - below(2);
    default:
      return below(size_of(*state_) + 3);
  }
}

std::string SyncChance::any_member_value() {
  static const char* const kOdd[] = {"null", "1.5", "[{\"at\":1}]", "\"\\u0001\"", "-1e300"};
  return one_in(2) ? kOdd[below(5)] : std::to_string(any_number());
}

std::string SyncChance::any_body(const SentRequest& request, const char* code) {
  if (one_in(10)) return "<html>Welcome</html>";
  if (one_in(10)) return std::string(static_cast<std::size_t>(below(9)), '{');
  static const char* const kReasons[] = {"no_such_button", "wrong_rules", "wrong_release", ""};
  const auto near = [&](std::int64_t truth) {
    return one_in(6) ? any_member_value() : std::to_string(truth);
  };
  const std::int64_t carried = std::max<std::int64_t>(request.end - request.from, 1);
  const std::int64_t place = one_in(4) ? any_number() : request.from + below(carried);
  const std::int64_t ack_to = one_in(3) ? any_number() : place - 1;
  std::string body = "{\"ack_to\":" + std::to_string(ack_to);
  body += member("ack_hash", quoted(one_in(5) ? "x" : hash_at(*state_, ack_to)));
  body += member("code", quoted(code));
  body += member("at", near(place));
  body += member("seq", near(place));
  body += member("need", near(below(size_of(*state_) + 2)));
  body += member("gen", near(std::max<std::int64_t>(state_->gen, 1) + (one_in(6) ? 1 : 0)));
  body += member("reason", quoted(kReasons[one_in(40) ? below(4) : 0])) + "}";
  const auto size = static_cast<std::int64_t>(body.size());
  if (one_in(15)) body[static_cast<std::size_t>(below(size))] = '"';
  return body;
}

SyncInput SyncChance::any_answer() {
  SentRequest request;
  if (!state_->under_way.empty()) {
    request = one_in(2) ? state_->under_way.front() : state_->under_way.back();
  }
  if (one_in(3)) return honest_answer(*state_, request);
  static const char* const kConflicts[] = {"gap", "fork", "gen", "epoch", "orphan"};
  static const int kStatuses[] = {200, 409, 422, 503, 404, 410, 0, -7};
  SyncInput made = kind(SyncInputKind::answered);
  made.request = one_in(10) ? any_number() : request.request;
  made.status = one_in(4) ? kStatuses[below(8)] : 409;
  const char* code = made.status == 410 ? "erased" : "refused";
  made.body = any_body(request, made.status == 409 ? kConflicts[below(5)] : code);
  made.retry_after_ms = one_in(5) ? any_number() * 1000 : 0;
  made.random = static_cast<double>(below(1000)) / 1000;
  return made;
}

SyncInput SyncChance::any_opened() {
  SyncInput made = kind(SyncInputKind::opened);
  const std::int64_t kept = one_in(2) ? size_of(*state_) : below(100);
  for (std::int64_t seq = 0; seq < kept; ++seq) made.log.push_back(fresh_event(seq));
  made.acked = any_number();
  made.gen = one_in(4) ? any_number() : below(3);
  made.epoch = any_number();
  made.take_over = one_in(4);
  if (one_in(2)) return made;
  made.branch.at = one_in(4) ? any_number() : below(kept + 1) - 1;
  made.branch.parent = root_;
  made.branch.session = "x";
  made.refused = one_in(3);
  const std::int64_t own = made.branch.at + 1;
  if (own >= 0 && own < kept) {
    made.branch.session = branch_session(root_, made.log[static_cast<std::size_t>(own)].hash);
  }
  return made;
}

SyncInput SyncChance::any_stored() {
  SyncInput made = kind(SyncInputKind::stored);
  made.count = state_->durable + below(size_of(*state_) - state_->durable + 1);
  if (one_in(10)) made.count = any_number();
  return made;
}

SyncInput SyncChance::any_input(const SyncState& state) {
  state_ = &state;
  const std::int64_t chance = below(20);
  if (chance < 5) {
    SyncInput made = kind(SyncInputKind::appended);
    made.event = fresh_event(one_in(400) ? any_number() : size_of(state));
    return made;
  }
  if (chance < 9) return any_stored();
  if (chance < 14) return any_answer();
  if (chance < 16) return kind(SyncInputKind::timer);
  if (chance == 16) {
    SyncInput made = kind(SyncInputKind::failed);
    made.request = one_in(3) ? any_number() : state.next_request - 1 - below(2);
    return made;
  }
  if (chance == 17) return kind(one_in(2) ? SyncInputKind::online : SyncInputKind::offline);
  if (chance == 18) {
    SyncInput made = kind(one_in(3) ? SyncInputKind::store_failed : SyncInputKind::hiding);
    made.reason = one_in(2) ? "quota" : "";
    return made;
  }
  if (one_in(12)) return kind(SyncInputKind::taken);
  if (one_in(8) || !state.halted.empty()) return any_opened();
  return kind(SyncInputKind::online);
}

}  // namespace tundish
