#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tundish/effect.hpp"
#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Begins a session with its header event. Refuses a header that names another release, structure,
/// rules level, language or channel than the funnel has.
Transition start(const Funnel& funnel, const Event& header);

/// Plays one event. Total: every event on every state gives a transition; an event that does not
/// fit changes nothing and is refused with a reason.
Transition advance(const Funnel& funnel, const State& state, const Event& event);

/// A whole log: where it ends, with the facts and effects of all its events.
struct Replay {
  Transition transition;
  std::int64_t accepted = 0;  ///< events accepted; the refused one, if any, has this index
  bool operator==(const Replay&) const = default;
};

/// Plays `events[0]` as the header and the rest after it; stops at the first that is refused.
/// Does not look at hashes. Events of both lanes stand in the order in which they are played.
Replay replay(const Funnel& funnel, std::span<const Event> events);

/// The order in which the events of a session are played: each of the server's after exactly as
/// many of the client's as its `c_seen` says. Each lane must be in its own order.
std::vector<Event> in_playing_order(std::span<const Event> client, std::span<const Event> server);

/// Whether `event` is the honest successor of an event of its lane with `seq` and `hash` (-1 and ""
/// before the first): its seq, `prev`, and its own hash.
std::optional<Refused> check_link(std::int64_t seq, std::string_view hash, const Event& event);

/// `replay` that also checks every link of both lanes.
Replay replay_verified(const Funnel& funnel, std::span<const Event> events);

}  // namespace tundish
