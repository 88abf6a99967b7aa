#include "service/experiments.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/store_kinds.hpp"
#include "service/proportions.hpp"

namespace tundish::service {
namespace {

using store::Count;
using store::Measure;

constexpr double kUsual = 1.959963984540054;

TEST(Proportions, DeviationsAreThoseOfTheNormalDistribution) {
  EXPECT_NEAR(deviations_of(0.05), kUsual, 1e-12);
  EXPECT_NEAR(deviations_of(0.05 / 2), 2.241402727604947, 1e-12);
  EXPECT_NEAR(deviations_of(1), 0, 1e-12);
}

// The examples of Newcombe, Statistics in Medicine 17 (1998), pages 857 and 873.
TEST(Proportions, IntervalsAreThoseThatWerePublished) {
  const Interval rate = wilson_interval({81, 263}, kUsual);
  EXPECT_NEAR(rate.low, 0.2553, 5e-5);
  EXPECT_NEAR(rate.high, 0.3662, 5e-5);
  const Interval none = wilson_interval({0, 20}, kUsual);
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 0.1611, 5e-5);
  EXPECT_EQ(wilson_interval({29, 29}, kUsual).high, 1);
  const Interval difference = newcombe_interval({48, 80}, {56, 70}, kUsual);
  EXPECT_NEAR(difference.low, 0.0524, 5e-5);
  EXPECT_NEAR(difference.high, 0.3339, 5e-5);
  const Interval small = newcombe_interval({3, 10}, {9, 10}, kUsual);
  EXPECT_NEAR(small.low, 0.1705, 5e-5);
  EXPECT_NEAR(small.high, 0.8090, 5e-5);
}

TEST(Proportions, ADifferenceIsAsLikelyAsThePooledTestSays) {
  // z = 0.2 / sqrt(104/150 · 46/150 · (1/70 + 1/80)) = 2.6502.
  EXPECT_NEAR(chance_of_difference({48, 80}, {56, 70}), 0.00804508, 1e-8);
  EXPECT_NEAR(chance_of_difference({56, 70}, {48, 80}), 0.00804508, 1e-8);
  EXPECT_EQ(chance_of_difference({5, 10}, {50, 100}), 1);
  EXPECT_EQ(chance_of_difference({0, 10}, {0, 100}), 1);
  EXPECT_EQ(chance_of_difference({10, 10}, {100, 100}), 1);
}

TEST(Proportions, AreEnoughWhenTenOfEachAreExpected) {
  EXPECT_TRUE(is_enough({10, 100}, {10, 100}));
  EXPECT_FALSE(is_enough({9, 100}, {10, 100}));
  EXPECT_FALSE(is_enough({90, 99}, {90, 100})) << "ten would have to fail, too";
  EXPECT_FALSE(is_enough({0, 0}, {50, 100}));
}

template <class Kind>
class Experiments : public store::StoreTest<Kind> {
 protected:
  void add(const char* variant, std::int64_t sessions, std::int64_t converted,
           std::int64_t completions = 0) {
    store::CounterKey key = store::counter_key("f");
    key.experiment = "hero";
    key.variant = variant;
    this->store().write([&](store::Writer& writer) {
      writer.add_counts(key, {Count{"", Measure::sessions, "", sessions},
                              Count{"", Measure::completions, "", completions},
                              Count{"", Measure::conversions, "", converted * 2},
                              Count{"", Measure::converted, "", converted}});
    });
  }
  ExperimentResult read(Goal goal = Goal::conversion, const std::string& control = "") {
    store::CounterQuery query;
    query.funnel = "f";
    const auto found = read_experiments(this->store(), query, goal, control);
    return found.empty() ? ExperimentResult{} : found.front();
  }
};
TYPED_TEST_SUITE(Experiments, store::Kinds, store::KindNames);

TYPED_TEST(Experiments, CompareEachVariantWithTheControl) {
  this->add("a", 80, 48);
  this->add("b", 70, 56);
  const ExperimentResult hero = this->read();
  EXPECT_EQ(hero.experiment, "hero");
  EXPECT_EQ(hero.control, "a");
  ASSERT_EQ(hero.variants.size(), 2u);
  EXPECT_FALSE(hero.variants[0].comparison) << "it is the control";
  EXPECT_EQ(hero.variants[1].reached.part, 56);
  EXPECT_EQ(hero.variants[1].reached.whole, 70);
  ASSERT_TRUE(hero.variants[1].comparison);
  const Comparison& comparison = *hero.variants[1].comparison;
  EXPECT_NEAR(comparison.difference, 0.2, 1e-12);
  EXPECT_NEAR(comparison.interval.low, 0.0524, 5e-5);
  EXPECT_NEAR(comparison.chance, 0.00804508, 1e-8);
  EXPECT_EQ(comparison.verdict, Verdict::better);

  const ExperimentResult other = this->read(Goal::conversion, "b");
  EXPECT_EQ(other.control, "b");
  ASSERT_TRUE(other.variants[0].comparison);
  EXPECT_EQ(other.variants[0].comparison->verdict, Verdict::worse);
  EXPECT_EQ(this->read(Goal::conversion, "none").control, "a");
}

TYPED_TEST(Experiments, AreHarderToDecideTheMoreVariantsThereAre) {
  this->add("a", 80, 48);
  this->add("b", 70, 56);
  for (const char* more : {"c", "d", "e", "f", "g", "h"}) this->add(more, 80, 48);
  const ExperimentResult hero = this->read();
  ASSERT_TRUE(hero.variants[1].comparison);
  EXPECT_NEAR(hero.variants[1].comparison->chance, 7 * 0.00804508, 1e-7);
  EXPECT_EQ(hero.variants[1].comparison->verdict, Verdict::open);
  EXPECT_LT(hero.variants[1].comparison->interval.low, 0.0524) << "it is wider, too";
}

TYPED_TEST(Experiments, SayNothingOfFewSessions) {
  this->add("a", 10, 1, 3);
  this->add("b", 10, 9, 3);
  EXPECT_EQ(this->read().variants[1].comparison->verdict, Verdict::too_few);
  EXPECT_EQ(this->read(Goal::completion).variants[1].reached.part, 3);
  this->add("c", 0, 0);
  EXPECT_EQ(this->read().variants.size(), 2u) << "nobody met it";
}

TYPED_TEST(Experiments, ThatNobodyMetAreNone) {
  store::CounterQuery query;
  query.funnel = "f";
  EXPECT_TRUE(read_experiments(this->store(), query, Goal::conversion, "").empty());
}

}  // namespace
}  // namespace tundish::service
