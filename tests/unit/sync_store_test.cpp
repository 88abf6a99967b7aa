// The device fails, the page goes away, another tab takes the session.
#include <gmock/gmock.h>

#include "unit/sync_device.hpp"

namespace tundish {
namespace {

using ::testing::ElementsAre;

class SyncStoreTest : public SyncDevice {
 protected:
  void append_large(std::int64_t seq, std::size_t bytes) {
    SyncInput large = input(SyncInputKind::appended);
    large.event = event(seq);
    large.event.text.pop_back();
    large.event.text += R"(,"text":")" + std::string(bytes, 'x') + "\"}";
    step(std::move(large));
  }
};

TEST_F(SyncStoreTest, FailureIsNeverCalledSaved) {
  append(0);
  const auto actions = fail_store("quota");
  EXPECT_EQ(status(actions), SyncStatus::not_saved);
  EXPECT_EQ(reported(actions).reason, "quota");
  EXPECT_EQ(reported(fail_store("")).reason, "failed");
}

TEST_F(SyncStoreTest, WhatTheDeviceCannotKeepIsSentAllTheSame) {
  append(0);
  EXPECT_THAT(sent(fail_store("quota")), ElementsAre(0));
  EXPECT_EQ(status(append(1)), SyncStatus::not_saved);
  const auto actions = acknowledge(0);
  EXPECT_THAT(sent(actions), ElementsAre(1));
  EXPECT_EQ(status(actions), SyncStatus::not_saved);
  EXPECT_EQ(status(acknowledge(1)), SyncStatus::synced);
}

TEST_F(SyncStoreTest, EachWakeAndEachEventAsksTheDeviceAgainInOrder) {
  keep(0, 1);
  append(1);
  append(2);
  const auto failed = fail_store("quota");
  EXPECT_EQ(delay(failed), 10'000);
  EXPECT_EQ(delay(fail_store("quota")), -1);  // the wake is on its way
  EXPECT_EQ(asked(append(3)), 1);
  EXPECT_EQ(asked(append(4)), -1);  // no answer yet
  fail_store("quota");
  EXPECT_EQ(asked(step(SyncInputKind::timer)), 1);
  EXPECT_EQ(asked(step(SyncInputKind::timer)), -1);  // no answer yet
  EXPECT_EQ(delay(fail_store("quota")), 10'000);
  EXPECT_EQ(asked(step(SyncInputKind::timer)), 1);
  EXPECT_EQ(asked(store(2)), 2);
  EXPECT_EQ(asked(store(3)), 3);
  EXPECT_EQ(asked(store(4)), 4);
  const auto stored = store(5);
  EXPECT_EQ(asked(stored), -1);
  EXPECT_EQ(status(stored), SyncStatus::syncing);
  EXPECT_EQ(asked(append(5)), 5);
}

TEST_F(SyncStoreTest, AskingTheDeviceAgainDoesNotHurryTheNetwork) {
  keep(0, 1);
  append(1);
  fail_store("quota");
  EXPECT_EQ(delay(fail()), 1000);
  const auto appended = append(2);
  EXPECT_EQ(asked(appended), 1);
  EXPECT_THAT(sent(appended), ElementsAre(-1));
  EXPECT_THAT(sent(step(SyncInputKind::timer)), ElementsAre(0, 1, 2));
}

TEST_F(SyncStoreTest, FailureOfWhatLeftTheLogIsNone) {
  open(3, 0);
  answer(422, R"({"code":"refused","seq":1,"ack_to":0,"ack_hash":"hash0","gen":1})");
  const auto failed = fail_store("quota");
  EXPECT_EQ(status(failed), SyncStatus::synced);
  EXPECT_EQ(delay(failed), -1);
  EXPECT_EQ(status(append(1)), SyncStatus::saving);
}

TEST_F(SyncStoreTest, CountsBeyondTheLogAreBounded) {
  append(0);
  append(1);
  EXPECT_THAT(sent(store(99)), ElementsAre(0, 1));
  store(-5);
  EXPECT_EQ(state_.durable, 2);
}

TEST_F(SyncStoreTest, EventOutOfOrderStopsTheSync) {
  keep(0, 2);
  const auto actions = append(5);
  EXPECT_EQ(status(actions), SyncStatus::halted);
  EXPECT_EQ(reported(actions).reason, "out_of_order");
  EXPECT_EQ(state_.log.size(), 2u);
  acknowledge(1);
  EXPECT_EQ(status(step(SyncInputKind::timer)), SyncStatus::halted);
}

TEST_F(SyncStoreTest, LeavingThePageFlushesBesideARequest) {
  keep(0, 1);
  keep(1, 2);
  const auto actions = step(SyncInputKind::hiding);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1));
  EXPECT_TRUE(find(actions, SyncActionKind::send)->keepalive);
  EXPECT_THAT(sent(step(SyncInputKind::hiding)), ElementsAre(-1));  // one is enough
  acknowledge(1);
  EXPECT_EQ(state_.acked, 2);
}

TEST_F(SyncStoreTest, AnswerEndsTheWaitingThatAFailedFlushBegan) {
  keep(0, 1);
  const std::int64_t ordinary = state_.next_request - 1;
  keep(1, 2);
  step(SyncInputKind::hiding);
  EXPECT_THAT(sent(fail()), ElementsAre(-1));
  EXPECT_THAT(sent(answer_to(ordinary, 200, ack(1, 0))), ElementsAre(1));
}

TEST_F(SyncStoreTest, FlushNeedsNoTimer) {
  keep(0, 1);
  fail();
  EXPECT_THAT(sent(step(SyncInputKind::hiding)), ElementsAre(0));
}

TEST_F(SyncStoreTest, FlushHasNothingToAsk) {
  open(2, 2);
  fail();
  EXPECT_THAT(sent(step(SyncInputKind::hiding)), ElementsAre(-1));
}

TEST_F(SyncStoreTest, FlushStaysBelow60000Bytes) {
  for (int seq = 0; seq < 6; ++seq) append_large(seq, 19'960);
  store(6);
  // Three would fit, but for what else is in a request.
  const auto hiding = step(SyncInputKind::hiding);
  ASSERT_THAT(sent(hiding), ElementsAre(0, 1));
  EXPECT_LE(find(hiding, SyncActionKind::send)->body.size(), 60'000u);
}

TEST_F(SyncStoreTest, EventTooLargeForAFlushGoesByAnOrdinaryRequest) {
  append_large(0, 300'000);
  append(1);
  EXPECT_THAT(sent(store(2)), ElementsAre(0));
  EXPECT_THAT(sent(step(SyncInputKind::hiding)), ElementsAre(-1));
}

TEST_F(SyncStoreTest, DeviceRemembersNoConfirmationOfWhatItDoesNotKeep) {
  keep(0, 1);
  append(1);
  fail_store("quota");
  acknowledge(0);
  const auto actions = acknowledge(1);
  EXPECT_EQ(status(actions), SyncStatus::synced);
  EXPECT_EQ(find(actions, SyncActionKind::save)->acked, 1);
}

TEST_F(SyncStoreTest, AnotherTabTakesTheSession) {
  keep(0, 2);
  const std::int64_t request = state_.next_request - 1;
  append(2);
  const auto actions = step(SyncInputKind::taken);
  EXPECT_EQ(status(actions), SyncStatus::halted);
  EXPECT_EQ(reported(actions).reason, "taken");
  EXPECT_EQ(state_.log, events(2));  // seq 2 was never shown as done
  // Whatever happens now is the other tab's.
  EXPECT_EQ(find(answer_to(request, 200, ack(1, 1)), SyncActionKind::save), nullptr);
  EXPECT_EQ(asked(append(2)), -1);
  EXPECT_EQ(status(fail_store("quota")), SyncStatus::halted);
  EXPECT_THAT(sent(step(SyncInputKind::timer)), ElementsAre(-1));
  EXPECT_THAT(sent(step(SyncInputKind::hiding)), ElementsAre(-1));
  EXPECT_EQ(state_.log.size(), 2u);
  EXPECT_THAT(sent(open(3, 1)), ElementsAre(1, 2));
}

TEST_F(SyncStoreTest, SessionThatWasTakenHasNoTrouble) {
  keep(0, 1);
  append(1);
  fail_store("quota");
  const auto actions = step(SyncInputKind::taken);
  EXPECT_EQ(status(actions), SyncStatus::halted);
  EXPECT_EQ(reported(actions).reason, "taken");
}

TEST_F(SyncStoreTest, WhatWasSentButNotKeptIsForgottenWhenTaken) {
  append(0);
  fail_store("quota");
  acknowledge(0);
  step(SyncInputKind::taken);
  EXPECT_EQ(state_.acked, 0);
  EXPECT_TRUE(state_.log.empty());
}

}  // namespace
}  // namespace tundish
