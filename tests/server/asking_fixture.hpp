#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/ingest_fixture.hpp"
#include "server/scripted_outgoing.hpp"
#include "service/endpoints.hpp"
#include "service/inbox.hpp"
#include "service/outside_performer.hpp"
#include "service/proofs.hpp"
#include "service/resume.hpp"
#include "store/proofs.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {

/// Sessions that ask the world, on each kind of store, and a world that the test scripts.
class AskingTest : public IngestTest {
 protected:
  ~AskingTest() override { performer_.reset(); }

  void performs(std::int64_t now_ms) {
    now_ms_ = now_ms;
    perform_effects(*store_, funnels_, *performer_, now_ms, 20);
  }
  void hand_in(Visitor& visitor) { send(visitor.submission()); }
  std::vector<store::Effect> effects_of(const Visitor& visitor) {
    std::vector<store::Effect> rows;
    store_->read([&](store::Reader& reader) {
      rows = store::list<store::Effect>(reader, store::by_key().equal(visitor.id));
    });
    return rows;
  }
  std::vector<EffectResult> results_of(const Visitor& visitor) {
    std::vector<EffectResult> results;
    const std::optional<Resumed> resumed = resume(*store_, visitor.id, ResumeFrom{0, 0, 100});
    for (const store::Event& row : resumed->server) {
      results.push_back(std::get<EffectResult>(parse_event(row.text)->input));
    }
    return results;
  }
  State state_of(const Visitor& visitor, const Funnel& funnel) {
    return *parse_state(funnel, row(visitor.id)->state);
  }
  /// Calls are made by other threads.
  template <class Condition>
  void eventually(Condition condition) {
    for (int tries = 0; tries < 3000 && !condition(); ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_TRUE(condition());
  }
  std::size_t asked() {
    const std::lock_guard lock(outgoing_.mutex);
    return outgoing_.requests.size();
  }
  void make_credit_endpoint() {
    EndpointWish wish;
    wish.name = "credit";
    wish.method = "POST";
    wish.url = "https://credit.example/";
    wish.parameters = {{{"name", ParameterKind::exposed, ParameterPlace::body, {}, {}}, {}},
                       {{"key", ParameterKind::hidden, ParameterPlace::header, {}, {}}, "canary"}};
    wish.exposes = {"offer"};
    EXPECT_TRUE(create_endpoint(*store_, sealer_, outgoing_, wish, server_actor(kNow)));
  }
  Visitor asking_visitor(const Funnel& funnel) {
    Visitor visitor(funnel, 60);
    visitor.play(Answered{"name", Value("Ana")});
    visitor.play(Pressed{"go"});
    hand_in(visitor);
    return visitor;
  }
  Visitor proving_visitor(const Funnel& funnel, int number, const std::string& identity) {
    Visitor visitor(funnel, number);
    visitor.play(Answered{"identity", Value(identity)});
    visitor.play(Requested{"who"});
    hand_in(visitor);
    return visitor;
  }
  /// The texts that went to somebody, oldest first.
  std::vector<std::string> inbox_of(const std::string& receiver) {
    std::vector<std::string> texts;
    store_->read([&](store::Reader& reader) {
      texts.clear();
      for (const auto& message : store::list<store::InboxMessage>(
               reader, store::by_index("inbox_messages_by_receiver").equal(receiver))) {
        texts.push_back(*text_of(message, sealer_));
      }
    });
    return texts;
  }
  ProofAnswer hand_in_code(const Visitor& visitor, const std::string& code, std::int64_t now_ms) {
    return check_code(*store_, funnels_, sealer_, visitor.id, effects_of(visitor)[0].effect, code,
                      now_ms);
  }
  store::Proof proof_of(const Visitor& visitor) {
    const std::string effect = effects_of(visitor)[0].effect;
    std::optional<store::Proof> found;
    store_->read([&](store::Reader& reader) {
      found = store::find<store::Proof>(reader, visitor.id, effect);
    });
    return *found;
  }
  static std::string wrong_code(const std::string& code) {
    return code == "000000" ? "000001" : "000000";
  }

  std::atomic<std::int64_t> now_ms_{kNow};
  Sealer sealer_{std::string(32, 'k')};
  ScriptedOutgoing outgoing_;
  std::unique_ptr<OutsidePerformer> performer_ =
      std::make_unique<OutsidePerformer>(OutsidePerformer::World{
          *store_, funnels_, sealer_, outgoing_, [this] { return now_ms_.load(); },
          [](const std::string& what) { ADD_FAILURE() << what; }});
};

}  // namespace tundish::service
