#include <algorithm>
#include <vector>

#include "store/memory_tables.hpp"

namespace tundish::store {

std::vector<Session> MemoryTables::list_family(std::string_view root) {
  std::vector<Session> list;
  for (const auto& [id, session] : rows_.sessions) {
    if (session.root == root) list.push_back(session);
  }
  return list;
}

std::vector<Intent> MemoryTables::list_intents(const SessionLog& log, int limit) {
  std::vector<Intent> list;
  for (const auto& [key, intent] : rows_.intents) {
    if (intent.session == log.session) list.push_back(intent);
  }
  const auto most = static_cast<std::size_t>(std::max(limit, 0));
  if (list.size() > most) list.resize(most);
  return list;
}

void MemoryTables::remove_session(const Session& session) {
  const int bucket = bucket_of_session(session.session);
  for (const Intent& intent : list_intents(log_of(session), INT32_MAX)) {
    take(rows_.intents, std::pair(Uid(bucket, intent.uid), intent.ordinal));
  }
  for (const Lane lane : {Lane::c, Lane::s}) {
    for (const Event& event : list_events(log_of(session), lane, 0, INT32_MAX)) {
      take(rows_.events, LanePlace(event.session, lane, event.seq));
      take(rows_.uids, Uid(bucket, event.uid));
    }
  }
  take(rows_.sessions, session.session);
}

void MemoryTables::remove_quarantined(std::string_view root) {
  std::vector<Place> places;
  for (const auto& [place, event] : rows_.quarantine) {
    if (event.root == root) places.push_back(place);
  }
  for (const Place& place : places) take(rows_.quarantine, place);
}

}  // namespace tundish::store
