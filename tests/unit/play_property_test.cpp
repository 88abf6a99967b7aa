// What must hold of every session of every funnel, whatever the visitor does.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "simulate/visitor_gestures.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/tally.hpp"
#include "unit/definition_file.hpp"
#include "unit/random_play.hpp"

namespace tundish {
namespace {

namespace fs = std::filesystem;
using testing::Random;

constexpr int kSessionsPerFunnel = 40;
constexpr int kGestures = 60;
constexpr Channel kChannels[] = {Channel::web, Channel::whatsapp, Channel::web_chat, Channel::sms};

/// Every definition that can be played on some channel: those of the tests and the demos.
std::vector<fs::path> examples() {
  std::vector<fs::path> files;
  for (const char* folder :
       {"/tests/definitions/valid", "/tests/definitions/format", "/server/demos/funnels"}) {
    for (const auto& entry : fs::directory_iterator(std::string(TUNDISH_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".json") continue;
      const Result<Funnel> funnel = parse_funnel(read_file(entry.path()));
      if (funnel && !testing::playable_channels(*funnel).empty()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Visitors of all channels and languages, who err and turn round more often than most.
SimulateOptions wild_visitors(const Funnel& funnel) {
  SimulateOptions options;
  options.steps = kGestures;
  Visitors& visitors = options.visitors;
  for (const Channel channel : testing::playable_channels(funnel)) {
    visitors.channels.emplace_back(channel, 1.0);
  }
  for (const Content& content : funnel->content) {
    visitors.languages.emplace_back(content.language, 1.0);
  }
  visitors.abandon = 0;
  visitors.back = 0.15;
  visitors.invalid = 0.2;
  return options;
}

class PlayProperties : public ::testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    Result<Funnel> parsed = parse_funnel(read_file(GetParam()));
    ASSERT_TRUE(parsed.has_value());
    plan_.emplace(*parsed, wild_visitors(*parsed));
  }

  const Funnel& funnel() const { return plan_->funnel(); }

  /// The view of a state is defined on every channel, whatever the funnel is for; the state can be
  /// written and read.
  void check_state(const State& state) {
    for (const Channel channel : kChannels) {
      State turned = state;
      turned.header.channel = channel;
      const View shown = view(funnel(), turned);
      EXPECT_EQ(shown.channel, channel);
      EXPECT_TRUE(parse_value(to_json(shown)).has_value());
    }
    const Result<State> read_back = parse_state(funnel(), to_json(funnel(), state));
    ASSERT_TRUE(read_back.has_value()) << to_json(funnel(), state);
    EXPECT_EQ(*read_back, state);
    EXPECT_EQ(state_hash(funnel(), *read_back), state_hash(funnel(), state));
  }

  /// Plays a gesture and checks what must hold after it.
  void make(Session& session, const Gesture& gesture, Tallies& sums, std::vector<Event>& log) {
    const State before = session.state;
    const Head heads[] = {session.head, session.server_head};
    const Played played = play(session, gesture);
    sums = tally(std::move(sums), funnel(), before, played.transition);
    if (played.transition.refused) {
      EXPECT_EQ(played.transition.state, before) << "a refusal changes nothing";
      EXPECT_EQ(session.state, before);
      EXPECT_TRUE(session.head == heads[0] && session.server_head == heads[1]);
      EXPECT_TRUE(played.transition.facts.empty() && played.transition.effects.empty());
      EXPECT_FALSE(played.transition.refused->sentence.empty());
      return;
    }
    EXPECT_EQ(session.state.events, before.events + 1);
    const Head& head = heads[static_cast<std::size_t>(gesture.lane)];
    EXPECT_FALSE(check_link(head.seq, head.hash, played.event));
    log.push_back(played.event);
    check_state(session.state);
  }

  /// The session of a visitor who now and then does what nobody can.
  std::vector<Event> play_checked(Session& session, Tallies& sums, Random& random,
                                  std::uint64_t number) {
    std::vector<Event> log;
    VisitorGestures visitor(*plan_, number);
    std::optional<Gesture> gesture = visitor.begin();
    while (gesture) {
      make(session, *gesture, sums, log);
      if (session.state.events == 0) return log;
      if (random.one_in(5)) {
        Gesture nonsense = *gesture;
        nonsense.input = testing::random_input(view(funnel(), session.state), random);
        nonsense.uid = testing::hex_id(random.next());
        nonsense.lane = Lane::c;
        make(session, nonsense, sums, log);
      }
      gesture = visitor.next(session.state);
    }
    return log;
  }

  std::optional<Plan> plan_;
};

TEST_P(PlayProperties, EverySessionReplaysToTheSameBytes) {
  Tallies sums;
  for (int seed = 1; seed <= kSessionsPerFunnel; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(static_cast<std::uint64_t>(seed));
    Session session{funnel(), {}, {}};
    const std::vector<Event> log =
        play_checked(session, sums, random, static_cast<std::uint64_t>(seed));
    ASSERT_FALSE(log.empty());

    const Replay replayed = replay_verified(funnel(), log);
    EXPECT_FALSE(replayed.transition.refused);
    EXPECT_EQ(replayed.transition.state, session.state);
    EXPECT_EQ(state_hash(funnel(), replayed.transition.state), state_hash(funnel(), session.state));

    for (const Event& event : log) {
      const Result<Event> event_back = parse_event(to_json(event));
      ASSERT_TRUE(event_back.has_value());
      EXPECT_EQ(*event_back, event);
    }
  }
  EXPECT_LE(sums.all.sessions, kSessionsPerFunnel);
  EXPECT_LE(sums.all.completions + sums.all.closed, sums.all.sessions);
  for (const LayerTally& layer : sums.all.layers) {
    EXPECT_LE(layer.completed, layer.reached);
    EXPECT_LE(layer.reached, sums.all.sessions);
  }
}

TEST_P(PlayProperties, StoredStateGoesOnLikeTheLog) {
  Tallies sums;
  for (int seed = 1000; seed < 1000 + kSessionsPerFunnel; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(static_cast<std::uint64_t>(seed));
    Session session{funnel(), {}, {}};
    const std::vector<Event> log =
        play_checked(session, sums, random, static_cast<std::uint64_t>(seed));
    ASSERT_FALSE(log.empty());
    const std::size_t cut = 1 + random.below(log.size());
    const Replay first = replay(funnel(), {log.data(), cut});
    Result<State> state = parse_state(funnel(), to_json(funnel(), first.transition.state));
    ASSERT_TRUE(state.has_value());
    for (std::size_t i = cut; i < log.size(); ++i) {
      Transition step = advance(funnel(), *state, log[i]);
      ASSERT_FALSE(step.refused);
      *state = std::move(step.state);
    }
    EXPECT_EQ(*state, session.state);
  }
}

TEST_P(PlayProperties, AChangedLogIsRefused) {
  Tallies sums;
  for (int seed = 2000; seed < 2000 + kSessionsPerFunnel; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(static_cast<std::uint64_t>(seed));
    Session session{funnel(), {}, {}};
    std::vector<Event> log = play_checked(session, sums, random, static_cast<std::uint64_t>(seed));
    if (log.size() < 3) continue;
    const std::size_t at = 1 + random.below(log.size() - 2);
    if (log[at].lane != log[at + 1].lane) continue;  // results may come in any order
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

INSTANTIATE_TEST_SUITE_P(Definitions, PlayProperties, ::testing::ValuesIn(examples()),
                         [](const auto& parameter) {
                           const fs::path& path = parameter.param;
                           std::string name =
                               path.parent_path().stem().string() + "_" + path.stem().string();
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return !std::isalnum(c); },
                               '_');
                           return name;
                         });

}  // namespace
}  // namespace tundish
