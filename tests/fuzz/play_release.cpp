#include "fuzz/play_release.hpp"

#include <algorithm>

#include "fuzz/playing.hpp"
#include "fuzz/random_gesture.hpp"
#include "fuzz/require.hpp"
#include "fuzz/text_seed.hpp"
#include "support/terse.hpp"
#include "tundish/channels.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

static_assert(tundish::kTerse, "this is built against the player's engines");

namespace tundish::fuzz {
namespace {

constexpr int kGestures = 12;

/// The next gesture of somebody in a browser, which other channels have no part in.
Gesture next_gesture(const Session& session, testing::Random& random) {
  Gesture gesture = random_gesture(session, random.next(), session.state.last_at_ms, random);
  const auto* changed = std::get_if<ChannelChanged>(&gesture.input);
  const bool leaves =
      changed && changed->channel != Channel::web && changed->channel != Channel::web_chat;
  if (leaves) gesture.input = WentBack{};
  return gesture;
}

/// What somebody on that channel does, and what is said to it.
std::string played(const Funnel& funnel, Channel channel, testing::Random& random) {
  Playing playing(funnel);
  std::string said(to_text(channel));
  Gesture gesture = random_beginning(funnel, channel, random);
  for (int made = 0; made < kGestures; ++made) {
    Session copy = playing.session();
    said += "\n" + to_json(copy, play(copy, gesture));
    playing.make(gesture);
    if (playing.log().empty()) return said;
    const Session& session = playing.session();
    said += "\n" + to_json(funnel, session.state);
    gesture = next_gesture(session, random);
  }
  playing.check_log();
  return said;
}

std::string refusal(const Diagnostics& found) {
  require("what is refused has an error with a code", has_errors(found) && !found[0].code.empty());
  return "refused " + std::string(found[0].code);
}

}  // namespace

std::string play_release(std::string_view text) {
  const Result<Funnel> funnel = parse_release(text);
  if (!funnel) return refusal(funnel.error());
  std::string said = description_json(*funnel);
  testing::Random random(seed_of(text));
  const std::vector<Channel>& channels = (*funnel)->channels;
  for (const Channel channel : {Channel::web, Channel::web_chat}) {
    if (std::count(channels.begin(), channels.end(), channel) == 0) continue;
    if (!is_playable_on(**funnel, channel)) continue;
    said += "\n" + played(*funnel, channel, random);
  }
  return said;
}

bool play_unproven(std::string_view text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (!funnel) return refusal(funnel.error()).empty();
  require("its description is JSON", parse_value(description_json(*funnel)).has_value());
  if ((*funnel)->content.empty()) return true;
  testing::Random random(seed_of(text));
  const std::vector<Channel>& channels = (*funnel)->channels;
  for (std::size_t i = 0; i < channels.size() && i < 4; ++i) played(*funnel, channels[i], random);
  return true;
}

}  // namespace tundish::fuzz
