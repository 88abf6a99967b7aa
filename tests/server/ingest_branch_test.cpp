#include <algorithm>

#include "server/ingest_fixture.hpp"
#include "service/ownership.hpp"
#include "service/resume.hpp"
#include "service/sessions.hpp"
#include "service/statistics.hpp"
#include "tundish/session.hpp"
#include "tundish/state.hpp"
#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

/// Two devices with one session: the visitor's log is the root's, the other one forks from it.
class Branch : public IngestTest {
 protected:
  /// A device that shares `shared` events and goes on with other answers, as far as it can.
  Visitor other_device(std::size_t shared) const {
    Visitor other = visitor_.fork(shared, 50 + static_cast<int>(shared));
    if (other.events.size() <= 1) other.play(Answered{"name", Value("Bo")});
    if (other.events.size() <= 2) other.play(Answered{"size", Value("large")});
    if (other.events.size() <= 3) other.play(Pressed{"go"});
    if (other.events.size() <= 4) other.play(Answered{"count", Value(7)});
    if (other.events.size() <= 5) other.play(Pressed{"go"});
    return other;
  }

  /// What the reducer sends when it was told of a fork at that seq.
  IngestAnswer re_home(const Visitor& other, std::size_t seq, std::size_t to) {
    return send(other.submission_to(other.branch_from(seq), other.id,
                                    static_cast<std::int64_t>(seq) - 1, seq, to));
  }

  void expect_state(const std::string& session, const Visitor& visitor) {
    const std::optional<SessionDetails> details = find_session(*store_, funnels_, session);
    ASSERT_TRUE(details.has_value());
    EXPECT_EQ(state_hash(details->funnel, details->state),
              state_hash(visitor.session.funnel, visitor.session.state));
    EXPECT_EQ(details->row.head_hash, visitor.events.back().hash);
  }
};

TEST_P(Branch, IsMadeFromAForkAtEveryPosition) {
  send(visitor_.submission());
  for (std::size_t at = 0; at < visitor_.events.size(); ++at) {
    SCOPED_TRACE(at);
    const Visitor other = other_device(at);
    const std::size_t size = other.events.size();
    const IngestAnswer fork = send(other.submission());
    ASSERT_EQ(fork.outcome, IngestOutcome::fork);
    EXPECT_EQ(fork.at, static_cast<std::int64_t>(at));
    EXPECT_EQ(fork.ack_to, static_cast<std::int64_t>(at) - 1);
    const IngestAnswer answer = re_home(other, at, size);
    ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << answer.refused.sentence;
    EXPECT_EQ(answer.ack_to, static_cast<std::int64_t>(size) - 1);
    EXPECT_EQ(answer.ack_hash, other.events.back().hash);
    const std::string branch = other.branch_from(at);
    EXPECT_EQ(events_of(branch).size(), size - at) << "only its own events";
    EXPECT_EQ(row(branch)->parent, visitor_.id);
    EXPECT_EQ(row(branch)->root, visitor_.id);
    EXPECT_EQ(row(branch)->at, static_cast<std::int64_t>(at) - 1);
    expect_state(branch, other);
  }
  expect_state(visitor_.id, visitor_);
  EXPECT_EQ(stored_events(), visitor_.events.size()) << "the main line is as it was";
}

TEST_P(Branch, IsTheSameHoweverOftenItIsSent) {
  send(visitor_.submission());
  const Visitor other = other_device(2);
  const std::size_t size = other.events.size();
  for (const auto& [from, to] : std::vector<std::pair<std::size_t, std::size_t>>{
           {2, 3}, {2, 3}, {2, 5}, {3, 5}, {4, size}, {2, size}, {size - 1, size}}) {
    Submission submission = other.submission_to(other.branch_from(2), other.id, 1, from, to);
    const IngestAnswer answer = send(submission);
    ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << from << ".." << to;
    EXPECT_EQ(answer.ack_to, static_cast<std::int64_t>(to) - 1);
  }
  EXPECT_EQ(events_of(other.branch_from(2)).size(), size - 2);
  expect_state(other.branch_from(2), other);
}

TEST_P(Branch, MayHaveBranches) {
  send(visitor_.submission());
  const Visitor second = other_device(2);
  re_home(second, 2, second.events.size());
  Visitor third = second.fork(4, 60);
  third.play(Answered{"count", Value(9)});
  third.play(Pressed{"go"});
  const std::string parent = second.branch_from(2);
  const IngestAnswer fork = send(third.submission_to(parent, third.id, 1, 2, 6));
  ASSERT_EQ(fork.outcome, IngestOutcome::fork);
  EXPECT_EQ(fork.at, 4);
  EXPECT_EQ(fork.ack_to, 3);
  const std::string branch = third.branch_from(4);
  const IngestAnswer answer = send(third.submission_to(branch, parent, 3, 4, 6));
  ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << answer.refused.sentence;
  EXPECT_EQ(row(branch)->parent, parent);
  EXPECT_EQ(row(branch)->root, visitor_.id);
  expect_state(branch, third);
  expect_state(parent, second);

  const std::optional<Resumed> resumed = resume(*store_, branch, ResumeFrom{0, 0, 100});
  ASSERT_TRUE(resumed.has_value());
  ASSERT_EQ(resumed->events.size(), third.events.size());
  for (std::size_t i = 0; i < resumed->events.size(); ++i) {
    EXPECT_EQ(resumed->events[i].text, to_json(third.events[i])) << i;
  }
  EXPECT_EQ(resume(*store_, branch, ResumeFrom{3, 0, 2})->events.front().seq, 3);
  EXPECT_EQ(resume(*store_, branch, ResumeFrom{3, 0, 2})->events.size(), 2u);
}

TEST_P(Branch, OfABranchLeavesTheChainThatHoldsTheSharedEvent) {
  send(visitor_.submission());
  const Visitor second = other_device(4);
  re_home(second, 4, second.events.size());
  // The third device thinks that it leaves the second one's branch, before that begins.
  const Visitor third = other_device(1).fork(3, 60);
  const std::string branch = third.branch_from(1);
  const IngestAnswer answer = send(third.submission_to(branch, second.branch_from(4), 0, 1, 3));
  ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << answer.refused.sentence;
  EXPECT_EQ(row(branch)->parent, visitor_.id);
  expect_state(branch, third);
}

TEST_P(Branch, LiesAtMostSixteenDeep) {
  Visitor deep(funnel_, 3);
  deep.play(Answered{"name", Value("0")});
  ASSERT_EQ(send(deep.submission()).outcome, IngestOutcome::accepted);
  std::string parent = deep.id;
  for (int depth = 1; depth <= 17; ++depth) {
    const std::size_t seq = deep.events.size() - 1;
    // Each device shares all but the last event of the one before, and plays two of its own.
    deep = deep.fork(seq, 100 + depth);
    deep.play(Answered{"name", Value(std::to_string(depth))});
    deep.play(Answered{"name", Value("and " + std::to_string(depth))});
    const std::string branch = deep.branch_from(seq);
    const IngestAnswer answer =
        send(deep.submission_to(branch, parent, static_cast<std::int64_t>(seq) - 1, seq, seq + 2));
    if (depth <= 16) {
      ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << depth << answer.refused.sentence;
      expect_state(branch, deep);
    } else {
      EXPECT_EQ(answer.outcome, IngestOutcome::refused);
      EXPECT_FALSE(row(branch).has_value());
    }
    parent = branch;
  }
  store_->read([&](store::Reader& reader) {
    EXPECT_EQ(reader.count_quarantined(deep.id), 2) << "nothing is thrown away";
  });
}

TEST_P(Branch, GoesOnFromItsOwnState) {
  send(visitor_.submission());
  Visitor other = visitor_.fork(2, 50);
  other.play(Answered{"size", Value("small")});
  re_home(other, 2, 3);
  other.play(Pressed{"go"});
  EXPECT_EQ(re_home(other, 2, 4).outcome, IngestOutcome::accepted);
  EXPECT_EQ(row(other.branch_from(2))->status, "completed");
  Submission late = other.submission_to(other.branch_from(2), other.id, 1, 4, 4);
  EXPECT_EQ(send(late).ack_to, 3) << "a probe";
}

TEST_P(Branch, IsAnOrphanWithoutItsParent) {
  const Visitor other = other_device(2);
  EXPECT_EQ(re_home(other, 2, 5).outcome, IngestOutcome::orphan) << "nothing is here";
  send(0, 1);
  EXPECT_EQ(re_home(other, 2, 5).outcome, IngestOutcome::orphan) << "the event at 1 is not here";
  send(0, 2);
  EXPECT_EQ(re_home(other, 2, 5).outcome, IngestOutcome::accepted);

  const Submission unknown_parent =
      other.submission_to(other.branch_from(3), std::string(32, 'a'), 2, 3, 5);
  EXPECT_EQ(send(unknown_parent).outcome, IngestOutcome::orphan);
}

TEST_P(Branch, IsAnOrphanWhenTheParentWentAnotherWay) {
  send(visitor_.submission());
  const Visitor other = other_device(1);
  // Not from the event that differs, but from one behind it.
  const IngestAnswer answer = re_home(other, 3, 5);
  EXPECT_EQ(answer.outcome, IngestOutcome::orphan);
  EXPECT_FALSE(row(other.branch_from(3)).has_value());
  re_home(other, 1, 5);
  Submission wrong_at = other.submission_to(other.branch_from(1), other.id, 1, 3, 5);
  EXPECT_EQ(send(wrong_at).outcome, IngestOutcome::orphan);
}

TEST_P(Branch, NamesAGapAndAForkOfItsOwn) {
  send(visitor_.submission());
  const Visitor other = other_device(2);
  const std::string branch = other.branch_from(2);
  IngestAnswer answer = send(other.submission_to(branch, other.id, 1, 4, 6));
  EXPECT_EQ(answer.outcome, IngestOutcome::gap);
  EXPECT_EQ(answer.need, 2) << "its first own event proves its name";
  re_home(other, 2, 4);
  answer = send(other.submission_to(branch, other.id, 1, 5, 6));
  EXPECT_EQ(answer.outcome, IngestOutcome::gap);
  EXPECT_EQ(answer.need, 4);

  Visitor third = other.fork(3, 60);
  third.play(Pressed{"go"});
  answer = send(third.submission_to(branch, other.id, 1, 2, 4));
  EXPECT_EQ(answer.outcome, IngestOutcome::fork);
  EXPECT_EQ(answer.at, 3);
  EXPECT_EQ(answer.hash_at, other.events[3].hash);
  EXPECT_EQ(answer.ack_to, 2);
}

TEST_P(Branch, AcknowledgesWhatItSharesToo) {
  send(visitor_.submission());
  const Visitor other = other_device(3);
  const std::string branch = other.branch_from(3);
  IngestAnswer answer = send(other.submission_to(branch, other.id, 2, 0, 6));
  ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << answer.refused.sentence;
  EXPECT_EQ(answer.ack_to, 5);
  EXPECT_EQ(events_of(branch).size(), 3u);
  answer = send(other.submission_to(branch, other.id, 2, 1, 3));
  EXPECT_EQ(answer.ack_to, 2);
  answer = send(other_device(1).submission_to(branch, other.id, 2, 0, 3));
  EXPECT_EQ(answer.outcome, IngestOutcome::orphan);
  EXPECT_EQ(answer.ack_to, 0);
}

TEST_P(Branch, BelongsToTheSecretOfItsRoot) {
  send(visitor_.submission());
  const Visitor other = other_device(2);
  Submission submission = other.submission_to(other.branch_from(2), other.id, 1, 2, 5);
  submission.secret = Visitor(funnel_, 9).secret;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::forbidden);
  submission = other.submission_to(other.branch_from(3), other.id, 1, 2, 5);
  EXPECT_EQ(send(submission).outcome, IngestOutcome::forbidden) << "named by another event";
  re_home(other, 2, 5);
  EXPECT_TRUE(owns_session(*row(other.branch_from(2)), visitor_.secret));
  EXPECT_FALSE(owns_session(*row(other.branch_from(2)), Visitor(funnel_, 9).secret));
  Submission no_parent = other.submission(5, 6);
  no_parent.session = other.branch_from(2);
  EXPECT_EQ(send(no_parent).outcome, IngestOutcome::forbidden);
}

TEST_P(Branch, OfAnotherRootIsNoParent) {
  Visitor stranger(funnel_, 2);
  stranger.play_to_the_end();
  send(stranger.submission());
  const Visitor other = other_device(2);
  EXPECT_EQ(send(other.submission_to(other.branch_from(2), stranger.id, 1, 2, 5)).outcome,
            IngestOutcome::orphan);
}

TEST_P(Branch, CountsOnlyWhatHappensOnIt) {
  send(visitor_.submission());
  const Visitor other = other_device(2);
  re_home(other, 2, 6);
  Statistics statistics = statistics_of_order();
  EXPECT_EQ(statistics.sessions, 1) << "it is the same visitor";
  EXPECT_EQ(statistics.completions, 2);
  ASSERT_EQ(statistics.layers.size(), 3u);
  EXPECT_EQ(statistics.layers[2].layer, "who");
  EXPECT_EQ(statistics.layers[2].reached, 1) << "the shared part is not counted again";
  EXPECT_EQ(statistics.layers[2].completed, 2);
  EXPECT_EQ(statistics.layers[1].reached, 2);

  // Nor is it when nothing but the header, or not even that, is shared.
  re_home(other_device(1), 1, 6);
  re_home(other_device(0), 0, 6);
  statistics = statistics_of_order();
  EXPECT_EQ(statistics.sessions, 1);
  EXPECT_EQ(statistics.completions, 4);
  EXPECT_EQ(statistics.layers[2].reached, 1);
}

TEST_P(Branch, LeadsAnEventToTheChainThatHasIt) {
  // Told of another writer, the client moved its events 2.. to a branch; after a restore of its own
  // it hands everything in at the root again.
  Submission first = visitor_.submission(0, 2);
  first.epoch = 2;
  send(first);
  ASSERT_EQ(send(2, 6).outcome, IngestOutcome::other_epoch);
  ASSERT_EQ(re_home(visitor_, 2, 6).outcome, IngestOutcome::accepted);
  Submission again = visitor_.submission();
  again.epoch = 3;
  const IngestAnswer answer = send(again);
  EXPECT_EQ(answer.outcome, IngestOutcome::fork);
  EXPECT_EQ(answer.at, 2) << "where it goes on is the branch that this event names";
  EXPECT_EQ(answer.hash_at, "");
  EXPECT_EQ(answer.ack_to, 1);
  EXPECT_EQ(stored_events(), 2u);
  EXPECT_EQ(re_home(visitor_, 2, 6).ack_to, 5);
}

TEST_P(Branch, ThatItsParentWentOnAsIsTheParent) {
  // A request that was long under way brought the root what the client has moved to a branch.
  send(0, 4);
  const IngestAnswer answer = re_home(visitor_, 2, 5);
  ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << answer.refused.sentence;
  EXPECT_EQ(answer.ack_to, 4);
  EXPECT_FALSE(row(visitor_.branch_from(2)).has_value());
  EXPECT_EQ(stored_events(), 5u);
  const IngestAnswer rest =
      send(visitor_.submission_to(visitor_.branch_from(2), visitor_.id, 1, 5, 6));
  EXPECT_EQ(rest.ack_to, 5) << "even when its first own event is not sent again";
  expect_state(visitor_.id, visitor_);
  EXPECT_EQ(statistics_of_order().completions, 1);
}

TEST_P(Branch, IsRefusedAndQuarantinedLikeARoot) {
  send(visitor_.submission());
  const Visitor other = other_device(2);
  Submission submission = other.submission_to(other.branch_from(2), other.id, 1, 2, 6);
  Event wrong = other.events[4];
  wrong.input = Answered{"size", Value("large")};
  submission = with_event(submission, 2, wrong);
  const IngestAnswer answer = send(submission);
  EXPECT_EQ(answer.outcome, IngestOutcome::refused);
  EXPECT_EQ(answer.seq, 4);
  EXPECT_EQ(answer.ack_to, 3);
  EXPECT_EQ(events_of(other.branch_from(2)).size(), 2u);
  const std::vector<store::QuarantinedEvent> kept = quarantined();
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].parent, other.branch_from(2));
  EXPECT_EQ(kept[0].at, 3);
  EXPECT_EQ(kept[0].code, "not_on_layer");
  EXPECT_EQ(re_home(other, 2, 6).outcome, IngestOutcome::accepted);
}

TUNDISH_ON_EVERY_STORE(Branch);

}  // namespace
}  // namespace tundish::service
