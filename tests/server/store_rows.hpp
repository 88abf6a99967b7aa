#pragma once

#include <cstdint>
#include <string>

#include "store/rows.hpp"

namespace tundish::store {

inline constexpr std::int64_t kBegan = 1760000000000;

/// Rows that tests of stores keep and find again.
inline Session session_row(const std::string& id, std::int64_t created_at_ms) {
  Session session;
  session.session = id;
  session.root = id;
  session.secret_hash = "secret of " + id;
  session.funnel = "lead-form";
  session.release = "r1";
  session.language = "en";
  session.channel = "web";
  session.status = "in_progress";
  session.state = R"({"a":1})";
  session.head_hash = "h0";
  session.head_seq = 0;
  session.created_at_ms = created_at_ms;
  session.last_at_ms = created_at_ms;
  return session;
}

inline Event event_row(const std::string& session, std::int64_t seq) {
  const std::string number = std::to_string(seq);
  return Event{session, seq, session + "-uid-" + number, "hash" + number, "text" + number, kBegan};
}

inline QuarantinedEvent quarantined_row(const std::string& session, std::int64_t seq,
                                        const std::string& root) {
  const std::string number = std::to_string(seq);
  return QuarantinedEvent{session,         seq,    root,    root,  3, "uid" + number,
                          "hash" + number, "text", "after", kBegan};
}

}  // namespace tundish::store
