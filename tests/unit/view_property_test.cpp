// The view is defined everywhere: of random funnels on every channel, in every state that a session
// can come to and in many that none should.

#include <gtest/gtest.h>

#include <algorithm>

#include "support/utf8.hpp"
#include "tundish/channels.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "unit/random_funnel.hpp"

namespace tundish {
namespace {

using testing::Random;

constexpr std::uint64_t kFunnels = 150;
constexpr int kGestures = 25;
constexpr Channel kChannels[] = {Channel::web, Channel::whatsapp, Channel::web_chat, Channel::sms};

void check_outgoing(const Outgoing& outgoing, Channel channel) {
  const std::size_t length = utf8::count_code_points(outgoing.text);
  EXPECT_LE(length, channel == Channel::sms ? 1600U : 4096U);
  const bool buttons = outgoing.form == OutgoingForm::buttons;
  EXPECT_EQ(outgoing.choices.empty(), !buttons && outgoing.form != OutgoingForm::list);
  EXPECT_LE(outgoing.choices.size(), buttons ? 3U : 10U);
  for (const OutgoingChoice& choice : outgoing.choices) {
    EXPECT_LE(utf8::count_code_points(choice.title), buttons ? 20U : 24U);
    EXPECT_LE(utf8::count_code_points(choice.description), 72U);
    EXPECT_LE(length, 1024U);
    EXPECT_EQ(channel, Channel::whatsapp);
  }
}

void check_view(const Funnel& funnel, const State& state) {
  const Channel channel = state.header.channel;
  for (const Missing missing : {Missing::hidden, Missing::shown}) {
    const View shown = view(funnel, state, missing);
    EXPECT_EQ(shown.channel, channel);
    EXPECT_TRUE(parse_value(to_json(shown)).has_value());
    for (const ViewComponent& component : shown.components) {
      EXPECT_EQ(component.layer, shown.layer);
      if (component.type == ComponentType::input) {
        EXPECT_TRUE(component.input_type && component.input);
        EXPECT_FALSE(component.slug.empty());
      }
      const bool limited = channel == Channel::whatsapp || channel == Channel::sms;
      ASSERT_EQ(component.outgoing.has_value(), limited);
      if (limited) check_outgoing(*component.outgoing, channel);
    }
  }
}

/// A state that no log leads to, but that has the form of one.
State shaken(const Funnel& funnel, State state, Random& random) {
  state.layer = static_cast<LayerIndex>(random.below(funnel->layers.size()));
  state.component = static_cast<int>(random.below(7));
  if (random.one_in(2)) state.trail.push_back(static_cast<LayerIndex>(random.below(4)));
  for (Answer& answer : state.answers) {
    if (random.one_in(3)) answer.value = Value(static_cast<double>(random.below(9)));
    if (random.one_in(4)) answer.hidden = !answer.hidden;
    if (random.one_in(4)) answer.layer = static_cast<LayerIndex>(random.below(4));
  }
  if (random.one_in(3)) state.header.channel = kChannels[random.below(4)];
  return state;
}

void check_step(const Funnel& funnel, const State& state, Random& random) {
  check_view(funnel, state);
  check_view(funnel, shaken(funnel, state, random));
  const Result<State> read_back = parse_state(funnel, to_json(funnel, state));
  ASSERT_TRUE(read_back.has_value()) << to_json(funnel, state);
  EXPECT_EQ(*read_back, state);
  EXPECT_EQ(view(funnel, *read_back), view(funnel, state));
}

/// Whether the visitor of a one-at-a-time channel has something to reply to.
bool waits(const View& shown) {
  return std::any_of(shown.components.begin(), shown.components.end(), [](const ViewComponent& it) {
    return it.type == ComponentType::input || !it.items.empty() ||
           (it.type == ComponentType::button && !it.disabled);
  });
}

void play_random(const Funnel& funnel, Channel channel, Random& random) {
  Session session{funnel, {}, {}};
  Gesture gesture = testing::random_header(funnel, channel, random);
  const bool refused = play(session, gesture).transition.refused.has_value();
  ASSERT_EQ(refused, !is_playable_on(*funnel, channel));
  if (refused) return;
  for (int i = 1; i < kGestures; ++i) {
    check_step(funnel, session.state, random);
    if (session.state.status != SessionStatus::in_progress) return;
    const View shown = view(funnel, session.state);
    gesture.input = testing::random_input(shown, random);
    gesture.uid = testing::hex_id(random.next());
    gesture.t_wall += 1000;
    const Played played = play(session, gesture);
    for (const Effect& effect : played.transition.effects) {
      const Say* said = std::get_if<Say>(&effect);
      if (said && said->component.outgoing) check_outgoing(*said->component.outgoing, channel);
    }
    const bool replied = std::holds_alternative<Replied>(gesture.input);
    if (replied && !waits(shown)) {
      EXPECT_TRUE(played.transition.refused) << "a reply that nobody waits for was taken";
    }
  }
}

TEST(ViewProperties, IsDefinedEverywhere) {
  int playable = 0;
  for (std::uint64_t seed = 1; seed <= kFunnels; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const std::string text = testing::random_definition(random);
    const Result<Funnel> funnel = parse_funnel(text);
    ASSERT_TRUE(funnel.has_value()) << to_json(funnel.error()) << "\n" << text;
    for (const Channel channel : kChannels) {
      playable += is_playable_on(**funnel, channel) ? 1 : 0;
      play_random(*funnel, channel, random);
    }
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(playable, static_cast<int>(kFunnels) / 2) << "the funnels fit hardly any channel";
}

}  // namespace
}  // namespace tundish
