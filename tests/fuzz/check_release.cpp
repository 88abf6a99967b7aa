#include "fuzz/check_release.hpp"

#include "fuzz/require.hpp"
#include "support/terse.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/session.hpp"
#include "tundish/view.hpp"
#include "unit/random_play.hpp"

static_assert(tundish::kTerse, "this is built against the player's engine");

namespace tundish::fuzz {
namespace {

constexpr int kGestures = 12;

/// FNV-1a: the same text is always played the same way.
std::uint64_t seed_of(std::string_view text) {
  std::uint64_t seed = 0xcbf29ce484222325ULL;
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return seed;
}

void show(const Session& session) {
  for (const Missing missing : {Missing::hidden, Missing::shown}) {
    require("a view is JSON",
            parse_value(to_json(view(session.funnel, session.state, missing))).has_value());
  }
  const std::string state = to_json(session.funnel, session.state);
  require("a state is JSON", parse_value(state).has_value());
  parse_state(session.funnel, state);
}

void play_gestures(const Funnel& funnel, Channel channel, testing::Random& random) {
  Session session{funnel, {}, {}};
  std::vector<Event> log;
  Gesture gesture = testing::random_header(funnel, channel, random);
  for (int made = 0; made < kGestures; ++made) {
    const Played played = play(session, gesture);
    require("a step is JSON", parse_value(to_json(session, played)).has_value());
    if (!played.transition.refused) log.push_back(played.event);
    if (log.empty()) return;
    show(session);
    gesture = Gesture();
    gesture.input = testing::random_input(view(funnel, session.state), random);
    gesture.uid = testing::hex_id(random.next());
  }
  const Replay again = replay_verified(funnel, log);
  require("an accepted log replays to the same state",
          !again.transition.refused && again.transition.state == session.state);
}

}  // namespace

bool check_release(std::string_view text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (!funnel) {
    require("a refused text has an error", has_errors(funnel.error()));
    require("with a code", !funnel.error()[0].code.empty());
    return false;
  }
  require("its description is JSON", parse_value(description_json(*funnel)).has_value());
  if ((*funnel)->content.empty()) return true;
  testing::Random random(seed_of(text));
  const std::vector<Channel>& channels = (*funnel)->channels;
  for (std::size_t i = 0; i < channels.size() && i < 4; ++i) {
    play_gestures(*funnel, channels[i], random);
  }
  return true;
}

}  // namespace tundish::fuzz
