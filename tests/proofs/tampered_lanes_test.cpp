// Logs of both lanes: what the server wrote among what the visitor did is as hard to change, to
// move or to make up as the visitor's own events. There are a fifth as many as TUNDISH_TAMPERINGS
// says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "proofs/honest_log.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::proofs {
namespace {

using Events = std::vector<Event>;

constexpr int kMostGestures = 40;

/// Asks something wherever one goes, and may be gone through again and again.
constexpr const char* kAsksALot = R"({"tundish": 1, "slug": "asks-a-lot", "title": "T", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name"},
    {"id": "ask", "type": "endpoint", "endpoint": "rank", "response": [{"to": "rank"}]},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "b"}]},
  {"id": "b", "type": "intermediate", "components": [
    {"id": "size", "type": "input", "input_type": "numeric", "slug": "size", "label": "Size"},
    {"id": "check", "type": "endpoint", "endpoint": "check", "run": "on_submit",
     "response": [{"to": "checked"}]},
    {"id": "back", "type": "button", "kind": "previous", "text": "Back"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "do"}]},
  {"id": "do", "type": "action", "next": {"target": "c"}, "on_error": "c", "actions": [
    {"id": "look", "kind": "endpoint", "endpoint": "look", "response": [{"to": "seen"}]},
    {"id": "save", "kind": "endpoint", "endpoint": "save", "response": [{"to": "saved"}]}]},
  {"id": "c", "type": "intermediate", "components": [
    {"id": "note", "type": "input", "input_type": "text", "slug": "note", "label": "Note"},
    {"id": "again", "type": "button", "kind": "jump", "text": "Again", "target": "b"},
    {"id": "over", "type": "button", "kind": "restart", "text": "Over"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

/// A visit in which the server answers what is asked for, sooner or later, and ends some.
Events two_lanes(const Funnel& funnel, State& end, Random& random) {
  const std::vector<Channel> channels = testing::playable_channels(funnel);
  Session session{funnel, {}, {}};
  Gesture gesture = testing::random_header(funnel, channels[random.below(channels.size())], random);
  Events events;
  const std::size_t count = 2 + random.below(kMostGestures);
  for (std::size_t made = 0; made < count; ++made) {
    const Played played = play(session, gesture);
    if (!played.transition.refused) events.push_back(played.event);
    const std::vector<Pending>& pending = session.state.pending;
    gesture.lane = !pending.empty() && random.one_in(2) ? Lane::s : Lane::c;
    if (gesture.lane == Lane::s) {
      EffectResult result;
      result.effect = pending[random.below(pending.size())].key;
      result.outcome = random.one_in(4) ? EffectOutcome::failed : EffectOutcome::done;
      gesture.input = result;
    } else if (random.one_in(200)) {
      gesture.lane = Lane::s;
      gesture.input = Closed{"by_operator"};
    } else {
      gesture.input = testing::random_input(view(funnel, session.state), random);
    }
    gesture.uid = testing::hex_id(random.next());
    gesture.t_mono += static_cast<std::int64_t>(random.below(5000));
    gesture.t_wall += static_cast<std::int64_t>(random.below(5000));
  }
  end = session.state;
  return events;
}

std::size_t next_of_lane(const Events& events, std::size_t at) {
  std::size_t next = at + 1;
  while (next < events.size() && events[next].lane != events[at].lane) ++next;
  return next;
}
std::int64_t server_events_before(const Events& events, std::size_t at) {
  return std::count_if(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(at),
                       [](const Event& event) { return event.lane == Lane::s; });
}

/// Where a changed log must be refused: nowhere before `first`, nowhere behind `last`.
struct Changed {
  Events events;
  std::size_t first = 0;
  std::size_t last = 0;
};
/// One way to change the event at `at`; false where it cannot be changed so.
struct Change {
  const char* kind;
  std::function<bool(Changed&, std::size_t at)> apply;
};

bool is_servers(const Changed& log, std::size_t at) { return log.events[at].lane == Lane::s; }

/// What the next event of that lane is linked to is another event now.
bool resealed_before_the_next(Changed& log, std::size_t at) {
  seal(log.events[at]);
  log.last = next_of_lane(log.events, at);
  return log.last < log.events.size();
}

const std::vector<Change>& changes() {
  using std::ptrdiff_t;
  static const std::vector<Change> kChanges = {
      {"the server's event changed",
       [](Changed& log, std::size_t at) {
         ++log.events[at].t_wall;
         return is_servers(log, at);
       }},
      {"the server's event changed and sealed anew",
       [](Changed& log, std::size_t at) {
         ++log.events[at].t_wall;
         return is_servers(log, at) && resealed_before_the_next(log, at);
       }},
      {"the server's event dropped",
       [](Changed& log, std::size_t at) {
         log.last = next_of_lane(log.events, at) - 1;
         const bool is_followed = log.last + 1 < log.events.size();
         const bool is_it = is_servers(log, at) && is_followed;
         log.events.erase(log.events.begin() + static_cast<ptrdiff_t>(at));
         return is_it;
       }},
      {"the server's event doubled",
       [](Changed& log, std::size_t at) {
         const Event event = log.events[at];
         log.events.insert(log.events.begin() + static_cast<ptrdiff_t>(at), event);
         log.first = log.last = at + 1;
         return event.lane == Lane::s;
       }},
      {"the server's event put before the visitor's",
       [](Changed& log, std::size_t at) {
         if (at < 2 || !is_servers(log, at) || is_servers(log, at - 1)) return false;
         std::swap(log.events[at], log.events[at - 1]);
         log.first = log.last = at - 1;
         return true;
       }},
      {"it stands beside fewer of the visitor's, sealed anew",
       [](Changed& log, std::size_t at) {
         --log.events[at].c_seen;
         seal(log.events[at]);
         return is_servers(log, at);
       }},
      {"the visitor says what came of an effect",
       [](Changed& log, std::size_t at) {
         Event& event = log.events[at];
         if (!is_servers(log, at) || !std::holds_alternative<EffectResult>(event.input))
           return false;
         event.lane = Lane::c;
         event.seq = std::exchange(event.c_seen, 0);
         event.s_seen = server_events_before(log.events, at);
         std::size_t before = at - 1;
         while (log.events[before].lane == Lane::s) --before;
         event.prev = log.events[before].hash;
         seal(event);
         return true;
       }},
      {"the visitor knows of more than there is, sealed anew",
       [](Changed& log, std::size_t at) {
         if (at == 0 || is_servers(log, at)) return false;
         log.events[at].s_seen = server_events_before(log.events, at) + 1;
         seal(log.events[at]);
         return true;
       }},
      {"the visitor knows of less than before, sealed anew",
       [](Changed& log, std::size_t at) {
         if (at == 0 || is_servers(log, at)) return false;
         std::size_t before = at - 1;
         while (log.events[before].lane == Lane::s) --before;
         log.events[at].s_seen = log.events[before].s_seen - 1;
         seal(log.events[at]);
         return log.events[at].s_seen >= 0;
       }},
  };
  return kChanges;
}

TEST(TamperedLanes, AreRefusedWhereTheyWereChanged) {
  const char* set = std::getenv("TUNDISH_TAMPERINGS");
  const long long wanted = (set != nullptr ? std::atoll(set) : 100'000) / 5;
  const Result<Funnel> asks_a_lot = parse_funnel(kAsksALot);
  ASSERT_TRUE(asks_a_lot) << to_json(asks_a_lot.error());
  const std::vector<Funnel> funnels = proof_funnels(0);
  std::map<std::string, long long> refused;
  long long all = 0, logs = 0, of_server = 0;
  for (std::uint64_t seed = 1; all < wanted && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed * 104729);
    const Funnel& funnel = random.one_in(3) ? funnels[random.below(funnels.size())] : *asks_a_lot;
    State end;
    const Events events = two_lanes(funnel, end, random);
    const auto servers = server_events_before(events, events.size());
    if (servers == 0) continue;
    ++logs;
    of_server += servers;
    const Replay honest = replay_verified(funnel, events);
    ASSERT_FALSE(honest.transition.refused) << log_text(events);
    ASSERT_EQ(honest.transition.state, end);
    for (int i = 0; i < 24; ++i) {
      const Change& change = changes()[random.below(changes().size())];
      const std::size_t at = random.below(events.size());
      Changed changed{events, at, at};
      if (!change.apply(changed, at)) continue;
      const Replay replay = replay_verified(funnel, changed.events);
      const auto accepted = static_cast<std::size_t>(replay.accepted);
      EXPECT_TRUE(replay.transition.refused) << change.kind << '\n' << log_text(changed.events);
      EXPECT_GE(accepted, changed.first) << change.kind;
      EXPECT_LE(accepted, changed.last) << change.kind << '\n' << log_text(changed.events);
      ++refused[change.kind];
      ++all;
    }
  }
  for (const auto& [kind, count] : refused) std::printf("%-56s %8lld\n", kind.c_str(), count);
  std::printf("%lld refused; %lld honest logs with %lld events of the server accepted\n", all, logs,
              of_server);
  EXPECT_EQ(refused.size(), changes().size()) << "every kind of tampering was met";
}

}  // namespace
}  // namespace tundish::proofs
