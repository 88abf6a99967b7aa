// What must hold of every session, however it moves.

#include <gtest/gtest.h>

#include <set>

#include "tundish/channels.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "unit/random_ways.hpp"

namespace tundish {
namespace {

using testing::Random;

constexpr std::uint64_t kFunnels = 150;
constexpr int kSessions = 6;
constexpr int kGestures = 50;

/// What was seen to happen: a property of what never happens proves nothing.
struct Seen {
  std::set<FactKind> facts;
  std::set<std::string> reasons;
  std::set<AnswerOrigin> origins;
};

void note(Seen& seen, const Transition& step) {
  for (const Fact& fact : step.facts) seen.facts.insert(fact.kind);
  for (const Answer& answer : step.state.answers) seen.origins.insert(answer.origin);
  if (step.state.status == SessionStatus::closed) seen.reasons.insert(step.state.reason);
}

void check_refused(const Played& played, const State& before, const Session& session) {
  EXPECT_EQ(played.transition.state, before) << "a refusal changes nothing";
  EXPECT_EQ(session.state, before);
  EXPECT_TRUE(played.transition.facts.empty() && played.transition.effects.empty());
}

/// Plays a session, the state written and read before every event; gives its log.
std::vector<Event> play_session(Session& session, Random& random, Seen& seen) {
  std::vector<Event> log;
  const auto make = [&](const Gesture& gesture) {
    const State before = session.state;
    const Played played = play(session, gesture);
    if (played.transition.refused) return check_refused(played, before, session);
    log.push_back(played.event);
    note(seen, played.transition);
    const Result<State> read = parse_state(session.funnel, to_json(session.funnel, session.state));
    ASSERT_TRUE(read.has_value()) << to_json(session.funnel, session.state);
    EXPECT_EQ(*read, session.state);
    session.state = *read;
  };
  const auto& wanted = session.funnel->channels;
  const Channel drawn = wanted[random.below(wanted.size())];
  const Channel channel = is_playable_on(*session.funnel, drawn) ? drawn : Channel::web;
  make(testing::random_visitor(session.funnel, channel, random));
  for (int i = 1; i < kGestures && !log.empty(); ++i) {
    const View shown = view(session.funnel, session.state);
    EXPECT_FALSE(to_json(shown).empty());
    Gesture gesture;
    gesture.input = testing::random_input(shown, random);
    gesture.uid = testing::hex_id(random.next());
    gesture.t_wall = 1'760'000'000'000 + 1000 * i;
    make(gesture);
  }
  return log;
}

TEST(Ways, EverySessionReplaysToTheSameBytes) {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= kFunnels; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const std::string text = testing::random_ways(random);
    const Result<Funnel> funnel = parse_funnel(text);
    ASSERT_TRUE(funnel.has_value()) << to_json(funnel.error()) << text;
    const Result<Funnel> read = parse_funnel(to_json(*funnel));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, *funnel);
    EXPECT_EQ(**read, **funnel) << "flattened alike";
    for (int i = 0; i < kSessions; ++i) {
      Session session{*funnel, {}, {}};
      const std::vector<Event> log = play_session(session, random, seen);
      ASSERT_FALSE(log.empty());
      const Replay replayed = replay_verified(*funnel, log);
      EXPECT_FALSE(replayed.transition.refused);
      EXPECT_EQ(replayed.transition.state, session.state);
      EXPECT_EQ(state_hash(*funnel, replayed.transition.state), state_hash(*funnel, session.state));
    }
    if (HasFailure()) break;
  }
  for (const FactKind kind :
       {FactKind::skipped, FactKind::autofilled, FactKind::computed, FactKind::exposed,
        FactKind::restarted, FactKind::went_back, FactKind::asked_again, FactKind::completed}) {
    EXPECT_TRUE(seen.facts.count(kind)) << to_text(kind);
  }
  for (const char* reason : {"unavailable", "unauthenticated", "initial_data", "too_many_visits",
                             "endless_loop", "unknown_subfunnel", "fatalistic"}) {
    EXPECT_TRUE(seen.reasons.count(reason)) << reason;
  }
  EXPECT_TRUE(seen.origins.count(AnswerOrigin::initial));
  EXPECT_TRUE(seen.origins.count(AnswerOrigin::autofill));
  EXPECT_TRUE(seen.origins.count(AnswerOrigin::computed));
}

}  // namespace
}  // namespace tundish
