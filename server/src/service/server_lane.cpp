#include "service/server_lane.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "service/abandonment.hpp"
#include "service/belonging.hpp"
#include "service/consequences.hpp"
#include "service/statistics.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kUidDigits = 32;

/// The time on the clock of the visitor's device, as far as its last event told: what waits and
/// proofs are measured by.
std::int64_t recorded_time(const State& state, const store::Session& session, std::int64_t now_ms) {
  return state.last_at_ms + std::max<std::int64_t>(now_ms - session.last_at_ms, 0);
}

/// The uid is made of all the rest, so the same event written twice would be found out.
void seal(Event& event, const std::string& session) {
  event.uid.clear();
  event.uid = sha256_hex("tundish:server_event:1\n" + session + '\n' + to_json(event))
                  .substr(0, kUidDigits);
  event.hash = event_hash(event);
}

}  // namespace

std::optional<Refused> write_server_event(store::Writer& writer, const Funnel& funnel,
                                          store::Session session, EventInput input,
                                          std::int64_t now_ms) {
  Result<State> state = parse_state(funnel, session.state);
  if (!state) throw std::runtime_error("the stored state of a session does not parse");
  Event event;
  event.lane = Lane::s;
  event.seq = state->server_events;
  event.prev = hash_at(writer, server_lineage_of(writer, session), event.seq - 1);
  event.c_seen = client_events(*state);
  event.t_wall = recorded_time(*state, session, now_ms);
  event.input = std::move(input);
  seal(event, session.session);
  Transition step = advance(funnel, *state, event);
  if (step.refused) return std::move(step.refused);
  const store::Event row{session.session, event.seq, event.uid, event.hash,
                         to_json(event),  now_ms,    Lane::s,   session.created_at_ms};
  if (writer.add_event(row) != store::Added::yes) {
    throw std::runtime_error("the uid of an event of the server is taken");
  }
  keep_intents(writer, session, funnel, event.uid, step.facts, now_ms);
  keep_effects(writer, session, step.effects, event.t_wall, now_ms);
  take_back_abandonment(writer, funnel, session, now_ms);
  SessionTallies tallies;
  count_step(tallies, funnel, session, *state, step);
  session.language = step.state.header.language;
  session.channel = to_text(step.state.header.channel);
  session.status = to_text(step.state.status);
  session.state = to_json(funnel, step.state);
  session.last_at_ms = now_ms;
  tallies.write(writer, session.funnel, session.session, now_ms);
  writer.put_session(session);
  keep_belonging(writer, session.root, ToldBefore{state->contact, state->auth}, step.state, now_ms);
  return std::nullopt;
}

std::optional<ServerEvents> missing_server_events(store::Reader& reader,
                                                  const store::Session& session,
                                                  const KnownServerEvents& known) {
  const Lineage lineage = server_lineage_of(reader, session);
  ServerEvents missing;
  missing.from = std::max<std::int64_t>(known.count, 0);
  bool is_known = true;
  if (missing.from > 0) {
    const std::vector<std::string> last = list_hashes(reader, lineage, missing.from - 1, 1);
    is_known = !last.empty() && last.front() == known.hash;
  }
  if (!is_known && has_effects_to_do(reader, session.session)) return std::nullopt;
  if (!is_known) missing.from = 0;
  missing.events = list_events(reader, lineage, missing.from,
                               is_known ? kMaxServerEvents : static_cast<int>(kMaxEvents));
  if (is_known && missing.events.empty()) return std::nullopt;
  return missing;
}

}  // namespace tundish::service
