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
  Head head;
  for (std::size_t i = 0; i < events.size(); ++i) {
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

Played play(Session& session, const Gesture& gesture) {
  Played played;
  Event& event = played.event;
  event.seq = session.head.seq + 1;
  event.uid = gesture.uid;
  event.prev = session.head.hash;
  event.t_mono = gesture.t_mono;
  event.t_wall = gesture.t_wall;
  event.input = gesture.input;
  played.transition =
      event.seq == 0 ? start(session.funnel, event) : advance(session.funnel, session.state, event);
  if (played.transition.refused) return played;
  event.hash = event_hash(event);
  if (to_json(event).size() > kMaxEventBytes) {
    // No server would read it: the visitor hears of it now, not when everything else was sent.
    played.transition = Transition();
    played.transition.state = session.state;
    played.transition.refused =
        refused_link(RefusalCode::malformed, "An event has at most 64 KiB.", "/input");
    return played;
  }
  session.state = played.transition.state;
  session.head.seq = event.seq;
  session.head.hash = event.hash;
  return played;
}

}  // namespace tundish
