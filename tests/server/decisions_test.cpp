// What somebody decides about refused events.
#include "service/decisions.hpp"

#include "server/ingest_fixture.hpp"
#include "service/closing.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kLater = kNow + 60000;

class Decisions : public IngestTest {
 protected:
  std::vector<store::Refusal> refusals(const std::string& decision) {
    std::vector<store::Refusal> rows;
    store_->read([&](store::Reader& reader) {
      rows = store::list<store::Refusal>(reader,
                                         store::by_index("refusals_by_decision").equal(decision));
    });
    return rows;
  }
  Decided decide_on(const std::string& session, Decision decision) {
    Decided decided;
    store_->write([&](store::Writer& writer) {
      decided = decide(writer, funnels_, session, {decision, "seen", "somebody"}, kLater);
    });
    return decided;
  }
  void close() {
    store_->write([&](store::Writer& writer) {
      ASSERT_EQ(close_session(writer, funnels_, visitor_.id, "by_operator", kNow), Closing::closed);
    });
  }
  /// The visitor's log with an event of that seq that does not fit, and the rest behind it.
  Submission spoiled(std::size_t index) const {
    Event wrong = visitor_.events[index];
    wrong.input = Answered{"nothing", Value(1)};
    return with_event(visitor_.submission(), index, wrong);
  }
};

TEST_P(Decisions, TakesWhatCameAfterTheSessionWasClosed) {
  ASSERT_EQ(send(0, 3).outcome, IngestOutcome::accepted);
  close();
  ASSERT_EQ(send(3, visitor_.events.size()).outcome, IngestOutcome::refused);
  const std::vector<store::Refusal> open = refusals("");
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].code, "ended");
  EXPECT_EQ(open[0].root, visitor_.id);
  EXPECT_EQ(open[0].at, 2);
  EXPECT_EQ(open[0].last_seq, static_cast<std::int64_t>(visitor_.events.size()) - 1);
  EXPECT_EQ(open[0].received_at_ms, kNow);

  const Decided decided = decide_on(open[0].session, Decision::accepted);
  ASSERT_EQ(decided.kind, Decided::Kind::done) << decided.why.sentence;
  EXPECT_EQ(decided.refusal.decision, "accepted");
  EXPECT_EQ(decided.refusal.reason, "seen");
  EXPECT_EQ(decided.refusal.decided_by, "somebody");
  EXPECT_EQ(decided.refusal.decided_at_ms, kLater);
  const std::optional<store::Session> branch = row(open[0].session);
  ASSERT_TRUE(branch.has_value());
  EXPECT_EQ(branch->status, "completed");
  EXPECT_EQ(branch->parent, visitor_.id);
  EXPECT_EQ(branch->s_at, -1) << "the visitor did not know that it was closed";
  EXPECT_EQ(branch->head_hash, visitor_.events.back().hash);
  EXPECT_EQ(row(visitor_.id)->status, "closed") << "the root stays as it was";
  EXPECT_EQ(statistics_of_order().completions, 1);

  EXPECT_TRUE(refusals("").empty());
  EXPECT_EQ(decide_on(open[0].session, Decision::accepted).kind, Decided::Kind::done) << "again";
  EXPECT_EQ(decide_on(open[0].session, Decision::discarded).kind, Decided::Kind::decided_already);
  EXPECT_EQ(events_of(open[0].session).size(), visitor_.events.size() - 3) << "each once";
}

TEST_P(Decisions, DoesNotTakeWhatFitsNowhere) {
  ASSERT_EQ(send(spoiled(3)).outcome, IngestOutcome::refused);
  const std::string branch = refusals("").front().session;
  const Decided decided = decide_on(branch, Decision::accepted);
  EXPECT_EQ(decided.kind, Decided::Kind::impossible);
  EXPECT_EQ(decided.seq, 3);
  EXPECT_EQ(decided.why.code, RefusalCode::not_on_layer);
  EXPECT_FALSE(row(branch).has_value());
  EXPECT_EQ(refusals("").size(), 1u) << "still to be decided";
  EXPECT_EQ(decide_on(branch, Decision::discarded).kind, Decided::Kind::done);
  EXPECT_EQ(refusals("discarded").size(), 1u);
  EXPECT_FALSE(quarantined().empty()) << "it stays as evidence";
}

TEST_P(Decisions, TakesAllOrNothing) {
  ASSERT_EQ(send(0, 3).outcome, IngestOutcome::accepted);
  close();
  Submission late = spoiled(5);
  late.from = 3;
  late.prev = visitor_.events[2].hash;
  late.events.erase(late.events.begin(), late.events.begin() + 3);
  ASSERT_EQ(send(late).outcome, IngestOutcome::refused);
  const std::string branch = refusals("").front().session;
  const Decided decided = decide_on(branch, Decision::accepted);
  EXPECT_EQ(decided.kind, Decided::Kind::impossible);
  EXPECT_EQ(decided.seq, 5);
  EXPECT_FALSE(row(branch).has_value());
}

TEST_P(Decisions, AreAboutWhatWasThere) {
  ASSERT_EQ(send(0, 3).outcome, IngestOutcome::accepted);
  close();
  ASSERT_EQ(send(3, 5).outcome, IngestOutcome::refused);
  const std::string branch = refusals("").front().session;
  ASSERT_EQ(decide_on(branch, Decision::accepted).kind, Decided::Kind::done);

  Submission more = visitor_.submission(5, visitor_.events.size());
  more.purpose = Purpose::quarantine;
  more.session = branch;
  more.parent = visitor_.id;
  more.at = 2;
  ASSERT_EQ(send(more).outcome, IngestOutcome::accepted);
  const std::vector<store::Refusal> open = refusals("");
  ASSERT_EQ(open.size(), 1u) << "more of it is decided anew";
  EXPECT_EQ(open[0].code, "ended");
  ASSERT_EQ(decide_on(branch, Decision::accepted).kind, Decided::Kind::done);
  EXPECT_EQ(row(branch)->status, "completed");
  EXPECT_EQ(events_of(branch).size(), visitor_.events.size() - 3);
}

TEST_P(Decisions, KnowWhatIsNotThere) {
  EXPECT_EQ(decide_on(std::string(32, 'a'), Decision::accepted).kind, Decided::Kind::unknown);
  // The header was refused: there is no session that a branch could leave.
  Submission nothing = spoiled(1);
  nothing.purpose = Purpose::quarantine;
  nothing.session = branch_session(visitor_.id, nothing.events[1].hash);
  nothing.parent = visitor_.id;
  nothing.at = 0;
  nothing.from = 1;
  nothing.prev = visitor_.events[0].hash;
  nothing.events.erase(nothing.events.begin());
  ASSERT_EQ(send(nothing).outcome, IngestOutcome::accepted);
  const Decided decided = decide_on(nothing.session, Decision::accepted);
  EXPECT_EQ(decided.kind, Decided::Kind::impossible);
  EXPECT_EQ(decided.why.code, RefusalCode::wrong_session);
}

TUNDISH_ON_EVERY_STORE(Decisions);

}  // namespace
}  // namespace tundish::service
