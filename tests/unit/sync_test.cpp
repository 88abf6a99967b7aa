#include "tundish/sync.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tundish/codec.hpp"

namespace tundish {
namespace {

using ::testing::ElementsAre;

/// A device whose database, network and clock are moved by hand.
class SyncTest : public ::testing::Test {
 protected:
  std::vector<SyncAction> step(SyncInput input) {
    SyncStep made = sync_step(std::move(state_), input);
    state_ = std::move(made.state);
    return std::move(made.actions);
  }

  static SyncInput input(SyncInputKind kind) {
    SyncInput made;
    made.kind = kind;
    return made;
  }

  static LoggedEvent event(std::int64_t seq) {
    LoggedEvent made;
    made.seq = seq;
    made.hash = "hash" + std::to_string(seq);
    made.text = "{\"seq\":" + std::to_string(seq) + "}";
    return made;
  }

  std::vector<SyncAction> append(std::int64_t seq) {
    SyncInput made = input(SyncInputKind::appended);
    made.event = event(seq);
    return step(std::move(made));
  }

  std::vector<SyncAction> store(std::int64_t count) {
    SyncInput made = input(SyncInputKind::stored);
    made.count = count;
    return step(std::move(made));
  }

  std::vector<SyncAction> answer(int status, std::string body) {
    SyncInput made = input(SyncInputKind::answered);
    made.status = status;
    made.body = std::move(body);
    return step(std::move(made));
  }

  std::vector<SyncAction> acknowledge(std::int64_t gen, std::int64_t to) {
    return answer(200, "{\"gen\":" + std::to_string(gen) + ",\"ack_to\":" + std::to_string(to) +
                           ",\"ack_hash\":\"hash" + std::to_string(to) + "\"}");
  }

  static const SyncAction* find(const std::vector<SyncAction>& actions, SyncActionKind kind) {
    for (const SyncAction& action : actions) {
      if (action.kind == kind) return &action;
    }
    return nullptr;
  }

  /// The seqs that a request carries, and where it begins; -1 without a request.
  static std::vector<int> sent(const std::vector<SyncAction>& actions) {
    const SyncAction* send = find(actions, SyncActionKind::send);
    if (!send) return {-1};
    std::vector<int> seqs;
    const Result<Value> body = parse_value(send->body);
    for (const Value& one : body->find("events")->list()) {
      seqs.push_back(static_cast<int>(one.find("seq")->number()));
    }
    return seqs;
  }

  static SyncStatus reported(const std::vector<SyncAction>& actions) {
    return find(actions, SyncActionKind::report)->status;
  }

  SyncState state_ = sync_begin("session", "release", 1);
};

TEST_F(SyncTest, SendsOnlyWhatIsDurable) {
  const auto appended = append(0);
  EXPECT_EQ(find(appended, SyncActionKind::store)->event, event(0));
  EXPECT_THAT(sent(appended), ElementsAre(-1));
  EXPECT_EQ(reported(appended), SyncStatus::saving);
  const auto stored = store(1);
  EXPECT_THAT(sent(stored), ElementsAre(0));
  EXPECT_EQ(reported(stored), SyncStatus::syncing);
}

TEST_F(SyncTest, RequestNamesWhatItStandsOn) {
  append(0);
  append(1);
  store(2);
  acknowledge(7, 1);
  append(2);
  const auto actions = store(3);
  EXPECT_EQ(find(actions, SyncActionKind::send)->body,
            "{\"epoch\":1,\"events\":[{\"seq\":2}],\"from\":2,\"gen\":7,\"prev\":\"hash1\","
            "\"release\":\"release\",\"rules\":1,\"s_have\":0}");
}

TEST_F(SyncTest, AcknowledgesOnlyWhatWasSent) {
  append(0);
  store(1);
  append(1);
  store(2);  // seq 1 is durable but not in the request under way
  const auto actions = answer(200, R"({"gen":1,"ack_to":1,"ack_hash":"hash1"})");
  EXPECT_EQ(state_.acked, 0);
  EXPECT_NE(find(actions, SyncActionKind::wake), nullptr);
}

TEST_F(SyncTest, DisbelievesAnAcknowledgementOfAnotherHash) {
  append(0);
  store(1);
  answer(200, R"({"gen":1,"ack_to":0,"ack_hash":"other"})");
  EXPECT_EQ(state_.acked, 0);
  EXPECT_EQ(state_.failures, 1);
}

TEST_F(SyncTest, SavesProgressAndGoesOn) {
  append(0);
  append(1);
  store(1);
  store(2);
  const auto actions = acknowledge(3, 0);
  const SyncAction* save = find(actions, SyncActionKind::save);
  ASSERT_NE(save, nullptr);
  EXPECT_EQ(save->acked, 1);
  EXPECT_THAT(sent(actions), ElementsAre(1));
  EXPECT_EQ(reported(acknowledge(3, 1)), SyncStatus::synced);
  EXPECT_EQ(state_.gen, 3);
}

TEST_F(SyncTest, BacksOffAndWakes) {
  append(0);
  store(1);
  SyncInput failed = input(SyncInputKind::failed);
  failed.random = 0.5;
  EXPECT_EQ(find(step(failed), SyncActionKind::wake)->delay_ms, 1000);
  EXPECT_THAT(sent(step(input(SyncInputKind::timer))), ElementsAre(0));
  EXPECT_EQ(find(step(failed), SyncActionKind::wake)->delay_ms, 2000);
  for (int i = 0; i < 40; ++i) step(failed);
  EXPECT_EQ(find(step(failed), SyncActionKind::wake)->delay_ms, 60000);
}

TEST_F(SyncTest, WaitsAsLongAsTheServerAsks) {
  append(0);
  store(1);
  SyncInput busy = input(SyncInputKind::answered);
  busy.status = 503;
  busy.body = "{}";
  busy.retry_after_ms = 90000;
  EXPECT_EQ(find(step(busy), SyncActionKind::wake)->delay_ms, 90000);
}

TEST_F(SyncTest, PageThatAnswersForTheServerIsNoAnswer) {
  append(0);
  store(1);
  const auto actions = answer(200, "<html>Welcome to the hotel</html>");
  EXPECT_EQ(state_.acked, 0);
  EXPECT_NE(find(actions, SyncActionKind::wake), nullptr);
  EXPECT_EQ(reported(actions), SyncStatus::waiting);
}

TEST_F(SyncTest, GapIsFilledFromWhereTheServerSays) {
  append(0);
  append(1);
  store(2);
  acknowledge(1, 1);
  append(2);
  store(3);
  EXPECT_THAT(sent(answer(409, R"({"code":"gap","need":0})")), ElementsAre(0, 1, 2));
}

TEST_F(SyncTest, NewGenerationSendsEverythingAgain) {
  append(0);
  append(1);
  store(2);
  acknowledge(1, 1);
  append(2);
  store(3);
  const auto actions = answer(409, R"({"code":"gen","gen":2})");
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2));
  EXPECT_EQ(state_.gen, 2);
  EXPECT_EQ(find(actions, SyncActionKind::save)->acked, 0);
}

TEST_F(SyncTest, RefusalKeepsWhatCameBeforeAndStops) {
  append(0);
  append(1);
  store(2);
  const auto actions =
      answer(422, R"({"code":"refused","seq":1,"ack_to":0,"ack_hash":"hash0","gen":1})");
  EXPECT_EQ(state_.acked, 1);
  EXPECT_EQ(reported(actions), SyncStatus::halted);
  EXPECT_EQ(find(actions, SyncActionKind::report)->reason, "refused");
  EXPECT_THAT(sent(step(input(SyncInputKind::timer))), ElementsAre(-1));
}

TEST_F(SyncTest, ForkStopsAndSaysSo) {
  append(0);
  store(1);
  EXPECT_EQ(reported(answer(409, R"({"code":"fork","at":0,"head":3})")), SyncStatus::halted);
}

TEST_F(SyncTest, NothingIsSentWhileOffline) {
  step(input(SyncInputKind::offline));
  append(0);
  EXPECT_THAT(sent(store(1)), ElementsAre(-1));
  EXPECT_THAT(sent(step(input(SyncInputKind::online))), ElementsAre(0));
}

TEST_F(SyncTest, LeavingThePageFlushesEvenBesideARequest) {
  append(0);
  store(1);
  append(1);
  store(2);
  const auto actions = step(input(SyncInputKind::hiding));
  EXPECT_THAT(sent(actions), ElementsAre(0, 1));
  EXPECT_TRUE(find(actions, SyncActionKind::send)->keepalive);
}

TEST_F(SyncTest, AtMost64EventsInARequest) {
  for (int i = 0; i < 100; ++i) append(i);
  EXPECT_EQ(sent(store(100)).size(), 64u);
  EXPECT_EQ(sent(acknowledge(1, 63)).size(), 36u);
}

TEST_F(SyncTest, ReopenedLogSendsOnlyWhatWasNotConfirmed) {
  SyncInput opened = input(SyncInputKind::opened);
  opened.log = {event(0), event(1), event(2)};
  opened.gen = 4;
  opened.acked = 2;
  EXPECT_THAT(sent(step(opened)), ElementsAre(2));
  EXPECT_EQ(state_.gen, 4);
}

TEST_F(SyncTest, StoreFailureIsNeverCalledSaved) {
  append(0);
  SyncInput failed = input(SyncInputKind::store_failed);
  failed.reason = "quota";
  const auto actions = step(failed);
  EXPECT_EQ(reported(actions), SyncStatus::not_saved);
  EXPECT_EQ(find(actions, SyncActionKind::report)->reason, "quota");
}

TEST_F(SyncTest, WhatTheDeviceCannotKeepIsSentAllTheSame) {
  append(0);
  SyncInput failed = input(SyncInputKind::store_failed);
  failed.reason = "quota";
  EXPECT_THAT(sent(step(failed)), ElementsAre(0));
  EXPECT_EQ(reported(append(1)), SyncStatus::not_saved);
  const auto actions = acknowledge(1, 0);
  EXPECT_THAT(sent(actions), ElementsAre(1));
  EXPECT_EQ(reported(actions), SyncStatus::not_saved);
  EXPECT_EQ(reported(acknowledge(1, 1)), SyncStatus::synced);
}

TEST_F(SyncTest, InputsAndActionsAsText) {
  const Result<SyncInput> read =
      parse_sync_input(R"({"kind":"appended","event":{"seq":0,"hash":"h","text":"{}"}})");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(to_json(step(*read)), R"([{"event":{"hash":"h","seq":0,"text":"{}"},"kind":"store"},)"
                                  R"({"kind":"report","status":"saving","waiting":1}])");
  EXPECT_FALSE(parse_sync_input(R"({"kind":"appendd"})").has_value());
  EXPECT_FALSE(
      parse_sync_input(R"({"kind":"opened","log":[{"seq":1,"hash":"h","text":""}]})").has_value());
}

}  // namespace
}  // namespace tundish
