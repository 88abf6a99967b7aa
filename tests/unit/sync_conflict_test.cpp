// The server has something else: forks, epochs, gaps, restores and branches without a parent.
#include <gmock/gmock.h>

#include "unit/sync_device.hpp"

namespace tundish {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SyncConflictTest : public SyncDevice {
 protected:
  static std::string at(std::int64_t seq) { return "\"at\":" + std::to_string(seq); }

  /// A log of six events at the branch that begins with `first`, all sent.
  Actions open_branch(std::int64_t first) { return open(6, first, 1, branch_at(first)); }
};

TEST_F(SyncConflictTest, BranchIsNamedByItsFirstEvent) {
  // printf 'tundish:branch:1\n<root>\n<first hash>' | sha256sum
  EXPECT_EQ(branch_session(kRoot, hash(3)),
            "0123" + sha256_hex("tundish:branch:1\n" + kRoot + "\nhash3").substr(0, 28));
  EXPECT_EQ(branch_session("ab", ""), "ab" + sha256_hex("tundish:branch:1\nab\n").substr(0, 28));
  EXPECT_NE(branch_session(kRoot, hash(3)), branch_session(kRoot, hash(4)));
}

TEST_F(SyncConflictTest, ForkGoesOnAsABranch) {
  open(4, 1);
  const auto actions = fork(2);
  const SyncBranch branch = branch_at(2);
  EXPECT_EQ(address(actions), branch.session);
  EXPECT_THAT(sent(actions), ElementsAre(2, 3));
  const Value body = body_of(actions);
  EXPECT_EQ(body.find("parent")->text(), kRoot);
  EXPECT_EQ(body.find("at")->number(), 1);
  EXPECT_EQ(body.find("from")->number(), 2);
  EXPECT_EQ(body.find("prev")->text(), "hash1");
  const SyncAction* save = find(actions, SyncActionKind::save);
  EXPECT_EQ(save->branch, branch);
  EXPECT_EQ(save->acked, 2);
  EXPECT_EQ(reported(actions).branched, "fork");
  EXPECT_EQ(status(acknowledge(3)), SyncStatus::synced);
}

TEST_F(SyncConflictTest, ForkWithALaterEpochTellsOfAnotherDevice) {
  open(4, 2);
  EXPECT_EQ(reported(conflict("fork", R"("at":2,"epoch":1)")).branched, "fork");
  open(4, 2);
  EXPECT_EQ(reported(conflict("fork", R"("at":2,"epoch":2)")).branched, "epoch");
}

TEST_F(SyncConflictTest, ForkTakesWhatWasAcknowledgedBeforeIt) {
  open(4, 0);
  answer(409, R"({"code":"fork","at":2,"ack_to":1,"ack_hash":"hash1"})");
  EXPECT_EQ(state_.acked, 2);
  EXPECT_EQ(state_.branch, branch_at(2));
}

TEST_F(SyncConflictTest, ForkBehindWhatIsNotAcknowledgedIsNotBelieved) {
  open(4, 0);
  const auto actions = conflict("fork", at(2));
  EXPECT_EQ(state_.acked, 0);
  EXPECT_EQ(state_.branch, SyncBranch());
  EXPECT_GT(delay(actions), 0);
}

TEST_F(SyncConflictTest, SameForkTwiceIsTheSameBranch) {
  open(4, 1);
  fork(2);
  const SyncBranch first = state_.branch;
  open(4, 1);
  fork(2);
  EXPECT_EQ(state_.branch, first);
}

TEST_F(SyncConflictTest, ForkBeforeTheRequestIsFoundFromTheStart) {
  open(4, 3);
  const auto actions = fork(2);
  EXPECT_EQ(address(actions), kRoot);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(sent(fork(1)), ElementsAre(1, 2, 3));
  EXPECT_EQ(state_.branch, branch_at(1));
}

TEST_F(SyncConflictTest, HeaderMayDiffer) {
  open(2, 0);
  const auto actions = fork(0);
  EXPECT_EQ(state_.branch, branch_at(0));
  EXPECT_EQ(body_of(actions).find("at")->number(), -1);
  EXPECT_EQ(body_of(actions).find("prev")->text(), "");
}

TEST_F(SyncConflictTest, BranchMayForkAgain) {
  open_branch(2);
  const auto actions = fork(4);
  const SyncBranch second = branch_at(4, branch_at(2).session);
  EXPECT_EQ(state_.branch, second);
  EXPECT_EQ(address(actions), second.session);
  EXPECT_EQ(body_of(actions).find("parent")->text(), branch_at(2).session);
}

TEST_F(SyncConflictTest, BranchCannotForkAtItsOwnName) {
  open_branch(2);
  const auto actions = fork(2);
  EXPECT_EQ(state_.branch, branch_at(2));
  EXPECT_THAT(sent(actions), ElementsAre(-1));
  EXPECT_GT(delay(actions), 0);
}

TEST_F(SyncConflictTest, OldEpochGoesOnAsABranch) {
  open(4, 1);
  const auto actions =
      answer(409, R"({"code":"epoch","epoch":2,"at":2,"ack_to":1,"ack_hash":"hash1","head":1})");
  EXPECT_EQ(state_.branch, branch_at(2));
  EXPECT_THAT(sent(actions), ElementsAre(2, 3));
  EXPECT_EQ(reported(actions).branched, "epoch");
  EXPECT_EQ(state_.epoch, 1);
}

TEST_F(SyncConflictTest, OldEpochWithNothingToSendStays) {
  open(3, 3);
  const auto actions =
      answer(409, R"({"code":"epoch","epoch":2,"at":3,"ack_to":2,"ack_hash":"hash2","head":2})");
  EXPECT_EQ(state_.branch, SyncBranch());
  EXPECT_EQ(reported(actions).branched, "epoch");
  EXPECT_EQ(status(actions), SyncStatus::synced);
  EXPECT_THAT(sent(actions), ElementsAre(-1));
  // What is played all the same goes to a branch.
  keep(3, 4);
  EXPECT_EQ(address(conflict("epoch", at(3))), branch_at(3).session);
}

TEST_F(SyncConflictTest, GapIsFilledFromWhereTheServerSays) {
  open(3, 2);
  const auto actions = conflict("gap", R"("need":0)");
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2));
  EXPECT_EQ(find(actions, SyncActionKind::save)->acked, 0);
}

TEST_F(SyncConflictTest, GapInABranch) {
  open(6, 5, 1, branch_at(2));
  const auto own = conflict("gap", R"("need":3)");
  EXPECT_EQ(address(own), branch_at(2).session);
  EXPECT_THAT(sent(own), ElementsAre(3, 4, 5));
  const auto all = conflict("gap", R"("need":2)");
  EXPECT_EQ(address(all), branch_at(2).session);
  EXPECT_THAT(sent(all), ElementsAre(2, 3, 4, 5));
}

TEST_F(SyncConflictTest, GapInWhatABranchSharesStartsOver) {
  open(6, 5, 1, branch_at(2));
  const auto actions = conflict("gap", R"("need":1)");
  EXPECT_EQ(address(actions), kRoot);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1));
}

TEST_F(SyncConflictTest, NewGenerationSendsEverythingAgain) {
  open(3, 2);
  const auto actions = conflict("gen", R"("gen":2)");
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2));
  EXPECT_EQ(state_.gen, 2);
  EXPECT_EQ(find(actions, SyncActionKind::save)->acked, 0);
  EXPECT_EQ(find(actions, SyncActionKind::save)->gen, 2);
}

TEST_F(SyncConflictTest, GenerationGoesOnlyForward) {
  open(3, 2, 5);
  const auto actions = conflict("gen", R"("gen":4)");
  EXPECT_EQ(state_.gen, 5);
  EXPECT_EQ(state_.acked, 2);
  EXPECT_GT(delay(actions), 0);
}

TEST_F(SyncConflictTest, AnswerOfAnotherGenerationIsNoAcknowledgement) {
  open(3, 2, 5);
  answer(200, ack(4, 2));
  EXPECT_EQ(state_.acked, 2);
  step(SyncInputKind::timer);
  const auto actions = answer(200, ack(6, 2));
  EXPECT_EQ(state_.gen, 6);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2));
}

TEST_F(SyncConflictTest, BranchStaysOneWhenTheServerWasRestored) {
  open(6, 5, 1, branch_at(3));
  const auto shared = conflict("gen", R"("gen":2)");
  EXPECT_EQ(address(shared), kRoot);
  EXPECT_THAT(sent(shared), ElementsAre(0, 1, 2));
  EXPECT_EQ(find(shared, SyncActionKind::save)->branch, branch_at(3));
  const auto own = answer(200, ack(2, 2));
  EXPECT_EQ(address(own), branch_at(3).session);
  EXPECT_THAT(sent(own), ElementsAre(3, 4, 5));
}

TEST_F(SyncConflictTest, SharedEventsMayHaveTheirOwnBranch) {
  open(6, 5, 1, branch_at(4, branch_at(2).session));
  conflict("gen", R"("gen":2)");
  const auto forked =
      answer(409, R"({"code":"fork","at":2,"ack_to":1,"ack_hash":"hash1","gen":2})");
  EXPECT_EQ(address(forked), branch_at(2).session);
  EXPECT_THAT(sent(forked), ElementsAre(2, 3));
  const auto own = answer(200, ack(2, 3));
  EXPECT_EQ(state_.branch, branch_at(4, branch_at(2).session));
  EXPECT_EQ(address(own), state_.branch.session);
  EXPECT_THAT(sent(own), ElementsAre(4, 5));
}

TEST_F(SyncConflictTest, OrphanStartsOverAtTheRoot) {
  open(6, 5, 1, branch_at(3));
  const auto actions = conflict("orphan");
  EXPECT_EQ(address(actions), kRoot);
  EXPECT_THAT(sent(actions), ElementsAre(0, 1, 2));
  EXPECT_EQ(address(acknowledge(2)), branch_at(3).session);
}

TEST_F(SyncConflictTest, AnswersToWhatWentElsewhereAreForgotten) {
  open(4, 1);
  const std::int64_t first = state_.next_request - 1;
  step(SyncInputKind::hiding);
  fork(2);
  ASSERT_EQ(state_.branch, branch_at(2));
  answer_to(first, 200, ack(1, 3));
  EXPECT_EQ(state_.acked, 2);
  EXPECT_EQ(state_.under_way.size(), 1u);
}

TEST_F(SyncConflictTest, ConflictsWithoutEndAreSlowedDown) {
  open(6, 3, 1, branch_at(3));
  int at_once = 0;
  while (at_once < 1000 && delay(conflict("orphan")) < 0) ++at_once;
  EXPECT_GE(at_once, 16);
  EXPECT_LE(at_once, 32);
  step(SyncInputKind::timer);
  EXPECT_EQ(delay(conflict("orphan")), 2000);
  step(SyncInputKind::timer);
  EXPECT_THAT(sent(acknowledge(2)), ElementsAre(3, 4, 5));
  EXPECT_EQ(delay(conflict("orphan")), -1);
}

}  // namespace
}  // namespace tundish
