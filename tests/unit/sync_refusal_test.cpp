// What the server says cannot have happened leaves the log and is handed in for quarantine.
#include <gmock/gmock.h>

#include "unit/sync_device.hpp"

namespace tundish {
namespace {

using ::testing::ElementsAre;

class SyncRefusalTest : public SyncDevice {
 protected:
  Actions refuse(std::int64_t seq, const std::string& reason = "no_such_button") {
    const std::string before = std::to_string(seq - 1);
    return answer(422, R"({"code":"refused","gen":1,"sentence":"No.","reason":")" + reason +
                           R"(","seq":)" + std::to_string(seq) + R"(,"ack_to":)" + before +
                           R"(,"ack_hash":")" + (seq > 0 ? hash(seq - 1) : "") + "\"}");
  }
};

TEST_F(SyncRefusalTest, RefusedEventsLeaveTheLog) {
  open(5, 1);
  const auto actions = refuse(3);
  const SyncAction* aside = find(actions, SyncActionKind::set_aside);
  ASSERT_NE(aside, nullptr);
  EXPECT_EQ(aside->at, 3);
  EXPECT_EQ(aside->branch, branch_at(3));
  EXPECT_EQ(aside->reason, "no_such_button");
  EXPECT_EQ(aside->sentence, "No.");
  EXPECT_EQ(state_.log.size(), 3u);
  EXPECT_EQ(state_.acked, 3);
  EXPECT_EQ(find(actions, SyncActionKind::save)->acked, 3);
  EXPECT_EQ(status(actions), SyncStatus::synced);
  EXPECT_EQ(to_json(Actions{*aside}),
            R"([{"at":3,"branch":{"at":2,"parent":")" + kRoot + R"(","session":")" +
                branch_at(3).session +
                R"("},"kind":"set_aside","reason":"no_such_button","sentence":"No."}])");
}

TEST_F(SyncRefusalTest, TheVisitorGoesOnFromTheLastAcceptedEvent) {
  open(5, 1);
  refuse(3);
  EXPECT_EQ(asked(append(3)), 3);
  EXPECT_THAT(sent(store(4)), ElementsAre(3));
  EXPECT_EQ(status(acknowledge(3)), SyncStatus::synced);
}

TEST_F(SyncRefusalTest, AnswersThatCameTooLateDoNotTouchWhatIsPlayedNow) {
  open(5, 1);
  const std::int64_t first = state_.next_request - 1;
  step(SyncInputKind::hiding);
  refuse(3);
  keep(3, 4);
  answer_to(first, 422, R"({"code":"refused","seq":3,"ack_to":2,"ack_hash":"hash2","gen":1})");
  EXPECT_EQ(state_.log.size(), 4u);
}

TEST_F(SyncRefusalTest, WhatTheDeviceCouldNotKeepMayBeWhatIsRefused) {
  keep(0, 2);
  acknowledge(0);
  acknowledge(1);
  append(2);
  fail_store("quota");
  EXPECT_EQ(status(refuse(2)), SyncStatus::synced);
  EXPECT_EQ(status(append(2)), SyncStatus::saving);
  EXPECT_THAT(sent(store(3)), ElementsAre(2));
}

TEST_F(SyncRefusalTest, HeaderMayBeRefused) {
  keep(0, 1);
  const auto actions = refuse(0);
  EXPECT_EQ(find(actions, SyncActionKind::set_aside)->branch, branch_at(0));
  EXPECT_TRUE(state_.log.empty());
  EXPECT_THAT(sent(actions), ElementsAre(-1));
}

TEST_F(SyncRefusalTest, EventsOfABranchMayBeRefused) {
  open(6, 3, 1, branch_at(3));
  const auto actions = refuse(5);
  EXPECT_EQ(find(actions, SyncActionKind::set_aside)->branch, branch_at(5, branch_at(3).session));
  EXPECT_EQ(state_.branch, branch_at(3));
}

TEST_F(SyncRefusalTest, BranchOfWhichNothingIsLeftIsForgotten) {
  open(6, 3, 1, branch_at(3));
  const auto actions = refuse(3);
  EXPECT_EQ(state_.branch, SyncBranch());
  EXPECT_EQ(address(actions), kRoot);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2));
  acknowledge(2);
  EXPECT_EQ(address(keep(3, 4)), kRoot);
}

TEST_F(SyncRefusalTest, AnotherReleaseOrLevelStopsAndKeepsEverything) {
  for (const char* reason : {"wrong_release", "wrong_rules"}) {
    open(5, 1);
    const auto actions = refuse(1, reason);
    EXPECT_EQ(status(actions), SyncStatus::halted);
    EXPECT_EQ(reported(actions).reason, reason);
    EXPECT_EQ(state_.log.size(), 5u);
    EXPECT_THAT(sent(step(SyncInputKind::timer)), ElementsAre(-1));
  }
}

TEST_F(SyncRefusalTest, WhatWasConfirmedCannotBeRefused) {
  open(5, 2);
  for (const int seq : {-1, 0, 1, 5, 9}) {
    answer(422, R"({"code":"refused","gen":1,"seq":)" + std::to_string(seq) + "}");
    EXPECT_EQ(state_.log.size(), 5u);
    EXPECT_EQ(state_.failures, 1);
    step(SyncInputKind::online);
  }
}

TEST_F(SyncRefusalTest, RefusedEventsAreHandedInForQuarantine) {
  SyncInput opened = input(SyncInputKind::opened);
  opened.log = events(5);
  opened.gen = 1;
  opened.acked = 3;
  opened.branch = branch_at(3);
  opened.refused = true;
  const auto actions = step(opened);
  EXPECT_EQ(address(actions), branch_at(3).session);
  EXPECT_THAT(sent(actions), ElementsAre(3, 4));
  EXPECT_TRUE(body_of(actions).find("refused")->boolean());
  EXPECT_EQ(body_of(actions).find("at")->number(), 2);
  EXPECT_EQ(status(acknowledge(4)), SyncStatus::synced);
}

TEST_F(SyncRefusalTest, WhatComesBeforeRefusedEventsIsNoneOfThem) {
  const auto before = open_refused(5, 3);
  EXPECT_EQ(address(before), kRoot);
  EXPECT_THAT(sent(before), ElementsAre(0, 1, 2));
  EXPECT_EQ(body_of(before).find("refused"), nullptr);
  const auto refused = acknowledge(2);
  EXPECT_EQ(address(refused), branch_at(3).session);
  EXPECT_TRUE(body_of(refused).find("refused")->boolean());
  EXPECT_EQ(state_.acked, 3);
}

TEST_F(SyncRefusalTest, QuarantineSurvivesARestore) {
  open_refused(5, 3);
  acknowledge(2);
  const auto again = conflict("gen", R"("gen":2)");
  EXPECT_EQ(address(again), kRoot);
  EXPECT_THAT(sent(again), ElementsAre(0, 1, 2));
  EXPECT_EQ(find(again, SyncActionKind::save)->branch, branch_at(3));
  EXPECT_EQ(address(answer(200, ack(2, 2))), branch_at(3).session);
}

TEST_F(SyncRefusalTest, QuarantineMayFork) {
  open_refused(6, 3);
  acknowledge(2);
  const auto actions = fork(4);
  EXPECT_EQ(address(actions), branch_at(4, branch_at(3).session).session);
  EXPECT_TRUE(body_of(actions).find("refused")->boolean());
}

TEST_F(SyncRefusalTest, QuarantineOfAHeader) {
  const auto actions = open_refused(2, 0);
  EXPECT_EQ(address(actions), branch_at(0).session);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1));
  EXPECT_TRUE(body_of(actions).find("refused")->boolean());
  EXPECT_EQ(address(conflict("gen", R"("gen":2)")), branch_at(0).session);
}

TEST_F(SyncRefusalTest, QuarantineCannotBeRefused) {
  open_refused(5, 3);
  acknowledge(2);
  const auto actions = refuse(3);
  EXPECT_EQ(find(actions, SyncActionKind::set_aside), nullptr);
  EXPECT_EQ(state_.log.size(), 5u);
  EXPECT_GT(delay(actions), 0);
}

}  // namespace
}  // namespace tundish
