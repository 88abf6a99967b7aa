#pragma once

#include <gtest/gtest.h>

#include "tundish/codec.hpp"
#include "tundish/sync.hpp"

namespace tundish {

/// A device whose database, network and clock are moved by hand.
class SyncDevice : public ::testing::Test {
 protected:
  using Actions = std::vector<SyncAction>;

  Actions step(SyncInput input) {
    SyncStep made = sync_step(std::move(state_), std::move(input));
    state_ = std::move(made.state);
    return std::move(made.actions);
  }

  Actions step(SyncInputKind kind) { return step(input(kind)); }

  static SyncInput input(SyncInputKind kind) {
    SyncInput made;
    made.kind = kind;
    return made;
  }

  static std::string hash(std::int64_t seq) { return "hash" + std::to_string(seq); }

  static LoggedEvent event(std::int64_t seq) {
    return LoggedEvent{seq, hash(seq), "{\"seq\":" + std::to_string(seq) + "}"};
  }

  static std::vector<LoggedEvent> events(std::int64_t count) {
    std::vector<LoggedEvent> log;
    for (std::int64_t seq = 0; seq < count; ++seq) log.push_back(event(seq));
    return log;
  }

  Actions append(std::int64_t seq) {
    SyncInput made = input(SyncInputKind::appended);
    made.event = event(seq);
    return step(std::move(made));
  }

  Actions store(std::int64_t count) {
    SyncInput made = input(SyncInputKind::stored);
    made.count = count;
    return step(std::move(made));
  }

  Actions fail_store(std::string reason) {
    SyncInput made = input(SyncInputKind::store_failed);
    made.reason = std::move(reason);
    return step(std::move(made));
  }

  /// Appends and keeps the events of these seqs.
  Actions keep(std::int64_t from, std::int64_t end) {
    for (std::int64_t seq = from; seq < end; ++seq) append(seq);
    return store(end);
  }

  Actions open(std::int64_t count, std::int64_t acked, std::int64_t gen = 1,
               SyncBranch branch = {}) {
    SyncInput made = input(SyncInputKind::opened);
    made.log = events(count);
    made.acked = acked;
    made.gen = gen;
    made.branch = std::move(branch);
    return step(std::move(made));
  }

  /// Opens events that were set aside from that seq on.
  Actions open_refused(std::int64_t count, std::int64_t from) {
    SyncInput made = input(SyncInputKind::opened);
    made.log = events(count);
    made.gen = 1;
    made.branch = branch_at(from);
    made.refused = true;
    return step(std::move(made));
  }

  /// Answers the latest request.
  Actions answer(int status, std::string body) {
    return answer_to(state_.next_request - 1, status, std::move(body));
  }

  Actions answer_to(std::int64_t request, int status, std::string body) {
    SyncInput made = input(SyncInputKind::answered);
    made.request = request;
    made.status = status;
    made.body = std::move(body);
    made.random = 0.5;
    return step(std::move(made));
  }

  Actions fail(double random = 0.5) {
    SyncInput made = input(SyncInputKind::failed);
    made.request = state_.next_request - 1;
    made.random = random;
    return step(std::move(made));
  }

  static std::string ack(std::int64_t gen, std::int64_t to) {
    return "{\"gen\":" + std::to_string(gen) + ",\"ack_to\":" + std::to_string(to) +
           ",\"ack_hash\":\"" + (to < 0 ? "" : hash(to)) + "\",\"s_events\":[]}";
  }

  Actions acknowledge(std::int64_t to) { return answer(200, ack(1, to)); }

  /// 409 with these members beside the code; nothing of the request is acknowledged.
  Actions conflict(const std::string& code, const std::string& members = "") {
    return answer(409, "{\"code\":\"" + code + "\",\"ack_to\":-1,\"ack_hash\":\"\"" +
                           (members.empty() ? "" : ",") + members + "}");
  }

  /// 409 fork at that seq; what the request carried before it is acknowledged.
  Actions fork(std::int64_t at) {
    const bool follows = at > state_.under_way.back().from;
    return answer(409, R"({"code":"fork","hash_at":"other","head":9,"at":)" + std::to_string(at) +
                           R"(,"ack_to":)" + std::to_string(follows ? at - 1 : -1) +
                           R"(,"ack_hash":")" + (follows ? hash(at - 1) : "") + "\"}");
  }

  SyncBranch branch_at(std::int64_t first, const std::string& parent = kRoot) const {
    return SyncBranch{branch_session(kRoot, hash(first)), parent, first - 1};
  }

  static const SyncAction* find(const Actions& actions, SyncActionKind kind) {
    for (const SyncAction& action : actions) {
      if (action.kind == kind) return &action;
    }
    return nullptr;
  }

  static Value body_of(const Actions& actions) {
    const SyncAction* send = find(actions, SyncActionKind::send);
    return send ? *parse_value(send->body) : Value();
  }

  /// The seqs that a request carries; -1 without a request.
  static std::vector<int> sent(const Actions& actions) {
    if (!find(actions, SyncActionKind::send)) return {-1};
    std::vector<int> seqs;
    const Value body = body_of(actions);
    for (const Value& one : body.find("events")->list()) {
      seqs.push_back(static_cast<int>(one.find("seq")->number()));
    }
    return seqs;
  }

  /// Where the request goes; empty without one.
  static std::string address(const Actions& actions) {
    const SyncAction* send = find(actions, SyncActionKind::send);
    return send ? send->session : "";
  }

  /// The seq of the event that is to be kept; -1 when none is.
  static std::int64_t asked(const Actions& actions) {
    const SyncAction* store = find(actions, SyncActionKind::store);
    return store ? store->event.seq : -1;
  }

  /// How long until the next attempt; -1 when none was put off.
  static std::int64_t delay(const Actions& actions) {
    const SyncAction* wake = find(actions, SyncActionKind::wake);
    return wake ? wake->delay_ms : -1;
  }

  static const SyncAction& reported(const Actions& actions) { return actions.back(); }
  static SyncStatus status(const Actions& actions) { return reported(actions).status; }

  inline static const std::string kRoot = "0123456789abcdef0123456789abcdef";
  SyncState state_ = sync_begin(kRoot, "release", 1);
};

}  // namespace tundish
