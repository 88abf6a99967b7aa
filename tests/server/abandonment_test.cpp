// Sessions that nobody goes on with, on every store.
#include "service/abandonment.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "server/ingest_fixture.hpp"
#include "service/closing.hpp"
#include "service/rebuild.hpp"
#include "store/records.hpp"
#include "store/watches.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;  // what funnels say when they say nothing
constexpr std::int64_t kMinute = 60 * 1000;

class Abandonment : public IngestTest {
 protected:
  bool search(std::int64_t now_ms, int limit = 64) {
    AbandonmentSearch search;
    search.now_ms = now_ms;
    search.limit = limit;
    return find_abandoned(*store_, funnels_, search);
  }
  IngestAnswer send_at(const Visitor& visitor, std::size_t from, std::size_t to,
                       std::int64_t now_ms) {
    return ingest(*store_, funnels_, visitor.submission(from, to), now_ms);
  }
  /// The visitor has made an input and is gone.
  void leave_in_the_middle() { send(0, 3); }
  std::string status(const std::string& session) { return row(session)->status; }
  std::int64_t dropped() {
    std::int64_t sum = 0;
    for (const LayerStatistics& layer : statistics_of_order().layers) sum += layer.dropped;
    return sum;
  }
  std::vector<store::CounterSum> days() {
    std::vector<store::CounterSum> sums;
    store_->read([&](store::Reader& reader) {
      store::CounterQuery query;
      query.funnel = "order";
      query.by = store::CountedBy::day;
      sums = reader.sum_counters(query);
    });
    return sums;
  }
  void expect_the_same_anew() {
    const std::vector<store::CounterSum> before = days();
    rebuild_statistics(*store_, funnels_);
    EXPECT_EQ(days(), before);
  }
  std::size_t watches() {
    std::size_t count = 0;
    store_->read([&](store::Reader& reader) {
      count = store::list<store::Watch>(reader, store::by_index("watches_by_time")).size();
    });
    return count;
  }
};

TEST_P(Abandonment, IsMarkedAndCountedWhenNothingCameForSoLong) {
  leave_in_the_middle();
  search(kNow + kDay - 1);
  EXPECT_EQ(status(visitor_.id), "in_progress");
  EXPECT_EQ(statistics_of_order().abandoned, 0);
  search(kNow + kDay);
  EXPECT_EQ(status(visitor_.id), "abandoned");
  EXPECT_EQ(statistics_of_order().abandoned, 1);
  EXPECT_EQ(dropped(), 1);
  search(kNow + 3 * kDay);
  EXPECT_EQ(statistics_of_order().abandoned, 1) << "once";
  EXPECT_EQ(watches(), 0u);
  expect_the_same_anew();
}

TEST_P(Abandonment, CountsUnderTheDayOnWhichTheTimeWasOver) {
  leave_in_the_middle();
  search(kNow + 30 * kDay);
  const std::string day = day_of(kNow + kDay);
  for (const store::CounterSum& sum : days()) {
    const std::int64_t wanted = sum.value == day ? 1 : 0;
    EXPECT_EQ(store::count_of(sum.counts, store::Measure::abandoned), wanted) << sum.value;
  }
  expect_the_same_anew();
}

TEST_P(Abandonment, LooksAgainWhenSomebodyWentOnMeanwhile) {
  leave_in_the_middle();
  search(kNow + kDay / 2);
  EXPECT_EQ(watches(), 1u);
  send_at(visitor_, 3, 4, kNow + kDay / 2);
  search(kNow + kDay);
  EXPECT_EQ(status(visitor_.id), "in_progress");
  search(kNow + kDay / 2 + kDay);
  EXPECT_EQ(status(visitor_.id), "abandoned");
}

TEST_P(Abandonment, IsFoundInTimeWhenTheClockWasAhead) {
  const std::int64_t ahead = kNow + 10 * kDay;
  send_at(visitor_, 0, 3, ahead);
  search(ahead + kDay / 2);
  send_at(visitor_, 3, 4, kNow);
  search(kNow + kDay - 1);
  EXPECT_EQ(status(visitor_.id), "in_progress");
  search(kNow + kDay);
  EXPECT_EQ(status(visitor_.id), "abandoned");
  EXPECT_EQ(watches(), 0u);
}

TEST_P(Abandonment, IsTakenBackByWhatComesLate) {
  leave_in_the_middle();
  search(kNow + kDay);
  EXPECT_EQ(send_at(visitor_, 3, 4, kNow + 2 * kDay).outcome, IngestOutcome::accepted);
  EXPECT_EQ(status(visitor_.id), "in_progress");
  EXPECT_EQ(statistics_of_order().abandoned, 0);
  EXPECT_EQ(dropped(), 0);
  expect_the_same_anew();
  search(kNow + 3 * kDay);
  EXPECT_EQ(status(visitor_.id), "abandoned") << "left once more";
  EXPECT_EQ(statistics_of_order().abandoned, 1);
  send_at(visitor_, 4, visitor_.events.size(), kNow + 4 * kDay);
  EXPECT_EQ(status(visitor_.id), "completed");
  EXPECT_EQ(statistics_of_order().abandoned, 0);
  EXPECT_EQ(statistics_of_order().completions, 1);
  expect_the_same_anew();
}

TEST_P(Abandonment, WhatIsSentAgainTakesNothingBack) {
  leave_in_the_middle();
  search(kNow + kDay);
  EXPECT_EQ(send_at(visitor_, 0, 3, kNow + 2 * kDay).outcome, IngestOutcome::accepted);
  EXPECT_EQ(status(visitor_.id), "abandoned");
  EXPECT_EQ(statistics_of_order().abandoned, 1);
}

TEST_P(Abandonment, OfOneThatIsEndedByHandIsTakenBack) {
  leave_in_the_middle();
  search(kNow + kDay);
  store_->write([&](store::Writer& writer) {
    EXPECT_EQ(close_session(writer, funnels_, visitor_.id, "by_operator", kNow + 2 * kDay),
              Closing::closed);
  });
  EXPECT_EQ(status(visitor_.id), "closed");
  EXPECT_EQ(statistics_of_order().abandoned, 0);
  EXPECT_EQ(statistics_of_order().closed, 1);
  expect_the_same_anew();
}

TEST_P(Abandonment, IsNoneOfWhoHasDoneNothingOrIsDone) {
  send_at(Visitor(funnel_, 2), 0, 1, kNow);
  send(visitor_.submission());
  search(kNow + kDay);
  EXPECT_EQ(status(Visitor(funnel_, 2).id), "abandoned");
  EXPECT_EQ(status(visitor_.id), "completed");
  EXPECT_EQ(statistics_of_order().abandoned, 0) << "who did nothing is no session";
  expect_the_same_anew();
}

TEST_P(Abandonment, OfABranchIsNoVisitorMore) {
  leave_in_the_middle();
  Visitor branch = visitor_.fork(2, 90);
  branch.play(Answered{"name", Value("Cy")});
  const std::string id = branch.branch_from(2);
  EXPECT_EQ(ingest(*store_, funnels_,
                   branch.submission_to(id, visitor_.id, 1, 2, branch.events.size()), kNow)
                .outcome,
            IngestOutcome::accepted);
  search(kNow + kDay);
  EXPECT_EQ(status(id), "abandoned");
  EXPECT_EQ(status(visitor_.id), "abandoned");
  EXPECT_EQ(statistics_of_order().abandoned, 1);
  expect_the_same_anew();
}

TEST_P(Abandonment, DoesALittleAtATime) {
  for (int number = 2; number < 7; ++number) {
    Visitor other(funnel_, number);
    other.play(Answered{"name", Value("Bo")});
    send_at(other, 0, 2, kNow + number);
  }
  std::vector<std::int64_t> counts;
  for (bool is_more = true; is_more; counts.push_back(statistics_of_order().abandoned)) {
    is_more = search(kNow + 2 * kDay, 2);
  }
  EXPECT_EQ(counts, (std::vector<std::int64_t>{2, 4, 5}));
}

TEST_P(Abandonment, WaitsUntilSessionsOfThatAgeAreAllThere) {
  leave_in_the_middle();
  EXPECT_FALSE(search(kNow + 10 * kMinute - 1));
  EXPECT_EQ(watches(), 0u);
  search(kNow + 10 * kMinute);
  EXPECT_EQ(watches(), 1u);
}

TEST_P(Abandonment, IsCountedOnceByManyWhoSearchAtOnce) {
  for (int number = 2; number < 12; ++number) {
    Visitor other(funnel_, number);
    other.play(Answered{"name", Value("Bo")});
    send_at(other, 0, 2, kNow + number);
  }
  std::vector<std::thread> servers;
  std::atomic<int> failures = 0;
  for (int i = 0; i < 4; ++i) {
    servers.emplace_back([&] {
      try {
        while (search(kNow + 2 * kDay, 3)) {
        }
      } catch (const std::exception&) {
        ++failures;
      }
    });
  }
  for (std::thread& server : servers) server.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(statistics_of_order().abandoned, 10);
  expect_the_same_anew();
}

TEST_P(Abandonment, IsADutyOfWhicheverServerIsThere) {
  leave_in_the_middle();
  const Duty duty = abandonment_duty(*store_, funnels_);
  EXPECT_FALSE(duty.is_due(kNow + kMinute));
  EXPECT_TRUE(duty.is_due(kNow + 2 * kDay));
  EXPECT_FALSE(duty.do_some(kNow + 2 * kDay)) << "no more";
  EXPECT_EQ(status(visitor_.id), "abandoned");
  EXPECT_FALSE(duty.is_due(kNow + 2 * kDay));
}

TUNDISH_ON_EVERY_STORE(Abandonment);

}  // namespace
}  // namespace tundish::service
