#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

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

/// Of the events below: of a session that was created at 0.
inline SessionLog log_of(std::string_view session) { return {session, 0}; }

inline Event event_row(const std::string& session, std::int64_t seq) {
  const std::string number = std::to_string(seq);
  return Event{session, seq, session + "-uid-" + number, "hash" + number, "text" + number, kBegan};
}

/// A stored session's own events; none when there is no such session.
inline std::vector<Event> own_events(Reader& reader, std::string_view session) {
  const std::optional<Session> row = reader.find_session(session);
  if (!row) return {};
  return reader.list_events(log_of(*row), Lane::c, 0, 1'000'000);
}

inline std::optional<Event> find_event(Reader& reader, const SessionLog& log, Lane lane,
                                       std::int64_t seq) {
  const std::vector<Event> found = reader.list_events(log, lane, seq, 1);
  if (found.empty() || found.front().seq != seq) return std::nullopt;
  return found.front();
}

inline QuarantinedEvent quarantined_row(const std::string& session, std::int64_t seq,
                                        const std::string& root) {
  const std::string number = std::to_string(seq);
  return QuarantinedEvent{session,         seq,    root,    root,  3, "uid" + number,
                          "hash" + number, "text", "after", kBegan};
}

inline CounterKey counter_key(const char* funnel) {
  return CounterKey{0, funnel, "r", "en", "web", "2025-01-01", "", ""};
}
inline Counts count_visits(std::int64_t visits) { return {Count{"", Measure::visits, "", visits}}; }

/// Everything that was counted of a funnel.
inline Counts all_counts(Reader& reader, const char* funnel) {
  CounterQuery query;
  query.funnel = funnel;
  const std::vector<CounterSum> sums = reader.sum_counters(query);
  return sums.empty() ? Counts{} : sums.front().counts;
}

}  // namespace tundish::store
