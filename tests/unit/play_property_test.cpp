// What must hold of every session of every funnel, whatever the visitor does.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tundish/parse.hpp"
#include "tundish/tally.hpp"
#include "unit/random_play.hpp"

namespace tundish {
namespace {

namespace fs = std::filesystem;
using testing::Random;

constexpr int kSessionsPerFunnel = 60;
constexpr int kGestures = 40;

std::vector<fs::path> valid_definitions() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(TUNDISH_SOURCE_DIR "/tests/definitions/valid")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class PlayProperties : public ::testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    Result<Funnel> parsed = parse_funnel(read(GetParam()));
    ASSERT_TRUE(parsed.has_value());
    funnel_.push_back(std::move(*parsed));
  }

  const Funnel& funnel() const { return funnel_.front(); }

  /// Plays gestures and checks what must hold after each.
  std::vector<Event> play_checked(Session& session, Tally& sums, Random& random) {
    std::vector<Event> log;
    const auto make = [&](Gesture gesture) {
      const State before = session.state;
      const Played played = play(session, gesture);
      sums = tally(std::move(sums), funnel(), before, played.transition);
      if (played.transition.refused) {
        EXPECT_EQ(played.transition.state, before) << "a refusal changes nothing";
        EXPECT_EQ(session.state, before);
        EXPECT_TRUE(played.transition.facts.empty() && played.transition.effects.empty());
        EXPECT_FALSE(played.transition.refused->sentence.empty());
        return;
      }
      EXPECT_EQ(session.state.events, before.events + 1);
      EXPECT_FALSE(check_link(log.empty() ? -1 : log.back().seq,
                              log.empty() ? std::string() : log.back().hash, played.event));
      log.push_back(played.event);
    };
    const auto channels = testing::playable_channels(funnel());
    make(testing::random_header(funnel(), channels[random.below(channels.size())], random));
    for (int i = 1; i < kGestures; ++i) {
      const View shown = view(session.funnel, session.state);
      EXPECT_FALSE(to_json(shown).empty());
      Gesture gesture;
      gesture.input = testing::random_input(shown, random);
      gesture.uid = testing::hex_id(random.next());
      gesture.t_mono = 1000 * i;
      gesture.t_wall = 1'760'000'000'000 + 1000 * i;
      make(std::move(gesture));
    }
    return log;
  }

  std::vector<Funnel> funnel_;
};

TEST_P(PlayProperties, EverySessionReplaysToTheSameBytes) {
  Tally sums;
  for (int seed = 1; seed <= kSessionsPerFunnel; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(static_cast<std::uint64_t>(seed));
    Session session{funnel(), {}, {}};
    const std::vector<Event> log = play_checked(session, sums, random);
    ASSERT_FALSE(log.empty());

    const Replay replayed = replay_verified(funnel(), log);
    EXPECT_FALSE(replayed.transition.refused);
    EXPECT_EQ(replayed.transition.state, session.state);
    EXPECT_EQ(state_hash(funnel(), replayed.transition.state), state_hash(funnel(), session.state));

    const Result<State> read_back = parse_state(funnel(), to_json(funnel(), session.state));
    ASSERT_TRUE(read_back.has_value()) << to_json(funnel(), session.state);
    EXPECT_EQ(*read_back, session.state);

    for (const Event& event : log) {
      const Result<Event> event_back = parse_event(to_json(event));
      ASSERT_TRUE(event_back.has_value());
      EXPECT_EQ(*event_back, event);
    }
  }
  EXPECT_LE(sums.sessions, kSessionsPerFunnel);
  EXPECT_LE(sums.completions + sums.closed, sums.sessions);
  for (const LayerTally& layer : sums.layers) {
    EXPECT_LE(layer.completed, layer.reached);
    EXPECT_LE(layer.reached, sums.sessions);
  }
}

TEST_P(PlayProperties, StoredStateGoesOnLikeTheLog) {
  Tally sums;
  for (int seed = 1000; seed < 1000 + kSessionsPerFunnel; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(static_cast<std::uint64_t>(seed));
    Session session{funnel(), {}, {}};
    const std::vector<Event> log = play_checked(session, sums, random);
    ASSERT_FALSE(log.empty());
    const std::size_t cut = 1 + random.below(log.size());
    const Replay first = replay(funnel(), {log.data(), cut});
    Result<State> state = parse_state(funnel(), to_json(funnel(), first.transition.state));
    ASSERT_TRUE(state.has_value());
    for (std::size_t i = cut; i < log.size(); ++i) {
      Transition step = advance(funnel(), std::move(*state), log[i]);
      ASSERT_FALSE(step.refused);
      *state = std::move(step.state);
    }
    EXPECT_EQ(*state, session.state);
  }
}

TEST_P(PlayProperties, AChangedLogIsRefused) {
  Tally sums;
  for (int seed = 2000; seed < 2000 + kSessionsPerFunnel; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(static_cast<std::uint64_t>(seed));
    Session session{funnel(), {}, {}};
    std::vector<Event> log = play_checked(session, sums, random);
    if (log.size() < 3) continue;
    const std::size_t at = 1 + random.below(log.size() - 2);
    switch (random.below(3)) {
      case 0:
        log.erase(log.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      case 1:
        std::swap(log[at], log[at + 1]);
        break;
      default:
        log[at].t_wall += 1;
    }
    const Replay replayed = replay_verified(funnel(), log);
    ASSERT_TRUE(replayed.transition.refused.has_value());
    EXPECT_EQ(replayed.accepted, static_cast<std::int64_t>(at));
  }
}

INSTANTIATE_TEST_SUITE_P(Definitions, PlayProperties, ::testing::ValuesIn(valid_definitions()),
                         [](const auto& parameter) {
                           std::string name = parameter.param.stem().string();
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return !std::isalnum(c); },
                               '_');
                           return name;
                         });

}  // namespace
}  // namespace tundish
