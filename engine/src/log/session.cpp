#include "tundish/session.hpp"

namespace tundish {

namespace {

Refused refused_link(RefusalCode code, std::string sentence, std::string pointer) {
  Refused refused;
  refused.code = code;
  refused.sentence = std::move(sentence);
  refused.pointer = std::move(pointer);
  return refused;
}

}  // namespace

std::optional<Refused> check_link(std::int64_t seq, std::string_view hash, const Event& event) {
  if (event.seq != seq + 1) {
    return refused_link(RefusalCode::wrong_seq,
                        "Event " + std::to_string(seq + 1) + " was expected here.", "/seq");
  }
  if (event.prev != hash) {
    return refused_link(RefusalCode::wrong_prev, "The event does not follow the one before it.",
                        "/prev");
  }
  if (event.hash != event_hash(event)) {
    return refused_link(RefusalCode::wrong_hash, "The event was changed after it was made.",
                        "/hash");
  }
  return std::nullopt;
}

Replay replay_verified(const Funnel& funnel, std::span<const Event> events) {
  Head heads[2];
  for (std::size_t i = 0; i < events.size(); ++i) {
    Head& head = heads[static_cast<std::size_t>(events[i].lane)];
    std::optional<Refused> broken = check_link(head.seq, head.hash, events[i]);
    if (broken) {
      Replay result = replay(funnel, events.first(i));
      if (!result.transition.refused) result.transition.refused = std::move(broken);
      return result;
    }
    head.seq = events[i].seq;
    head.hash = events[i].hash;
  }
  return replay(funnel, events);
}

Session session_after(const Funnel& funnel, const Replay& replay, std::span<const Event> events) {
  Session session{funnel, replay.transition.state, {}, {}};
  for (const Event& event : events.first(static_cast<std::size_t>(replay.accepted))) {
    Head& head = event.lane == Lane::c ? session.head : session.server_head;
    head.seq = event.seq;
    head.hash = event.hash;
  }
  return session;
}

std::vector<Event> in_playing_order(std::span<const Event> client, std::span<const Event> server) {
  std::vector<Event> events;
  std::size_t seen = 0;
  for (const Event& event : server) {
    const auto wanted = static_cast<std::size_t>(event.c_seen);
    for (; seen < wanted && seen < client.size(); ++seen) events.push_back(client[seen]);
    events.push_back(event);
  }
  for (; seen < client.size(); ++seen) events.push_back(client[seen]);
  return events;
}

Rebased rebase(const Funnel& funnel, std::span<const Event> client, std::span<const Event> server) {
  Rebased rebased;
  rebased.events = in_playing_order(client, server);
  rebased.replay = replay_verified(funnel, rebased.events);
  return rebased;
}

Played play(Session& session, const Gesture& gesture) {
  Head& head = gesture.lane == Lane::c ? session.head : session.server_head;
  Played played;
  Event& event = played.event;
  event.seq = head.seq + 1;
  event.uid = gesture.uid;
  event.prev = head.hash;
  event.lane = gesture.lane;
  if (event.lane == Lane::c) {
    event.s_seen = gesture.s_seen >= 0 ? gesture.s_seen : session.state.server_events;
  } else {
    event.c_seen = client_events(session.state);
  }
  event.t_mono = gesture.t_mono;
  event.t_wall = gesture.t_wall;
  event.input = EventInput(gesture.input);
  const bool is_header = event.seq == 0 && event.lane == Lane::c;
  played.transition =
      is_header ? start(session.funnel, event) : advance(session.funnel, session.state, event);
  if (played.transition.refused) return played;
  played.text = seal(event);
  if (played.text.size() > kMaxEventBytes) {
    // No server would read it: the visitor hears of it now, not when everything else was sent.
    played.transition = Transition();
    played.transition.state = State(session.state);
    played.transition.refused =
        refused_link(RefusalCode::malformed, "An event has at most 64 KiB.", "/input");
    return played;
  }
  session.state = State(played.transition.state);
  head.seq = event.seq;
  head.hash = event.hash;
  return played;
}

}  // namespace tundish
