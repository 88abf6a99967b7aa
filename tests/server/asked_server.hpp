#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/scripted_outgoing.hpp"
#include "server/visitor.hpp"
#include "service/closing.hpp"
#include "service/outside_performer.hpp"
#include "service/proofs.hpp"
#include "store/records.hpp"

namespace tundish::service {

/// Asks an endpoint when its only layer is left.
inline constexpr const char* kAsksAnEndpoint =
    R"({"tundish": 1, "slug": "asks", "title": "T", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name"},
    {"id": "ask", "type": "endpoint", "endpoint": "rank", "run": "on_submit", "timeout_ms": 1000,
     "request": [{"from": "name", "to": "name"}], "response": [{"from": "rank", "to": "rank"}]},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "conversion": true, "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

/// Wants an address to be proven by a code.
inline constexpr const char* kProvesAnAddress =
    R"({"tundish": 1, "slug": "proves", "title": "T", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "who", "type": "auth", "method": "otp_email", "slug": "identity", "label": "You"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

/// The world as one server comes to it: its answers arrive when the server is done with handing out
/// its effects, so that its transactions have one order.
class PatientOutgoing : public Outgoing {
 public:
  explicit PatientOutgoing(ScriptedOutgoing& world) : world_(world) {}
  OutgoingAnswer send(const OutgoingRequest& request) override {
    std::unique_lock lock(mutex_);
    opens_.wait(lock, [this] { return is_open_; });
    lock.unlock();
    return world_.send(request);
  }
  bool may_use(Scheme scheme) const override { return world_.may_use(scheme); }
  void set_open(bool is_open) {
    {
      const std::lock_guard lock(mutex_);
      is_open_ = is_open;
    }
    opens_.notify_all();
  }

 private:
  ScriptedOutgoing& world_;
  std::mutex mutex_;
  std::condition_variable opens_;
  bool is_open_ = true;
};

/// One server. `truth` is the database as it is, whatever stands between the two.
class AskedServer {
 public:
  AskedServer(store::Store& store, store::Store& truth, ScriptedOutgoing& world)
      : store_(store), truth_(truth), outgoing_(world) {}
  ~AskedServer() { outgoing_.set_open(true); }

  std::atomic<std::int64_t> now_ms{1760000100000};
  std::atomic<int> failures{0};
  FunnelCache funnels;
  const Sealer sealer{std::string(32, 'k')};

  void hand_in(const Visitor& visitor) {
    const IngestAnswer answer = ingest(store_, funnels, visitor.submission(), now_ms);
    EXPECT_EQ(answer.outcome, IngestOutcome::accepted);
    EXPECT_EQ(answer.ack_to, static_cast<std::int64_t>(visitor.events.size()) - 1);
  }
  /// Does what is due once that visitor's effect is, and waits until a call has ended.
  void perform(const Visitor& visitor) {
    const store::Effect effect = effect_of(truth_, visitor);
    if (effect.attempts == 0) now_ms = std::max(now_ms.load(), effect.due_ms);
    const int before = failures;
    outgoing_.set_open(false);
    try {
      perform_effects(store_, funnels, performer_, now_ms, 20);
    } catch (const store::StoreError&) {
      outgoing_.set_open(true);
      throw;
    }
    outgoing_.set_open(true);
    for (int tries = 0; effect.kind == "call" && failures == before; ++tries) {
      if (effect_of(truth_, visitor).is_done) return;
      if (tries == kMostTries) throw std::runtime_error("the call never ends");
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (failures != before) throw store::StoreError("what came back was not written");
  }
  ProofAnswer hand_in_code(const Visitor& prover, const std::string& code) {
    return check_code(store_, funnels, sealer, prover.id, effect_of(truth_, prover).effect, code,
                      now_ms);
  }
  Closing close(const Visitor& visitor) {
    Closing closing = Closing::unknown_session;
    store_.write([&](store::Writer& writer) {
      closing = close_session(writer, funnels, visitor.id, "by_operator", now_ms);
    });
    return closing;
  }
  /// The only effect that a session asks for.
  static store::Effect effect_of(store::Store& store, const Visitor& visitor) {
    std::vector<store::Effect> rows;
    store.read([&](store::Reader& reader) {
      rows = store::list<store::Effect>(reader, store::by_key().equal(visitor.id));
    });
    EXPECT_EQ(rows.size(), 1u) << "each of them asks for one thing";
    return rows.at(0);
  }

 private:
  static constexpr int kMostTries = 30'000;

  store::Store& store_;
  store::Store& truth_;
  PatientOutgoing outgoing_;
  OutsidePerformer performer_{OutsidePerformer::World{store_, funnels, sealer, outgoing_,
                                                      [this] { return now_ms.load(); },
                                                      [this](const std::string&) { ++failures; }}};
};

}  // namespace tundish::service
