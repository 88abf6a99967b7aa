// What a log that was opened asks of the server, and what the device remembers.
#include <gmock/gmock.h>

#include "unit/sync_device.hpp"

namespace tundish {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SyncOpenTest : public SyncDevice {};

TEST_F(SyncOpenTest, SendsOnlyWhatWasNotConfirmed) {
  EXPECT_THAT(sent(open(3, 2, 4)), ElementsAre(2));
  EXPECT_EQ(state_.gen, 4);
}

TEST_F(SyncOpenTest, AsksOnceWhetherTheServerStillHasEverything) {
  const auto opened = open(3, 3);
  EXPECT_THAT(sent(opened), IsEmpty());
  EXPECT_EQ(body_of(opened).find("from")->number(), 3);
  EXPECT_EQ(body_of(opened).find("prev")->text(), "hash2");
  EXPECT_EQ(status(opened), SyncStatus::syncing);
  const auto answered = acknowledge(2);
  EXPECT_EQ(status(answered), SyncStatus::synced);
  EXPECT_THAT(sent(answered), ElementsAre(-1));
  EXPECT_THAT(sent(step(SyncInputKind::timer)), ElementsAre(-1));
}

TEST_F(SyncOpenTest, AsksAgainUntilItIsAnswered) {
  open(3, 3);
  EXPECT_EQ(status(fail()), SyncStatus::synced);
  EXPECT_THAT(sent(step(SyncInputKind::timer)), IsEmpty());
  answer(200, "<html>Welcome to the hotel</html>");
  EXPECT_THAT(sent(step(SyncInputKind::timer)), IsEmpty());
}

TEST_F(SyncOpenTest, ProbeThatDoesNotMatchSendsEverything) {
  open(3, 3);
  EXPECT_EQ(state_.acked, 3);
  answer(200, R"({"gen":1,"ack_to":2,"ack_hash":"other"})");
  EXPECT_EQ(delay(step(SyncInputKind::timer)), -1);
  EXPECT_THAT(sent(conflict("fork", R"("at":2,"hash_at":"other","head":2)")), ElementsAre(0, 1, 2));
}

TEST_F(SyncOpenTest, RestoredServerAsksForWhatItLost) {
  open(5, 5);
  EXPECT_THAT(sent(conflict("gap", R"("need":2)")), ElementsAre(2, 3, 4));
  EXPECT_EQ(status(acknowledge(4)), SyncStatus::synced);
}

TEST_F(SyncOpenTest, EmptyLogAsksNothing) {
  const auto actions = open(0, 0);
  EXPECT_THAT(sent(actions), ElementsAre(-1));
  EXPECT_EQ(status(actions), SyncStatus::synced);
}

TEST_F(SyncOpenTest, BeginsAnewAndForgetsEarlierRequests) {
  open(2, 0);
  const std::int64_t earlier = state_.next_request - 1;
  EXPECT_THAT(sent(open(4, 1)), ElementsAre(1, 2, 3));
  answer_to(earlier, 200, ack(1, 1));
  EXPECT_EQ(state_.acked, 1);
  acknowledge(3);
  EXPECT_EQ(state_.acked, 4);
}

TEST_F(SyncOpenTest, StaysOfflineWhenItBeginsAnew) {
  step(SyncInputKind::offline);
  EXPECT_THAT(sent(open(2, 1)), ElementsAre(-1));
  EXPECT_THAT(sent(step(SyncInputKind::online)), ElementsAre(1));
}

TEST_F(SyncOpenTest, TakesTheSessionOver) {
  SyncInput made = input(SyncInputKind::opened);
  made.log = events(2);
  made.acked = 2;
  made.gen = 1;
  made.epoch = 3;
  made.take_over = true;
  const auto actions = step(made);
  EXPECT_EQ(find(actions, SyncActionKind::save)->epoch, 3);
  EXPECT_EQ(body_of(actions).find("epoch")->number(), 3);
  EXPECT_THAT(sent(actions), IsEmpty());
  acknowledge(1);
  EXPECT_EQ(body_of(keep(2, 3)).find("epoch")->number(), 3);
}

TEST_F(SyncOpenTest, GoesOnAtTheBranch) {
  const auto actions = open(5, 4, 1, branch_at(3));
  EXPECT_EQ(address(actions), branch_at(3).session);
  EXPECT_THAT(sent(actions), ElementsAre(4));
  EXPECT_EQ(body_of(actions).find("parent")->text(), kRoot);
  EXPECT_EQ(body_of(actions).find("at")->number(), 2);
  EXPECT_EQ(find(acknowledge(4), SyncActionKind::save)->branch, branch_at(3));
}

TEST_F(SyncOpenTest, SharedEventsGoToTheRootFirst) {
  const auto actions = open(5, 1, 1, branch_at(3));
  EXPECT_EQ(address(actions), kRoot);
  EXPECT_THAT(sent(actions), ElementsAre(1, 2));
  const auto then = acknowledge(2);
  EXPECT_EQ(address(then), branch_at(3).session);
  EXPECT_THAT(sent(then), ElementsAre(3, 4));
}

TEST_F(SyncOpenTest, BranchWithoutOwnEventsIsForgotten) {
  const auto actions = open(3, 3, 1, branch_at(3));
  EXPECT_EQ(address(actions), kRoot);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2));
  EXPECT_EQ(find(acknowledge(2), SyncActionKind::save)->branch, SyncBranch());
}

TEST_F(SyncOpenTest, NonsenseInTheRecordIsBounded) {
  open(3, 99, -7, SyncBranch{"x", "y", -9});
  EXPECT_EQ(state_.acked, 0);
  EXPECT_EQ(state_.gen, 0);
  open(3, 99);
  EXPECT_EQ(state_.acked, 3);
  open(3, -99);
  EXPECT_EQ(state_.acked, 0);
}

TEST_F(SyncOpenTest, BranchWhoseFirstEventIsAnotherIsNone) {
  SyncBranch other = branch_at(3);
  other.at = 1;
  const Actions actions = open(6, 5, 1, other);
  EXPECT_EQ(state_.branch, SyncBranch());
  EXPECT_EQ(address(actions), kRoot);
  EXPECT_EQ(body_of(actions).find("from")->number(), 0);
}

TEST_F(SyncOpenTest, RecordAsText) {
  const std::string name = branch_at(1).session;
  const Result<SyncInput> read = parse_sync_input(
      R"({"kind":"opened","log":[{"hash":"hash0","text":"{}"},{"seq":1,"hash":"hash1","text":"{}"}],)"
      R"("gen":2,"acked":1,"epoch":4,"refused":true,"take_over":true,)"
      R"("branch":{"session":")" +
      name + R"(","parent":"p","at":0}})");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->branch, (SyncBranch{name, "p", 0}));
  EXPECT_TRUE(read->refused);
  EXPECT_EQ(to_json(step(*read)),
            R"([{"acked":1,"branch":{"at":0,"parent":"p","session":")" + name +
                R"("},"epoch":4,"gen":2,)"
                R"("kind":"save"},{"body":"{\"at\":0,\"epoch\":4,\"events\":[{}],\"from\":1,)"
                R"(\"gen\":2,\"parent\":\"p\",\"prev\":\"hash0\",\"refused\":true,)"
                R"(\"release\":\"release\",\"rules\":1,\"s_have\":0}","kind":"send",)"
                R"("request":1,"session":")" +
                name + R"("},{"kind":"report","status":"syncing","waiting":1}])");
  for (const char* wrong :
       {R"({"kind":"opened","branch":{"session":"b","parent":"p"}})",
        R"({"kind":"opened","branch":{"session":"b","parent":"p","at":-2}})",
        R"({"kind":"opened","branch":[]})", R"({"kind":"opened","epoch":0})",
        R"({"kind":"opened","refused":1})", R"({"kind":"answered","request":-1})"}) {
    EXPECT_FALSE(parse_sync_input(wrong).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace tundish
