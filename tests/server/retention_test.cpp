#include "service/retention.hpp"

#include <string>
#include <vector>

#include "server/ingest_fixture.hpp"
#include "service/decisions.hpp"
#include "service/rebuild.hpp"
#include "service/removal.hpp"
#include "store/jobs.hpp"
#include "store/records.hpp"
#include "store/refusals.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kOneDay = 24 * 60 * 60 * std::int64_t{1000};

class RetentionTest : public IngestTest {
 protected:
  /// Plays to the end and hands it in at that time.
  Visitor arrive(int number, std::int64_t at_ms) {
    Visitor visitor(funnel_, number);
    visitor.play_to_the_end();
    EXPECT_EQ(ingest(*store_, funnels_, visitor.submission(), at_ms).outcome,
              IngestOutcome::accepted);
    return visitor;
  }
  ChangedRetention say(const std::string& funnel, std::optional<std::int64_t> days) {
    store::Retention row;
    store_->read([&](store::Reader& reader) { row = find_retention(reader, funnel); });
    return change_retention(*store_, funnel, days, etag_of(row), server_actor(now_ms_));
  }
  /// What the job does at that time.
  void tidy(std::int64_t at_ms) {
    now_ms_ = at_ms;
    begin_retention(*store_, now_ms_);
    const auto job = claim_job(*store_, handlers_, now_ms_);
    ASSERT_TRUE(job);
    run_job(*store_, handlers_, *job, [this] { return now_ms_; });
  }
  /// Hands in a whole log whose header says that it is of another session: all of it is refused.
  void arrive_refused(const Visitor& visitor, std::int64_t at_ms) {
    Event header = visitor.events[0];
    std::get<Started>(header.input).session = Visitor(funnel_, 99).id;
    EXPECT_EQ(ingest(*store_, funnels_, with_event(visitor.submission(), 0, header), at_ms).outcome,
              IngestOutcome::refused);
  }
  /// Hands in events that another server refused, of a session that was never here.
  void arrive_set_aside(const Visitor& visitor, std::size_t from, std::size_t to,
                        std::int64_t at_ms) {
    Submission submission = visitor.submission_to(visitor.branch_from(3), visitor.id, 2, from, to);
    submission.purpose = Purpose::quarantine;
    EXPECT_EQ(ingest(*store_, funnels_, submission, at_ms).outcome, IngestOutcome::accepted);
  }
  std::int64_t refused_of(const Visitor& visitor) {
    std::int64_t count = 0;
    store_->read([&](store::Reader& reader) {
      count = reader.count_quarantined(visitor.id);
      const auto rows = store::list<store::Refusal>(
          reader, store::by_index("refusals_by_root").equal(visitor.id));
      EXPECT_EQ(rows.empty(), count == 0);
    });
    return count;
  }
  /// By rule: that of the server first.
  std::vector<std::int64_t> due_refused(std::int64_t at_ms) {
    std::vector<std::int64_t> counts;
    for (const DueSessions& due : find_due_sessions(*store_, at_ms)) {
      EXPECT_EQ(due.sessions, 0);
      EXPECT_TRUE(due.is_all);
      counts.push_back(due.refused);
    }
    return counts;
  }
  bool is_here(const Visitor& visitor) { return row(visitor.id).has_value(); }
  std::vector<std::vector<store::CounterSum>> all_sums() {
    std::vector<std::vector<store::CounterSum>> all;
    for (const store::CountedBy by : {store::CountedBy::nothing, store::CountedBy::day,
                                      store::CountedBy::release, store::CountedBy::channel}) {
      store::CounterQuery query;
      query.funnel = "order";
      query.by = by;
      store_->read([&](store::Reader& reader) { all.push_back(reader.sum_counters(query)); });
    }
    return all;
  }

  std::int64_t now_ms_ = kNow;
  JobHandlers handlers_{{std::string(kRetentionJob), retention_handler(funnels_)}};
};

using Retention = RetentionTest;

TEST_P(Retention, RemovesSessionsWhoseDaysAreOverAndKeepsWhatTheyCounted) {
  std::vector<Visitor> visitors;
  for (int number = 1; number <= 45; ++number) {
    visitors.push_back(arrive(number, kNow + number * kOneDay / 10));
  }
  say("order", 10);
  const auto before = all_sums();
  const std::int64_t at = kNow + 13 * kOneDay;  // those of the first three days are older
  const std::vector<DueSessions> due = find_due_sessions(*store_, at);
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].sessions, 29);
  EXPECT_EQ(due[0].oldest_at_ms, kNow + kOneDay / 10);
  EXPECT_TRUE(due[0].is_all);
  tidy(at);
  for (int number = 1; number <= 45; ++number) {
    EXPECT_EQ(is_here(visitors[static_cast<std::size_t>(number - 1)]), number >= 30) << number;
  }
  EXPECT_EQ(find_due_sessions(*store_, at)[0].sessions, 0);
  EXPECT_EQ(all_sums(), before);
  EXPECT_EQ(rebuild_statistics(*store_, funnels_).sessions, 16);
  EXPECT_EQ(all_sums(), before) << "no log tells of them any more, and they are counted still";
  const IngestAnswer late = ingest(*store_, funnels_, visitors[0].submission(), at + 1);
  EXPECT_EQ(late.outcome, IngestOutcome::removed);
  EXPECT_EQ(all_sums(), before) << "they are not counted once more";
}

TEST_P(Retention, CountsDaysFromTheLastEventOfAllBranches) {
  Visitor visitor(funnel_, 1);
  visitor.play(Answered{"name", Value("Ana")});
  visitor.play(Answered{"size", Value("large")});
  ASSERT_EQ(ingest(*store_, funnels_, visitor.submission(), kNow).outcome, IngestOutcome::accepted);
  Visitor branch = visitor.fork(2, 90);
  branch.play(Answered{"name", Value("Cy")});
  ASSERT_EQ(
      ingest(*store_, funnels_,
             branch.submission_to(branch.branch_from(2), visitor.id, 1, 2, branch.events.size()),
             kNow + 5 * kOneDay)
          .outcome,
      IngestOutcome::accepted);
  say("order", 10);
  tidy(kNow + 14 * kOneDay);
  EXPECT_TRUE(is_here(visitor));
  tidy(kNow + 15 * kOneDay + 1);
  EXPECT_FALSE(is_here(visitor));
  EXPECT_FALSE(row(branch.branch_from(2)));
}

TEST_P(Retention, AsksTheFunnelBeforeTheServer) {
  const Visitor visitor = arrive(1, kNow);
  say("", 1);
  say("order", 0);
  tidy(kNow + 30 * kOneDay);
  EXPECT_TRUE(is_here(visitor)) << "for ever";
  say("order", 60);
  tidy(kNow + 59 * kOneDay);
  EXPECT_TRUE(is_here(visitor));
  say("order", std::nullopt);
  store_->read([&](store::Reader& reader) {
    EXPECT_EQ(effective_retention(reader, "order").days, 1);
    EXPECT_EQ(find_retention(reader, "order").revision, 0);
  });
  tidy(kNow + 66 * kOneDay);
  EXPECT_FALSE(is_here(visitor));
}

TEST_P(Retention, GoesOnWhereItsServerDied) {
  const Visitor first = arrive(1, kNow);
  const Visitor second = arrive(2, kNow);
  say("", 1);
  now_ms_ = kNow + 2 * kOneDay;
  begin_retention(*store_, now_ms_);
  const auto lost = claim_job(*store_, handlers_, now_ms_);
  ASSERT_TRUE(lost);
  EXPECT_FALSE(claim_job(*store_, handlers_, now_ms_)) << "one server at a time";
  now_ms_ += kJobLeaseMs + 1;
  const auto taken = claim_job(*store_, handlers_, now_ms_);
  ASSERT_TRUE(taken);
  run_job(*store_, handlers_, *lost, [this] { return now_ms_; });
  EXPECT_TRUE(is_here(first)) << "who has lost the job removes nothing";
  run_job(*store_, handlers_, *taken, [this] { return now_ms_; });
  EXPECT_FALSE(is_here(first));
  EXPECT_FALSE(is_here(second));
}

TEST_P(Retention, IsChangedByWhoHasSeenIt) {
  const ChangedRetention made = say("order", 5);
  EXPECT_EQ(made.retention.revision, 1);
  EXPECT_EQ(change_retention(*store_, "order", 7, "\"0-0\"", server_actor(kNow)).outcome,
            RetentionOutcome::stale);
  EXPECT_EQ(say("order", 7).retention.days, 7);
}

TEST_P(Retention, RemovesWhatWasRefusedOfSessionsThatNeverCame) {
  const Visitor of_funnel = visitor_;
  Visitor of_nobody(funnel_, 2);
  of_nobody.play_to_the_end();
  Visitor decided(funnel_, 3);
  decided.play_to_the_end();
  arrive_refused(of_funnel, kNow);
  arrive_set_aside(of_nobody, 3, 6, kNow);
  arrive_set_aside(decided, 3, 6, kNow);
  store_->write([&](store::Writer& writer) {
    decide(writer, funnels_, decided.branch_from(3), {Decision::discarded, "", "ann"}, kNow);
  });
  say("", 20);
  say("order", 10);
  EXPECT_EQ(due_refused(kNow + 10 * kOneDay), (std::vector<std::int64_t>{0, 0}));
  EXPECT_EQ(due_refused(kNow + 10 * kOneDay + 1), (std::vector<std::int64_t>{0, 6}));
  tidy(kNow + 10 * kOneDay + 1);
  EXPECT_EQ(refused_of(of_funnel), 0);
  EXPECT_EQ(refused_of(of_nobody), 3) << "nobody knows the funnel: the server's days hold";
  EXPECT_EQ(due_refused(kNow + 20 * kOneDay + 1), (std::vector<std::int64_t>{6, 0}));
  tidy(kNow + 20 * kOneDay + 1);
  EXPECT_EQ(refused_of(of_nobody), 0);
  EXPECT_EQ(refused_of(decided), 0);
  EXPECT_EQ(due_refused(kNow + 90 * kOneDay), (std::vector<std::int64_t>{0, 0}));
  for (const Visitor& late : {of_funnel, of_nobody}) {
    EXPECT_EQ(ingest(*store_, funnels_, late.submission(), now_ms_).outcome,
              IngestOutcome::removed);
  }
}

TEST_P(Retention, CountsDaysFromTheLastRefusedEventAndKeepsWhatBelongsToASession) {
  Visitor slow(funnel_, 2);
  slow.play_to_the_end();
  arrive_set_aside(slow, 3, 4, kNow);
  arrive_set_aside(slow, 4, 6, kNow + 5 * kOneDay);
  const Visitor here = arrive(3, kNow + 8 * kOneDay);
  arrive_set_aside(here, 3, 6, kNow);
  say("", 10);
  tidy(kNow + 14 * kOneDay);
  EXPECT_EQ(refused_of(slow), 3);
  EXPECT_EQ(refused_of(here), 3);
  tidy(kNow + 16 * kOneDay);
  EXPECT_EQ(refused_of(slow), 0);
  EXPECT_EQ(refused_of(here), 3) << "it goes with its session";
  tidy(kNow + 19 * kOneDay);
  EXPECT_EQ(refused_of(here), 0);
  EXPECT_FALSE(is_here(here));
}

TEST_P(Retention, GoesThroughMoreRefusedEventsThanOneTransactionTakes) {
  std::vector<Visitor> visitors;
  for (int number = 1; number <= 45; ++number) {
    visitors.emplace_back(funnel_, number);
    visitors.back().play_to_the_end();
    arrive_refused(visitors.back(), kNow + number);
  }
  say("order", 0);
  say("", 10);
  EXPECT_EQ(due_refused(kNow + 90 * kOneDay), (std::vector<std::int64_t>{0})) << "for ever";
  say("order", 10);
  const std::int64_t at = kNow + 10 * kOneDay + 41;
  EXPECT_EQ(due_refused(at), (std::vector<std::int64_t>{0, 40 * 6}));
  tidy(at);
  for (std::size_t i = 0; i < visitors.size(); ++i) {
    EXPECT_EQ(refused_of(visitors[i]), i < 40 ? 0 : 6) << i;
  }
}

TUNDISH_ON_EVERY_STORE(Retention);

}  // namespace
}  // namespace tundish::service
