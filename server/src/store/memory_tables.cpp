#include "store/memory_tables.hpp"

#include <algorithm>
#include <tuple>

namespace tundish::store {
namespace {

template <class Key, class Row>
std::optional<Row> find_in(const std::map<Key, Row>& table, const Key& key) {
  const auto found = table.find(key);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

std::string key_of(const Publication& publication) {
  return publication.environment + '\n' + publication.funnel + '\n' + publication.language;
}

}  // namespace

void MemoryTables::roll_back() {
  for (auto step = undo_.rbegin(); step != undo_.rend(); ++step) (*step)();
  undo_.clear();
}

std::optional<Release> MemoryTables::find_release(std::string_view hash) {
  return find_in(rows_.releases, std::string(hash));
}

std::vector<Publication> MemoryTables::list_publications(std::string_view environment,
                                                         std::string_view funnel) {
  std::vector<Publication> list;
  for (const auto& [key, publication] : rows_.publications) {
    if (publication.environment == environment && publication.funnel == funnel) {
      list.push_back(publication);
    }
  }
  return list;
}

std::optional<Session> MemoryTables::find_session(std::string_view session) {
  return find_in(rows_.sessions, std::string(session));
}

std::vector<Session> MemoryTables::list_sessions(std::string_view funnel,
                                                 const std::optional<Cursor>& after, int limit) {
  std::vector<Session> list;
  for (const auto& [id, session] : rows_.sessions) {
    if (!funnel.empty() && session.funnel != funnel) continue;
    if (after && std::pair(session.created_at_ms, session.session) >=
                     std::pair(after->created_at_ms, after->session)) {
      continue;
    }
    list.push_back(session);
  }
  std::sort(list.begin(), list.end(), [](const Session& left, const Session& right) {
    return std::pair(left.created_at_ms, left.session) >
           std::pair(right.created_at_ms, right.session);
  });
  if (list.size() > static_cast<std::size_t>(limit)) list.resize(static_cast<std::size_t>(limit));
  return list;
}

std::vector<Session> MemoryTables::list_sessions_behind(const Cursor& place, int limit) {
  const auto place_of = [](const Session& session) {
    return std::pair(session.created_at_ms, std::string_view(session.session));
  };
  const std::pair behind(place.created_at_ms, std::string_view(place.session));
  std::vector<const Session*> found;
  for (const auto& [id, session] : rows_.sessions) {
    if (place_of(session) > behind) found.push_back(&session);
  }
  std::sort(found.begin(), found.end(), [&](const Session* left, const Session* right) {
    return place_of(*left) < place_of(*right);
  });
  std::vector<Session> list;
  for (const Session* session : found) {
    if (list.size() == static_cast<std::size_t>(limit)) break;
    list.push_back(*session);
  }
  return list;
}

std::vector<std::string> MemoryTables::list_event_hashes(const SessionLog& log, Lane lane,
                                                         std::int64_t from_seq, int limit) {
  std::vector<std::string> list;
  for (const Event& event : list_events(log, lane, from_seq, limit)) list.push_back(event.hash);
  return list;
}

std::optional<Event> MemoryTables::find_event_by_uid(std::string_view session,
                                                     std::string_view uid) {
  const auto found = rows_.uids.find(std::pair(bucket_of_session(session), std::string(uid)));
  if (found == rows_.uids.end()) return std::nullopt;
  return find_in(rows_.events, found->second);
}

std::vector<Event> MemoryTables::list_events(const SessionLog& log, Lane lane,
                                             std::int64_t from_seq, int limit) {
  std::vector<Event> list;
  auto next = rows_.events.lower_bound(LanePlace(log.session, lane, from_seq));
  while (next != rows_.events.end() && next->second.session == log.session &&
         next->second.session_created_at_ms == log.created_at_ms && next->second.lane == lane &&
         list.size() < static_cast<std::size_t>(limit)) {
    list.push_back(next->second);
    ++next;
  }
  return list;
}

std::optional<QuarantinedEvent> MemoryTables::find_last_quarantined(std::string_view session) {
  auto after = rows_.quarantine.upper_bound(Place(session, INT64_MAX));
  if (after == rows_.quarantine.begin()) return std::nullopt;
  --after;
  if (after->second.session != session) return std::nullopt;
  return after->second;
}

std::vector<std::string> MemoryTables::list_quarantined_hashes(std::string_view session,
                                                               std::int64_t from_seq, int limit) {
  std::vector<std::string> list;
  for (auto next = rows_.quarantine.lower_bound(Place(session, from_seq));
       next != rows_.quarantine.end() && next->second.session == session &&
       list.size() < static_cast<std::size_t>(limit);
       ++next) {
    list.push_back(next->second.hash);
  }
  return list;
}

std::int64_t MemoryTables::count_quarantined(std::string_view root) {
  std::int64_t count = 0;
  for (const auto& [place, event] : rows_.quarantine) count += event.root == root ? 1 : 0;
  return count;
}

std::vector<QuarantinedEvent> MemoryTables::list_quarantined(
    std::string_view root, const std::optional<QuarantineCursor>& after, int limit) {
  const QuarantineCursor begin = after.value_or(QuarantineCursor{});
  std::vector<QuarantinedEvent> list;
  for (auto next = rows_.quarantine.upper_bound(Place(begin.session, begin.seq));
       next != rows_.quarantine.end() && list.size() < static_cast<std::size_t>(limit); ++next) {
    if (next->second.root == root) list.push_back(next->second);
  }
  return list;
}

std::vector<Intent> MemoryTables::list_waiting_intents(int limit) {
  std::vector<Intent> list;
  for (const auto& [key, intent] : rows_.intents) {
    if (intent.delivered_at_ms == 0) list.push_back(intent);
  }
  std::sort(list.begin(), list.end(), [](const Intent& left, const Intent& right) {
    return std::tie(left.created_at_ms, left.uid, left.ordinal) <
           std::tie(right.created_at_ms, right.uid, right.ordinal);
  });
  if (list.size() > static_cast<std::size_t>(limit)) list.resize(static_cast<std::size_t>(limit));
  return list;
}

void MemoryTables::put_release(const Release& release) {
  if (!find_in(rows_.releases, release.hash)) put(rows_.releases, release.hash, release);
}

void MemoryTables::put_publication(const Publication& publication) {
  put(rows_.publications, key_of(publication), publication);
}

void MemoryTables::remove_publication(const Publication& publication) {
  take(rows_.publications, key_of(publication));
}

void MemoryTables::put_session(const Session& session) {
  put(rows_.sessions, session.session, session);
}

Added MemoryTables::add_event(const Event& event) {
  const LanePlace key(event.session, event.lane, event.seq);
  const std::pair uid(bucket_of_session(event.session), event.uid);
  if (rows_.uids.count(uid) != 0) return Added::uid_is_taken;
  if (rows_.events.count(key) != 0) {
    throw StoreError("the session has an event " + std::to_string(event.seq));
  }
  put(rows_.events, key, event);
  put(rows_.uids, uid, key);
  return Added::yes;
}

void MemoryTables::add_quarantined(const QuarantinedEvent& event) {
  const Place key(event.session, event.seq);
  if (rows_.quarantine.count(key) != 0) {
    throw StoreError("the quarantine has an event " + std::to_string(event.seq));
  }
  put(rows_.quarantine, key, event);
}

void MemoryTables::add_intent(const Intent& intent) {
  const std::pair key(Uid(bucket_of_session(intent.session), intent.uid), intent.ordinal);
  if (rows_.intents.count(key) != 0) {
    throw StoreError("the event " + intent.uid + " has that intent");
  }
  put(rows_.intents, key, intent);
}

void MemoryTables::set_delivered(const Intent& intent, std::int64_t at_ms) {
  const std::pair key(Uid(bucket_of_session(intent.session), intent.uid), intent.ordinal);
  std::optional<Intent> row = find_in(rows_.intents, key);
  if (!row) return;
  row->delivered_at_ms = at_ms;
  put(rows_.intents, key, *row);
}

}  // namespace tundish::store
