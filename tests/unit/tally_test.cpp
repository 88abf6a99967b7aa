#include "tundish/tally.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/session.hpp"
#include "unit/random_play.hpp"

namespace tundish {
namespace {

constexpr const char* kFunnel = R"({"tundish":1,"slug":"f","title":"F","layers":[
  {"id":"who","type":"start","components":[
    {"id":"name","type":"input","input_type":"text","slug":"name"},
    {"id":"go","type":"button","kind":"jump","text":"Go","target":"act"}]},
  {"id":"act","type":"action",
   "actions":[{"id":"e","kind":"emit","event":"x"}],"next":"more"},
  {"id":"more","type":"intermediate","next":{"jumps":[{"experiment":"hero",
    "weights":{"a":1,"b":1},"targets":{"a":"long","b":"done"}}]}},
  {"id":"long","type":"action",
   "actions":[{"id":"e","kind":"emit","event":"y"}],"next":"done","conversion":true},
  {"id":"done","type":"result"}]})";

/// One session that is played at given times.
class TallyTest : public ::testing::Test {
 protected:
  void begin(int number, const char* definition = kFunnel) {
    const Result<Funnel> funnel = parse_funnel(definition);
    ASSERT_TRUE(funnel.has_value()) << to_json(funnel.error());
    session_ = Session{*funnel, {}, {}};
    Started started;
    started.session = testing::hex_id(static_cast<std::uint64_t>(number));
    started.release = release_hash(*funnel, "en");
    started.structure = (*funnel)->structure;
    started.rules = kRulesLevel;
    started.random_seed = testing::hex_id(static_cast<std::uint64_t>(number));
    started.language = "en";
    make(0, started);
  }
  void make(std::int64_t at_ms, EventInput input) {
    Gesture gesture;
    gesture.uid = testing::hex_id(static_cast<std::uint64_t>(++gestures_));
    gesture.t_wall = 1'000'000 + at_ms;
    gesture.input = std::move(input);
    const State before = session_->state;
    const Played played = play(*session_, gesture);
    ASSERT_FALSE(played.transition.refused) << played.transition.refused->sentence;
    sums_ = tally(std::move(sums_), session_->funnel, before, played.transition);
  }
  const LayerTally& layer(const Tally& of, const std::string& id) {
    static const LayerTally kNone;
    for (const LayerTally& one : of.layers) {
      if (one.layer == id) return one;
    }
    return kNone;
  }

  std::optional<Session> session_;
  Tallies sums_;
  int gestures_ = 0;
};

TEST_F(TallyTest, StaysEndWhenALayerIsLeftOnward) {
  begin(1);
  make(500, Answered{"name", Value("Al")});
  make(4'200, Pressed{"go"});
  const LayerTally& who = layer(sums_.all, "who");
  EXPECT_EQ(who.stays, (std::vector<StayTally>{{stay_bin(4'200), 1}}));
  EXPECT_EQ(who.clicks, (std::vector<ClickTally>{{"go", 1}}));
  EXPECT_TRUE(layer(sums_.all, "act").stays.empty()) << "nobody stays where nothing is shown";
  EXPECT_EQ(layer(sums_.all, "act").completed, 1);

  make(5'000, WentBack{});
  make(65'000, Pressed{"go"});
  EXPECT_EQ(who.reached, 1);
  EXPECT_EQ(layer(sums_.all, "who").stays,
            (std::vector<StayTally>{{stay_bin(4'200), 1}, {stay_bin(60'000), 1}}));
  EXPECT_EQ(layer(sums_.all, "who").clicks, (std::vector<ClickTally>{{"go", 2}}));
  EXPECT_TRUE(layer(sums_.all, "more").stays.empty()) << "it was left backward";
}

TEST_F(TallyTest, WaysAreGoneBySessionsEachOnce) {
  begin(1);
  make(1'000, Pressed{"go"});
  EXPECT_EQ(layer(sums_.all, "who").ways, (std::vector<WayTally>{{"act", 1}}));
  EXPECT_EQ(layer(sums_.all, "act").ways, (std::vector<WayTally>{{"more", 1}}));
  EXPECT_EQ(layer(sums_.all, "who").passed, 1);
  EXPECT_EQ(layer(sums_.all, "more").passed, 0);
  make(2'000, WentBack{});
  EXPECT_TRUE(layer(sums_.all, "more").ways.empty()) << "going back is no way";
  EXPECT_EQ(layer(sums_.all, "more").passed, 0);
  make(3'000, Pressed{"go"});
  make(4'000, Pressed{"next"});
  EXPECT_EQ(layer(sums_.all, "who").ways, (std::vector<WayTally>{{"act", 1}}));
  EXPECT_EQ(layer(sums_.all, "who").passed, 1);
  const bool is_a = session_->state.exposed.find("hero")->text() == "a";
  EXPECT_EQ(layer(sums_.all, "more").ways, (std::vector<WayTally>{{is_a ? "long" : "done", 1}}));
  EXPECT_EQ(layer(sums_.all, "more").passed, 1);
  EXPECT_EQ(layer(sums_.all, "done").passed, 0);
}

constexpr const char* kLoop = R"({"tundish":1,"slug":"f","title":"F","layers":[
  {"id":"ask","type":"start","components":[
    {"id":"on","type":"button","kind":"jump","text":"On","target":"note"}]},
  {"id":"note","type":"action",
   "actions":[{"id":"c","kind":"checkpoint","name":"x","conversion":true}],"next":"again"},
  {"id":"again","type":"intermediate","components":[
    {"id":"round","type":"button","kind":"jump","text":"Again","target":"ask"},
    {"id":"new","type":"button","kind":"restart","text":"Anew"},
    {"id":"off","type":"button","kind":"jump","text":"Off","target":"end"}]},
  {"id":"end","type":"result","conversion":true}]})";

TEST_F(TallyTest, ASessionThatComesAroundCountsOnceForEachWay) {
  begin(1, kLoop);
  make(1'000, Pressed{"on"});
  make(2'000, Pressed{"round"});
  make(3'000, Pressed{"on"});
  EXPECT_EQ(layer(sums_.all, "ask").ways, (std::vector<WayTally>{{"note", 1}}));
  EXPECT_EQ(layer(sums_.all, "ask").passed, 1);
  EXPECT_EQ(layer(sums_.all, "again").ways, (std::vector<WayTally>{{"ask", 1}}));
  make(4'000, Pressed{"off"});
  EXPECT_EQ(layer(sums_.all, "again").ways, (std::vector<WayTally>{{"ask", 1}, {"end", 1}}));
  EXPECT_EQ(layer(sums_.all, "again").passed, 1);
  EXPECT_EQ(sums_.all.conversions, 3) << "two at the checkpoint, one at the end";
  EXPECT_EQ(sums_.all.converted, 1);
}

TEST_F(TallyTest, BeginningAnewIsNoWay) {
  begin(1, kLoop);
  make(1'000, Pressed{"on"});
  make(2'000, Pressed{"new"});
  EXPECT_TRUE(layer(sums_.all, "again").ways.empty());
  EXPECT_EQ(layer(sums_.all, "again").passed, 0);
  make(3'000, Pressed{"on"});
  EXPECT_EQ(layer(sums_.all, "ask").ways, (std::vector<WayTally>{{"note", 1}}));
  EXPECT_EQ(sums_.all.converted, 1);
}

TEST_F(TallyTest, ArmsCountFromWhereTheExperimentIsMet) {
  int sessions[2] = {0, 0};
  for (int number = 1; number <= 20; ++number) {
    begin(number);
    make(1'000, Pressed{"go"});
    make(2'000, Pressed{"next"});
    const bool is_a = session_->state.exposed.find("hero")->text() == "a";
    ++sessions[is_a ? 0 : 1];
  }
  EXPECT_EQ(sums_.all.sessions, 20);
  EXPECT_EQ(sums_.all.completions, 20);
  ASSERT_EQ(sums_.arms.size(), 2u);
  for (const ArmTally& arm : sums_.arms) {
    EXPECT_EQ(arm.experiment, "hero");
    const bool is_a = arm.variant == "a";
    const int wanted = sessions[is_a ? 0 : 1];
    EXPECT_GT(wanted, 0);
    EXPECT_EQ(arm.tally.sessions, wanted);
    EXPECT_EQ(arm.tally.completions, wanted);
    EXPECT_EQ(arm.tally.conversions, is_a ? wanted : 0);
    EXPECT_EQ(arm.tally.converted, is_a ? wanted : 0);
    EXPECT_EQ(layer(arm.tally, "more").passed, wanted);
    EXPECT_EQ(layer(arm.tally, "who").reached, 0) << "that was before";
    EXPECT_EQ(layer(arm.tally, "long").completed, is_a ? wanted : 0);
    EXPECT_EQ(layer(arm.tally, "done").reached, wanted);
  }
}

TEST(Stays, AreInBinsThatAreASixteenthWide) {
  EXPECT_EQ(stay_bin(-1), 0);
  EXPECT_EQ(stay_bin(99), 0);
  EXPECT_EQ(stay_bin(100), 1);
  EXPECT_EQ(stay_bin(std::int64_t{1} << 60), kStayBins - 1);
  EXPECT_EQ(stay_bin(24 * 3'600'000), kStayBins - 1);
  int last = 0;
  for (std::int64_t at = 0; at <= 24 * 3'600'000; at += 50) {
    const int bin = stay_bin(at);
    ASSERT_TRUE(bin == last || bin == last + 1) << at;
    last = bin;
    const auto away = static_cast<double>(std::abs(stay_of_bin(bin) - at));
    ASSERT_LE(away, std::max(50.0, static_cast<double>(at) / 32)) << at;
  }
}

TEST(Stays, MiddlesAreInTheirBins) {
  for (int bin = 0; bin < kStayBins; ++bin) EXPECT_EQ(stay_bin(stay_of_bin(bin)), bin);
}

}  // namespace
}  // namespace tundish
