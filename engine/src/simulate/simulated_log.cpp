#include "simulate/visitor_gestures.hpp"
#include "support/json_writer.hpp"
#include "support/sha256.hpp"
#include "tundish/simulate.hpp"

namespace tundish {

namespace {

/// Plays a visitor's session with a real log; `visit` hears of every event that fits.
template <class Visit>
void play_logged(const Plan& plan, std::uint64_t number, Visit visit) {
  VisitorGestures gestures(plan, number);
  Session session{plan.funnel(), {}, {}, {}};
  std::optional<Gesture> gesture = gestures.begin();
  while (gesture) {
    const Played played = play(session, *gesture);
    if (!played.transition.refused) visit(played.event, session.state);
    if (session.state.events == 0) return;
    gesture = gestures.next(session.state);
  }
}

}  // namespace

std::vector<Event> simulated_log(const Funnel& funnel, const SimulateOptions& options,
                                 std::uint64_t number) {
  const Plan plan(funnel, options);
  std::vector<Event> log;
  play_logged(plan, number, [&log](const Event& event, const State&) { log.push_back(event); });
  return log;
}

std::vector<std::string> simulated_digests(const Funnel& funnel, const SimulateOptions& options) {
  const Plan plan(funnel, options);
  std::vector<std::string> digests;
  for (std::int64_t i = 0; i < options.sessions; ++i) {
    Sha256 digest;
    digest.add("tundish:simulated:1\n");
    play_logged(plan, static_cast<std::uint64_t>(i), [&](const Event& event, const State& state) {
      digest.add(event.hash).add(state_hash(funnel, state));
    });
    digests.push_back(digest.hex());
  }
  return digests;
}

std::string simulated_session_json(const Funnel& funnel, const SimulateOptions& options,
                                   std::uint64_t number) {
  const Plan plan(funnel, options);
  JsonWriter json;
  json.begin_list();
  play_logged(plan, number, [&](const Event& event, const State& state) {
    json.begin_object();
    json.key("event");
    json.raw(to_json(event));
    json.key("state");
    json.raw(to_json(funnel, state));
    json.end_object();
  });
  json.end_list();
  return json.take();
}

}  // namespace tundish
