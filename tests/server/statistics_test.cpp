#include <string>
#include <vector>

#include "server/ingest_fixture.hpp"
#include "service/closing.hpp"
#include "service/rebuild.hpp"

namespace tundish::service {
namespace {

using store::CountedBy;
using store::CounterQuery;
using store::CounterSum;

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;

class StatisticsTest : public IngestTest {
 protected:
  /// Everything that was counted, by everything that it is kept apart by.
  std::vector<std::vector<CounterSum>> all_sums() {
    std::vector<std::vector<CounterSum>> all;
    store_->read([&](store::Reader& reader) {
      all.clear();
      for (const CountedBy by : {CountedBy::nothing, CountedBy::day, CountedBy::release,
                                 CountedBy::language, CountedBy::channel, CountedBy::experiment}) {
        CounterQuery query;
        query.funnel = "order";
        query.by = by;
        all.push_back(reader.sum_counters(query));
      }
    });
    return all;
  }
  const LayerStatistics& layer(const Statistics& of, const std::string& id) {
    static const LayerStatistics kNone;
    for (const LayerStatistics& one : of.layers) {
      if (one.layer == id) return one;
    }
    return kNone;
  }
};

using Counting = StatisticsTest;

TEST_P(Counting, TellsTimesAndClicksOfLayers) {
  send(visitor_.submission());
  const Statistics statistics = statistics_of_order();
  const LayerStatistics& who = layer(statistics, "who");
  EXPECT_EQ(who.stays, 1);
  const State& state = visitor_.session.state;
  EXPECT_GT(state.last_at_ms, state.started_at_ms);
  EXPECT_LE(who.median_ms, state.last_at_ms - state.started_at_ms);
  EXPECT_EQ(who.median_ms, who.p90_ms);
  ASSERT_FALSE(who.clicks.empty());
  EXPECT_EQ(who.clicks.front().clicks, 1);
}

TEST_P(Counting, IsTheSameWhenItIsDoneAnew) {
  count_visit(*store_, Visit{"order", "r", "en", "web"}, kNow);
  send(visitor_.submission(0, 3));
  ingest(*store_, funnels_, visitor_.submission(3, 6), kNow + kDay);
  for (int number = 2; number <= 6; ++number) {
    Visitor other(funnel_, number);
    if (number % 2 == 0) other.play(Answered{"name", Value("Bo")});
    ingest(*store_, funnels_, other.submission(), kNow + number * kDay / 3);
    if (number == 4) {
      store_->write([&](store::Writer& writer) {
        EXPECT_EQ(close_session(writer, funnels_, other.id, "by_user", kNow + 2 * kDay),
                  Closing::closed);
      });
    }
  }
  const Visitor elsewhere = visitor_.fork(2, 90);
  Visitor branch = elsewhere;
  branch.play(Answered{"name", Value("Cy")});
  EXPECT_EQ(
      ingest(*store_, funnels_,
             branch.submission_to(branch.branch_from(2), visitor_.id, 1, 2, branch.events.size()),
             kNow + kDay)
          .outcome,
      IngestOutcome::accepted);

  const auto before = all_sums();
  EXPECT_GT(before[1].size(), 2u) << "on several days";
  const Rebuilt rebuilt = rebuild_statistics(*store_, funnels_);
  EXPECT_EQ(rebuilt.sessions, 7);
  EXPECT_EQ(all_sums(), before);
  EXPECT_EQ(statistics_of_order().visits, 1);
  EXPECT_EQ(statistics_of_order().closed, 1);
}

TUNDISH_ON_EVERY_STORE(Counting);

}  // namespace
}  // namespace tundish::service
