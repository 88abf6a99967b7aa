// Parts of how a session moves that scenarios cannot reach: other times, many sessions, limits.

#include <gtest/gtest.h>

#include <map>

#include "run/availability.hpp"
#include "run/experiment.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "unit/random_play.hpp"

namespace tundish {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kMonday = 4 * kDayMs;  // 5 January 1970

Availability window(std::vector<Weekday> days, int from_hour, int to_hour, int offset_minutes = 0) {
  Window made;
  made.days = std::move(days);
  made.from = from_hour * 60;
  made.to = to_hour * 60;
  made.offset_minutes = offset_minutes;
  Availability availability;
  availability.windows = {made};
  return availability;
}

TEST(Availability, TheNightFromSundayToMondayIsOneWindow) {
  const Availability night = window({Weekday::sun}, 20, 8);
  EXPECT_FALSE(is_available(night, kMonday - 5 * kHourMs));
  EXPECT_TRUE(is_available(night, kMonday - 4 * kHourMs));
  EXPECT_TRUE(is_available(night, kMonday));
  EXPECT_TRUE(is_available(night, kMonday + 8 * kHourMs - 1));
  EXPECT_FALSE(is_available(night, kMonday + 8 * kHourMs));
  EXPECT_FALSE(is_available(night, kMonday + 20 * kHourMs));
}

TEST(Availability, EveryDayOfTheWeekIsItself) {
  for (int day = 0; day < 7; ++day) {
    const Availability only = window({static_cast<Weekday>(day)}, 0, 0);
    for (int other = 0; other < 7; ++other) {
      EXPECT_EQ(is_available(only, kMonday + other * kDayMs), day == other);
      EXPECT_EQ(is_available(only, kMonday + (other + 1) * kDayMs - 1), day == other);
    }
  }
}

TEST(Availability, HoldsBefore1970AndByEveryClock) {
  EXPECT_TRUE(is_available(window({Weekday::wed}, 0, 0), -1));
  EXPECT_FALSE(is_available(window({Weekday::thu}, 0, 0), -1));
  EXPECT_TRUE(is_available(window({Weekday::thu}, 0, 1, 1), -1));
  EXPECT_TRUE(is_available(window({Weekday::sun}, 10, 11, -14 * 60), kMonday + kHourMs / 2));
}

Jump hero() {
  Jump jump;
  jump.experiment = "hero";
  for (const auto& [name, weight] : {std::pair("a", 50), std::pair("b", 30), std::pair("c", 20)}) {
    Variant variant;
    variant.name = name;
    variant.weight = weight;
    jump.variants.push_back(variant);
  }
  return jump;
}

TEST(Experiment, SplitsByTheWeights) {
  const Jump jump = hero();
  std::map<std::string, int> sessions;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const std::string session = testing::hex_id(i);
    const Variant* variant = variant_of(session, jump);
    ASSERT_TRUE(variant);
    EXPECT_EQ(variant, variant_of(session, jump)) << "the same for ever";
    ++sessions[variant->name];
  }
  EXPECT_NEAR(sessions["a"], 5000, 200);
  EXPECT_NEAR(sessions["b"], 3000, 200);
  EXPECT_NEAR(sessions["c"], 2000, 200);
}

TEST(Experiment, WithoutWeightHasNobody) {
  Jump jump = hero();
  for (Variant& one : jump.variants) one.weight = 0;
  EXPECT_EQ(variant_of(testing::hex_id(1), jump), nullptr);
}

/// A funnel of two layers; its structure is that of no other text.
std::string sub(const std::string& text) {
  return R"({"tundish":1,"slug":"sub","title":"Sub","layers":[)"
         R"({"id":"q","type":"start","next":"ok","components":[{"id":"t","type":"message","text":")" +
         text + R"("},{"id":")" + text + R"(","type":"message","text":"-"}]},)" +
         R"({"id":"ok","type":"result"}]})";
}

std::string playing(const std::string& release, const std::string& subfunnels) {
  return R"({"tundish":1,"slug":"main","title":"Main","subfunnels":[)" + subfunnels +
         R"(],"layers":[{"id":"s","type":"start","next":"p"},
             {"id":"p","type":"subfunnel","subfunnel":{"funnel":"sub","next":"end","release":")" +
         release + R"("}},{"id":"end","type":"result",
              "components":[{"id":"bye","type":"message","text":"Bye"}]}]})";
}

std::string played_text(const std::string& release) {
  const Result<Funnel> funnel = parse_funnel(playing(release, sub("first") + "," + sub("second")));
  if (!funnel) return to_json(funnel.error());
  const std::string* text = find_text((*funnel)->content.front(), "p/q", "t", "text");
  return text ? *text : "none";
}

TEST(Subfunnels, ThePinnedReleaseIsPlayed) {
  const Result<Funnel> second = parse_funnel(sub("second"));
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(played_text("latest"), "first");
  EXPECT_EQ(played_text(release_hash(*second, "en")), "second");
}

TEST(Subfunnels, AFunnelIsWrittenWithoutTheLayersOfItsSubfunnels) {
  const Result<Funnel> funnel = parse_funnel(playing("latest", sub("first")));
  ASSERT_TRUE(funnel.has_value());
  EXPECT_EQ((*funnel)->layers.size(), 5U);
  EXPECT_EQ(funnel->written().layers.size(), 3U);
  EXPECT_EQ(to_json(*funnel).find("p/q"), std::string::npos);
  EXPECT_NE(find_layer(**funnel, "p/ok"), kNoLayer);
}

TEST(Subfunnels, SpeakTheirOwnLanguageWhereTheyLackTheSessions) {
  std::string text = playing("latest", sub("first"));
  text.insert(1, R"("languages":["en","es"],"content":{"es":{"end.bye.text":"Adiós"}},)");
  const Result<Funnel> funnel = parse_funnel(text);
  ASSERT_TRUE(funnel.has_value()) << to_json(funnel.error());
  const Content* spanish = find_content(**funnel, "es");
  ASSERT_TRUE(spanish);
  const std::string* own = find_text(*spanish, "p/q", "t", "text");
  ASSERT_TRUE(own);
  EXPECT_EQ(*own, "first");
}

}  // namespace
}  // namespace tundish
