#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/counts.hpp"
#include "tundish/enums.gen.hpp"

namespace tundish::store {

/// Where a row lives when a database is spread: the first column of every key.
int bucket_of(std::string_view key);
/// Everything of a session and of all its branches is in one bucket, that of the four digits which
/// their ids have in common.
int bucket_of_session(std::string_view session);
inline constexpr std::size_t kSharedDigits = 4;
inline constexpr int kBuckets = 1024;

/// An immutable snapshot of a funnel in one language.
struct Release {
  std::string hash;
  std::string funnel;
  std::string language;
  std::string structure;
  std::string text;  ///< canonical
  std::int64_t created_at_ms = 0;
  bool operator==(const Release&) const = default;
};

/// Which release an environment plays in a language.
struct Publication {
  std::string environment;
  std::string funnel;
  std::string language;
  std::string release;
  std::string default_language;  ///< of the funnel, when it was published
  std::int64_t published_at_ms = 0;
  bool operator==(const Publication&) const = default;
};

/// A session's last verified state and the end of its log.
///
/// A branch is a session of its own whose log is that of `parent` up to `at` and its own events
/// behind that; of the server's lane it shares what is there up to `s_at`. Every branch leads to
/// the `root`, whose own `root` is itself.
struct Session {
  std::string session;
  std::string root;
  std::string parent;      ///< empty for a root
  std::int64_t at = -1;    ///< last seq that is the parent's; -1: none
  std::int64_t s_at = -1;  ///< the same of the server's lane
  std::string secret_hash;
  std::string funnel;
  std::string release;   ///< that its header names
  std::string siblings;  ///< others of that structure that its log goes on in, a space between them
  std::string language;
  std::string channel;
  std::string status;
  std::string state;  ///< the engine's canonical text
  std::string head_hash;
  std::int64_t head_seq = -1;
  std::int64_t epoch = 1;
  std::int64_t created_at_ms = 0;
  std::int64_t last_at_ms = 0;
  bool operator==(const Session&) const = default;
};

/// Where a session's own events are. They lie in the order in which sessions were created, and so
/// what many visitors do at one time is written side by side.
struct SessionLog {
  std::string_view session;
  std::int64_t created_at_ms = 0;  ///< of the session
};
inline SessionLog log_of(const Session& session) {
  return {session.session, session.created_at_ms};
}

struct Event {
  std::string session;
  std::int64_t seq = 0;
  std::string uid;
  std::string hash;
  std::string text;  ///< canonical, with its hash
  std::int64_t received_at_ms = 0;
  Lane lane = Lane::c;
  std::int64_t session_created_at_ms = 0;
  bool operator==(const Event&) const = default;
};

/// An event that replay refused, or that stands behind one: kept as it came, and never played.
struct QuarantinedEvent {
  std::string session;  ///< the branch that the refused events would have been
  std::int64_t seq = 0;
  std::string root;
  std::string parent;    ///< the chain that it was handed in for
  std::int64_t at = -1;  ///< last seq of that chain that was accepted
  std::string uid;       ///< as claimed, or empty
  std::string hash;      ///< as claimed, or of the text
  std::string text;
  std::string code;  ///< why it was refused; `after` when it stands behind a refused one
  std::int64_t received_at_ms = 0;
  bool operator==(const QuarantinedEvent&) const = default;
};

/// Where the next page of a quarantine's list begins: after this one.
struct QuarantineCursor {
  std::string session;
  std::int64_t seq = -1;
};

/// Something that has to be done in the world because an event happened.
struct Intent {
  std::string session;
  std::string uid;           ///< of the event
  std::int64_t ordinal = 0;  ///< among the intents of that event
  std::string funnel;
  std::string name;  ///< of the domain event
  std::int64_t created_at_ms = 0;
  std::int64_t delivered_at_ms = 0;  ///< 0: not yet
  bool operator==(const Intent&) const = default;
};

/// Where the next page of a list begins: after this one, newest first.
struct Cursor {
  std::int64_t created_at_ms = 0;
  std::string session;
};

}  // namespace tundish::store
