#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "server/store_kinds.hpp"

namespace tundish::store {
namespace {

/// What is counted, on every kind of store.
template <class Kind>
class Counters : public StoreTest<Kind> {
 protected:
  void add(const CounterKey& key, const Counts& counts) {
    this->store().write([&](Writer& writer) { writer.add_counts(key, counts); });
  }
  std::vector<CounterSum> sums(const CounterQuery& query) {
    return this->template ask<std::vector<CounterSum>>(
        [&](Reader& reader) { return reader.sum_counters(query); });
  }
  /// Sessions by the value that is kept apart.
  std::map<std::string, std::int64_t> sessions(const CounterQuery& query) {
    std::map<std::string, std::int64_t> found;
    for (const CounterSum& sum : sums(query)) {
      found[sum.value] = count_of(sum.counts, Measure::sessions);
    }
    return found;
  }
};
TYPED_TEST_SUITE(Counters, Kinds, KindNames);

using Found = std::map<std::string, std::int64_t>;

Counts count_sessions(std::int64_t sessions) {
  return {Count{"", Measure::sessions, "", sessions}};
}

CounterQuery of(const char* funnel, CountedBy by = CountedBy::nothing) {
  CounterQuery query;
  query.funnel = funnel;
  query.by = by;
  return query;
}

TYPED_TEST(Counters, AddUpOverBucketsAndTransactions) {
  CounterKey key = counter_key("f");
  const Counts counts = {
      Count{"", Measure::visits, "", 2},      Count{"", Measure::sessions, "", 1},
      Count{"who", Measure::reached, "", 1},  Count{"who", Measure::clicks, "go", 1},
      Count{"who", Measure::stays, "017", 1}, Count{"who", Measure::ways, "done", 1}};
  this->store().write([&](Writer& writer) {
    writer.add_counts(key, counts);
    writer.add_counts(key, counts);
    key.bucket = 2;
    writer.add_counts(key, counts);
    writer.add_counts(counter_key("other"), counts);
  });
  this->add(key,
            {Count{"who", Measure::clicks, "back", 4}, Count{"who", Measure::clicks, "go", 1}});
  const std::vector<CounterSum> sums = this->sums(of("f"));
  ASSERT_EQ(sums.size(), 1u);
  EXPECT_EQ(sums[0].value, "");
  EXPECT_EQ(sums[0].counts,
            (Counts{Count{"", Measure::visits, "", 6}, Count{"", Measure::sessions, "", 3},
                    Count{"who", Measure::reached, "", 3}, Count{"who", Measure::clicks, "back", 4},
                    Count{"who", Measure::clicks, "go", 4}, Count{"who", Measure::stays, "017", 3},
                    Count{"who", Measure::ways, "done", 3}}));
}

TYPED_TEST(Counters, AreKeptApartByEachOfTheirWords) {
  CounterKey key = counter_key("f");
  this->add(key, count_sessions(1));
  key.day = "2025-01-02";
  key.release = "r2";
  key.language = "es";
  key.channel = "sms";
  this->add(key, count_sessions(10));
  EXPECT_EQ(this->sessions(of("f")), (Found{{"", 11}}));
  EXPECT_EQ(this->sessions(of("f", CountedBy::day)),
            (Found{{"2025-01-01", 1}, {"2025-01-02", 10}}));
  EXPECT_EQ(this->sessions(of("f", CountedBy::release)), (Found{{"r", 1}, {"r2", 10}}));
  EXPECT_EQ(this->sessions(of("f", CountedBy::language)), (Found{{"en", 1}, {"es", 10}}));
  EXPECT_EQ(this->sessions(of("f", CountedBy::channel)), (Found{{"sms", 10}, {"web", 1}}));
}

TYPED_TEST(Counters, AreFoundByEachOfTheirWords) {
  const std::pair<std::string CounterKey::*, std::string CounterQuery::*> kWords[] = {
      {&CounterKey::release, &CounterQuery::release},
      {&CounterKey::language, &CounterQuery::language},
      {&CounterKey::channel, &CounterQuery::channel}};
  std::int64_t number = 1;
  this->add(counter_key("f"), count_sessions(number));
  for (const auto& [in_key, in_query] : kWords) {
    CounterKey key = counter_key("f");
    key.*in_key = "other";
    this->add(key, count_sessions(number *= 10));
    CounterQuery query = of("f");
    query.*in_query = "other";
    EXPECT_EQ(this->sessions(query), (Found{{"", number}}));
    query.*in_query = "none";
    EXPECT_EQ(this->sessions(query), Found{});
  }
}

TYPED_TEST(Counters, AreOfTheDaysThatAreAskedFor) {
  CounterKey key = counter_key("f");
  for (const char* day : {"2024-12-31", "2025-01-01", "2025-01-02", "2025-01-03"}) {
    key.day = day;
    this->add(key, count_sessions(1));
  }
  CounterQuery query = of("f");
  query.from_day = "2025-01-01";
  EXPECT_EQ(this->sessions(query), (Found{{"", 3}}));
  query.to_day = "2025-01-02";
  EXPECT_EQ(this->sessions(query), (Found{{"", 2}}));
  query.from_day.clear();
  EXPECT_EQ(this->sessions(query), (Found{{"", 3}}));
}

TYPED_TEST(Counters, OfExperimentsStandBesideThoseOfEverybody) {
  CounterKey key = counter_key("f");
  this->add(key, count_sessions(9));
  const auto add_arm = [&](const char* experiment, const char* variant, std::int64_t sessions) {
    key.experiment = experiment;
    key.variant = variant;
    this->add(key, count_sessions(sessions));
  };
  add_arm("hero", "a", 4);
  add_arm("hero", "b", 3);
  add_arm("price", "a", 2);
  EXPECT_EQ(this->sessions(of("f")), (Found{{"", 9}}));
  EXPECT_EQ(this->sessions(of("f", CountedBy::experiment)), (Found{{"hero", 7}, {"price", 2}}));
  CounterQuery query = of("f", CountedBy::variant);
  query.experiment = "hero";
  EXPECT_EQ(this->sessions(query), (Found{{"a", 4}, {"b", 3}}));
  query.by = CountedBy::nothing;
  EXPECT_EQ(this->sessions(query), (Found{{"", 7}}));
  query.variant = "b";
  EXPECT_EQ(this->sessions(query), (Found{{"", 3}}));
}

TYPED_TEST(Counters, AreOfAllFunnelsWhenTheyAreToldByFunnel) {
  this->add(counter_key("f"), count_sessions(1));
  this->add(counter_key("g"), count_sessions(2));
  CounterKey key = counter_key("g");
  key.day = "2025-01-09";
  this->add(key, count_sessions(4));
  CounterQuery query = of("", CountedBy::funnel);
  EXPECT_EQ(this->sessions(query), (Found{{"f", 1}, {"g", 6}}));
  query.from_day = "2025-01-02";
  EXPECT_EQ(this->sessions(query), (Found{{"g", 4}}));
}

TYPED_TEST(Counters, OfLayersAreLeftOutWhereTheyAreNotWanted) {
  this->add(counter_key("f"),
            {Count{"", Measure::sessions, "", 1}, Count{"who", Measure::reached, "", 1}});
  CounterQuery query = of("f");
  query.of_layers = false;
  ASSERT_EQ(this->sums(query).size(), 1u);
  EXPECT_EQ(this->sums(query)[0].counts, count_sessions(1));
}

TYPED_TEST(Counters, ThatComeToNothingAreNotTold) {
  this->add(counter_key("f"),
            {Count{"", Measure::sessions, "", 1}, Count{"", Measure::abandoned, "", 1}});
  this->add(counter_key("f"), {Count{"", Measure::abandoned, "", -1}});
  ASSERT_EQ(this->sums(of("f")).size(), 1u);
  EXPECT_EQ(this->sums(of("f"))[0].counts, count_sessions(1));
  this->add(counter_key("f"), count_sessions(-1));
  EXPECT_TRUE(this->sums(of("f")).empty());
}

TYPED_TEST(Counters, AreRemovedButVisits) {
  this->store().write([](Writer& writer) {
    writer.add_counts(counter_key("f"),
                      {Count{"", Measure::visits, "", 5}, Count{"", Measure::sessions, "", 2},
                       Count{"who", Measure::reached, "", 2}});
    writer.remove_counts();
    writer.add_counts(counter_key("f"), count_sessions(1));
  });
  EXPECT_EQ(this->sums(of("f"))[0].counts,
            (Counts{Count{"", Measure::visits, "", 5}, Count{"", Measure::sessions, "", 1}}));
}

TEST(Measures, HaveAWordEach) {
  for (int i = 0; i <= static_cast<int>(Measure::ways); ++i) {
    Measure read = Measure::visits;
    EXPECT_TRUE(from_text(to_text(static_cast<Measure>(i)), read));
    EXPECT_EQ(static_cast<int>(read), i);
  }
  Measure read = Measure::closed;
  EXPECT_FALSE(from_text("smiles", read));
  EXPECT_EQ(read, Measure::closed);
}

}  // namespace
}  // namespace tundish::store
