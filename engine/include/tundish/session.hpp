#pragma once

#include <string>
#include <string_view>

#include "tundish/advance.hpp"
#include "tundish/result.hpp"

namespace tundish {

/// A lane's end: what its next event is linked to.
struct Head {
  std::int64_t seq = -1;
  std::string hash;
  bool operator==(const Head&) const = default;
};

/// A funnel being played: its state and the ends of its log.
struct Session {
  Funnel funnel;
  State state;
  Head head;              ///< of the client's lane
  Head server_head = {};  ///< of the server's
};

/// What a gesture is made of: an event without its place in the chain.
struct Gesture {
  EventInput input;
  std::string uid;
  std::int64_t t_mono = 0;
  std::int64_t t_wall = 0;
  Lane lane = Lane::c;
  /// Of lane c: so many events of the server's lane were known; -1: all that were played.
  std::int64_t s_seen = -1;
};

struct Played {
  Transition transition;
  Event event;       ///< sealed (seq, prev, hash); to be stored unless the transition is refused
  std::string text;  ///< the event's canonical text, unless it is refused
};

/// Seals the gesture after the head of its lane and plays it; moves the session on when it fits.
Played play(Session& session, const Gesture& gesture);

/// Both lanes of a session put together: the log as the server has committed it, and on top what
/// the client made since. Where a replay stops at an event of the client's, it was made in
/// ignorance of the server's and no longer fits: `events[replay.accepted]`.
struct Rebased {
  std::vector<Event> events;  ///< in playing order
  Replay replay;
};
Rebased rebase(const Funnel& funnel, std::span<const Event> client, std::span<const Event> server);

/// The session that a replay of these events has led to; they begin with the header.
Session session_after(const Funnel& funnel, const Replay& replay, std::span<const Event> events);

/// Reads `{uid, t_mono, t_wall, kind, input, lane, s_seen}`.
Result<Gesture> parse_gesture(std::string_view json);
/// What a host needs after a step: `{effects, event?, facts, refused?, view}`. A refused gesture
/// has no event, and its view shows which mandatory answers are missing.
std::string to_json(const Session& session, const Played& played);
/// What a host needs after a whole log: `{accepted, effects, facts, refused?, view}`.
std::string to_json(const Funnel& funnel, const Replay& replay);

}  // namespace tundish
