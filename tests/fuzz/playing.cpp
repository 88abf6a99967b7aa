#include "fuzz/playing.hpp"

#include "fuzz/require.hpp"
#include "support/terse.hpp"
#include "tundish/codec.hpp"
#include "tundish/tally.hpp"
#include "tundish/view.hpp"
#include "tundish/why.hpp"

namespace tundish::fuzz {

void Playing::check_screen() const {
  for (const Missing missing : {Missing::hidden, Missing::shown}) {
    const View shown = view(session_.funnel, session_.state, missing);
    require("a view is JSON", parse_value(to_json(shown)).has_value());
  }
}

void Playing::check_step(const State& before, const Played& played) const {
  Why why;
  const Funnel& funnel = session_.funnel;
  const Transition told =
      log_.empty() ? start(funnel, played.event, why) : advance(funnel, before, played.event, why);
  require("asking why changes nothing", told == played.transition);
  if (told.refused) why.refused(*told.refused);
  require("reasons are bounded", why.entries().size() <= kMaxWhyEntries + 1);
  require("reasons are JSON", parse_value(to_json(Value(why.entries()))).has_value());
  tally({}, funnel, before, played.transition);
}

bool Playing::make(const Gesture& gesture) {
  const State before = session_.state;
  const Played played = play(session_, gesture);
  require("a step is JSON", parse_value(to_json(session_, played)).has_value());
  check_step(before, played);
  if (played.transition.refused) {
    require("a refused event changes nothing",
            session_.state == before && played.transition.state == before);
    require("a refusal has a sentence", kTerse || !played.transition.refused->sentence.empty());
    return false;
  }
  const Result<Event> event = parse_event(to_json(played.event));
  require("an event is read as it was written", event && *event == played.event);
  const Result<State> state =
      parse_state(session_.funnel, to_json(session_.funnel, session_.state));
  // The player may have a definition that nobody proved: layers of one name cannot be told apart.
  require("a state is read as it was written", kTerse || (state && *state == session_.state));
  log_.push_back(played.event);
  check_screen();
  return true;
}

void Playing::check_log() const {
  const Replay again = replay_verified(session_.funnel, log_);
  require("an accepted log replays to the same state",
          !again.transition.refused && again.transition.state == session_.state);
  const Session after = session_after(session_.funnel, again, log_);
  require("and goes on where it ended",
          after.head == session_.head && after.server_head == session_.server_head);
  std::vector<Event> client, server;
  for (const Event& event : log_) (event.lane == Lane::c ? client : server).push_back(event);
  require("the lanes give its order", in_playing_order(client, server) == log_);
}

}  // namespace tundish::fuzz
