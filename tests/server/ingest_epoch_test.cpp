#include "server/ingest_fixture.hpp"

namespace tundish::service {
namespace {

/// Who may write, what a probe tells, and what a restored server asks for.
class Epoch : public IngestTest {
 protected:
  IngestAnswer send_at(std::int64_t epoch, std::size_t from, std::size_t to) {
    Submission submission = visitor_.submission(from, to);
    submission.epoch = epoch;
    return send(submission);
  }
};

TEST_P(Epoch, OfTheLatestDeviceMayWrite) {
  EXPECT_EQ(send_at(2, 0, 2).outcome, IngestOutcome::accepted);
  const IngestAnswer answer = send_at(1, 2, 3);
  EXPECT_EQ(answer.outcome, IngestOutcome::other_epoch);
  EXPECT_EQ(answer.epoch, 2);
  EXPECT_EQ(answer.at, 2);
  EXPECT_EQ(answer.head, 1);
  EXPECT_EQ(answer.ack_to, -1);
  EXPECT_EQ(send_at(3, 2, 3).outcome, IngestOutcome::accepted);
  EXPECT_EQ(send_at(2, 3, 4).outcome, IngestOutcome::other_epoch);
  EXPECT_EQ(send_at(3, 3, 4).epoch, 3);
}

TEST_P(Epoch, IsTakenOverByAProbe) {
  send_at(1, 0, 3);
  const IngestAnswer probe = send_at(2, 3, 3);
  EXPECT_EQ(probe.outcome, IngestOutcome::accepted);
  EXPECT_EQ(probe.epoch, 2);
  EXPECT_EQ(probe.ack_to, 2);
  EXPECT_EQ(probe.ack_hash, visitor_.events[2].hash);
  EXPECT_EQ(row(visitor_.id)->epoch, 2);
  EXPECT_EQ(send_at(1, 3, 4).outcome, IngestOutcome::other_epoch);
  EXPECT_EQ(send_at(2, 3, 4).outcome, IngestOutcome::accepted);
}

TEST_P(Epoch, DoesNotMatterForWhatIsHere) {
  send_at(1, 0, 4);
  send_at(2, 4, 4);
  const IngestAnswer again = send_at(1, 0, 4);
  EXPECT_EQ(again.outcome, IngestOutcome::accepted) << "the old device only missed the answer";
  EXPECT_EQ(again.ack_to, 3);
  EXPECT_EQ(again.epoch, 2) << "and is told that another one writes";
  const IngestAnswer mixed = send_at(1, 2, 6);
  EXPECT_EQ(mixed.outcome, IngestOutcome::other_epoch);
  EXPECT_EQ(mixed.at, 4);
  EXPECT_EQ(mixed.ack_to, 3);
  EXPECT_EQ(mixed.ack_hash, visitor_.events[3].hash);
  EXPECT_EQ(mixed.head, 3);
  EXPECT_EQ(send_at(1, 4, 4).ack_to, 3) << "a probe of the old device";
  EXPECT_EQ(stored_events(), 4u);
}

TEST_P(Epoch, ConflictEndsInABranch) {
  send_at(1, 0, 3);
  send_at(2, 3, 3);
  ASSERT_EQ(send_at(1, 3, 6).outcome, IngestOutcome::other_epoch);
  const std::string branch = visitor_.branch_from(3);
  const IngestAnswer answer = send(visitor_.submission_to(branch, visitor_.id, 2, 3, 6));
  ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << answer.refused.sentence;
  EXPECT_EQ(answer.epoch, 1) << "a branch has a writer of its own";
  EXPECT_EQ(row(branch)->status, "completed");
  EXPECT_EQ(row(visitor_.id)->status, "in_progress");
  Visitor second = visitor_.fork(3, 50);
  second.play(Pressed{"go"});
  Submission on_root = second.submission(3, 4);
  on_root.epoch = 2;
  EXPECT_EQ(send(on_root).outcome, IngestOutcome::accepted);
}

TEST_P(Epoch, OfABranchIsItsOwn) {
  send_at(5, 0, 3);
  const std::string branch = visitor_.branch_from(3);
  send(visitor_.submission_to(branch, visitor_.id, 2, 3, 4));
  EXPECT_EQ(row(branch)->epoch, 1);
  Submission probe = visitor_.submission_to(branch, visitor_.id, 2, 4, 4);
  probe.epoch = 2;
  EXPECT_EQ(send(probe).epoch, 2);
  EXPECT_EQ(send(visitor_.submission_to(branch, visitor_.id, 2, 4, 5)).outcome,
            IngestOutcome::other_epoch);
  EXPECT_EQ(row(visitor_.id)->epoch, 5);
}

TEST_P(Epoch, IsNotTakenByWhoHasAnotherLog) {
  send_at(1, 0, 4);
  Visitor other = visitor_.fork(2, 50);
  other.play(Answered{"size", Value("small")});
  Submission forked = other.submission(0, 3);
  forked.epoch = 2;
  EXPECT_EQ(send(forked).outcome, IngestOutcome::fork);
  EXPECT_EQ(send_at(7, 5, 6).outcome, IngestOutcome::gap);
  EXPECT_EQ(send_at(1, 4, 5).outcome, IngestOutcome::accepted);
}

TEST_P(Epoch, OfANewSessionIsThatOfItsFirstRequest) {
  EXPECT_EQ(send_at(4, 0, 1).epoch, 4);
  EXPECT_EQ(send_at(3, 1, 2).outcome, IngestOutcome::other_epoch);
}

TEST_P(Epoch, ProbeAsksForWhatIsMissing) {
  EXPECT_EQ(send(6, 6).outcome, IngestOutcome::gap);
  EXPECT_EQ(send(6, 6).need, 0);
  EXPECT_EQ(send(0, 0).outcome, IngestOutcome::accepted);
  EXPECT_EQ(send(0, 0).ack_to, -1);
  EXPECT_FALSE(row(visitor_.id).has_value()) << "a probe makes no session";
  send(0, 3);
  EXPECT_EQ(send(6, 6).need, 3);
  EXPECT_EQ(send(2, 2).ack_to, 1) << "not the head";
  Submission other = visitor_.submission(3, 3);
  other.prev = std::string(64, 'a');
  const IngestAnswer fork = send(other);
  EXPECT_EQ(fork.outcome, IngestOutcome::fork);
  EXPECT_EQ(fork.at, 2);
  EXPECT_EQ(fork.ack_to, -1);
}

TEST_P(Epoch, ProbeOfABranch) {
  send(0, 3);
  const std::string branch = visitor_.branch_from(3);
  const IngestAnswer before = send(visitor_.submission_to(branch, visitor_.id, 2, 3, 3));
  EXPECT_EQ(before.outcome, IngestOutcome::accepted);
  EXPECT_EQ(before.ack_to, 2) << "the shared event is here";
  EXPECT_FALSE(row(branch).has_value());
  send(visitor_.submission_to(branch, visitor_.id, 2, 3, 5));
  EXPECT_EQ(send(visitor_.submission_to(branch, visitor_.id, 2, 5, 5)).ack_to, 4);
  EXPECT_EQ(send(visitor_.submission_to(branch, visitor_.id, 2, 6, 6)).need, 5);
}

TEST_P(Epoch, OtherGenerationComesBeforeEverythingElse) {
  Submission submission = visitor_.submission();
  submission.gen = kGeneration - 1;
  submission.release = std::string(64, 'b');
  submission.rules = 99;
  const IngestAnswer answer = send(submission);
  EXPECT_EQ(answer.outcome, IngestOutcome::other_generation);
  EXPECT_EQ(answer.gen, kGeneration);
  submission = visitor_.submission_to(visitor_.branch_from(2), visitor_.id, 1, 2, 6);
  submission.gen = kGeneration + 1;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::other_generation);
  submission.purpose = Purpose::quarantine;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::other_generation);
  EXPECT_EQ(stored_events(), 0u);
  EXPECT_TRUE(quarantined().empty());
}

TUNDISH_ON_EVERY_STORE(Epoch);

TEST(RestoredStore, AsksForWhatItForgot) {
  store::MemoryStore store(kGeneration);
  const Funnel funnel = published_order(store);
  FunnelCache funnels;
  Visitor visitor(funnel, 1);
  visitor.play_to_the_end();
  ingest(store, funnels, visitor.submission(0, 2), kNow);
  const std::unique_ptr<store::MemoryStore> restored = store.restored(kGeneration + 1);
  ingest(store, funnels, visitor.submission(2, 6), kNow);
  Submission submission = visitor.submission(6, 6);
  submission.gen = kGeneration;
  const IngestAnswer told = ingest(*restored, funnels, submission, kNow);
  EXPECT_EQ(told.outcome, IngestOutcome::other_generation);
  EXPECT_EQ(told.gen, kGeneration + 1);
  submission = visitor.submission();
  submission.gen = told.gen;
  EXPECT_EQ(ingest(*restored, funnels, submission, kNow).ack_to, 5);
  store.read([&](store::Reader& reader) {
    EXPECT_EQ(reader.generation(), kGeneration) << "the other one is as it was";
    EXPECT_EQ(store::own_events(reader, visitor.id).size(), 6u);
  });
}

}  // namespace
}  // namespace tundish::service
