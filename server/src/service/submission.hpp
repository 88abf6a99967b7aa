#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tundish/effect.hpp"
#include "tundish/event.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

inline constexpr std::size_t kMaxSubmittedEvents = 64;
inline constexpr std::size_t kMaxSubmissionBytes = 256 * 1024;

/// One event as it came, with everything about it that can be known without the store.
struct SubmittedEvent {
  std::optional<Event> event;    ///< nothing when it could not be read
  std::string hash;              ///< as claimed; of the text when it claims none
  std::string text;              ///< canonical
  std::optional<Refused> fault;  ///< why it fits nowhere: unreadable, too long, a false hash
};
SubmittedEvent submitted(const Value& value);
SubmittedEvent submitted(Event event);

/// What the events are handed in for: to be played, or only to be kept because a server refused
/// them; `acceptance`: somebody wants them played all the same.
enum class Purpose { play, quarantine, acceptance };

/// What is told of whoever sends a submission, beside its events.
struct Signs {
  std::string work;         ///< the number that proves it; empty: none came
  bool is_trapped = false;  ///< the field that people do not see was filled
};

/// A stretch of a session's log, sent by the client that writes it.
struct Submission {
  std::string session;  ///< the root that the secret makes, or one of its branches
  std::string secret;
  std::int64_t gen = 0;  ///< 0: the client does not know it yet
  std::int64_t epoch = 1;
  std::string release;
  std::int64_t rules = 0;
  std::int64_t from = 0;  ///< seq of the first event
  std::string prev;       ///< hash of the event before it
  std::vector<SubmittedEvent> events;
  std::string parent;    ///< of a branch: the chain that it leaves
  std::int64_t at = -1;  ///< of a branch: last seq that it shares with the parent
  Purpose purpose = Purpose::play;
  std::int64_t s_have = 0;  ///< events of the server's lane that the client has
  std::string s_hash;       ///< of the last of them
  Signs signs;
};

/// The seq behind the last event; `from` when there is none.
std::int64_t end_of(const Submission& submission);
/// The submitted event of that seq, or null.
const SubmittedEvent* find_submitted(const Submission& submission, std::int64_t seq);

}  // namespace tundish::service
