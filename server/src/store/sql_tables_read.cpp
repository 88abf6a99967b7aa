#include "store/sql_tables.hpp"

namespace tundish::store {
namespace {

Session session_row(SqlStatement& row) {
  Session session;
  session.session = row.text();
  session.root = row.text();
  session.parent = row.text();
  session.at = row.number();
  session.s_at = row.number();
  session.secret_hash = row.text();
  session.funnel = row.text();
  session.release = row.text();
  session.siblings = row.text();
  session.language = row.text();
  session.channel = row.text();
  session.status = row.text();
  session.state = row.text();
  session.head_hash = row.text();
  session.head_seq = row.number();
  session.epoch = row.number();
  session.created_at_ms = row.number();
  session.last_at_ms = row.number();
  return session;
}

Event event_row(SqlStatement& row) {
  Event event;
  event.session = row.text();
  event.seq = row.number();
  event.uid = row.text();
  event.hash = row.text();
  event.text = row.text();
  event.received_at_ms = row.number();
  event.lane = row.text() == "s" ? Lane::s : Lane::c;
  event.session_created_at_ms = row.number();
  return event;
}

}  // namespace

std::int64_t SqlTables::generation() {
  SqlStatement row =
      connection_.prepare("SELECT value FROM settings WHERE bucket = 0 AND name = 'generation'");
  if (!row.step()) throw StoreError("the database has lost its generation");
  return row.number();
}

std::optional<Release> SqlTables::find_release(std::string_view hash) {
  SqlStatement row = connection_.prepare(
      "SELECT hash, funnel, language, structure, text, created_at_ms"
      " FROM releases WHERE bucket = ? AND hash = ?");
  row.bind(bucket_of(hash)).bind(hash);
  if (!row.step()) return std::nullopt;
  Release release;
  release.hash = row.text();
  release.funnel = row.text();
  release.language = row.text();
  release.structure = row.text();
  release.text = row.text();
  release.created_at_ms = row.number();
  return release;
}

std::vector<Publication> SqlTables::list_publications(std::string_view environment,
                                                      std::string_view funnel) {
  SqlStatement row = connection_.prepare(
      "SELECT environment, funnel, language, release, default_language, published_at_ms"
      " FROM publications WHERE bucket = ? AND environment = ? AND funnel = ? ORDER BY language");
  row.bind(bucket_of(funnel)).bind(environment).bind(funnel);
  std::vector<Publication> list;
  while (row.step()) {
    Publication publication;
    publication.environment = row.text();
    publication.funnel = row.text();
    publication.language = row.text();
    publication.release = row.text();
    publication.default_language = row.text();
    publication.published_at_ms = row.number();
    list.push_back(std::move(publication));
  }
  return list;
}

#define TUNDISH_SESSION_COLUMNS                                                                \
  "SELECT session, root, parent, at, s_at, secret_hash, funnel, release, siblings, language, " \
  "channel, "                                                                                  \
  "status,"                                                                                    \
  " state, head_hash, head_seq, epoch, created_at_ms, last_at_ms FROM sessions"

std::optional<Session> SqlTables::find_session(std::string_view session) {
  SqlStatement row =
      connection_.prepare(TUNDISH_SESSION_COLUMNS " WHERE bucket = ? AND session = ?");
  row.bind(bucket_of_session(session)).bind(session);
  if (!row.step()) return std::nullopt;
  return session_row(row);
}

std::vector<Session> SqlTables::list_sessions(std::string_view funnel,
                                              const std::optional<Cursor>& after, int limit) {
  constexpr std::int64_t kEndOfTime = INT64_MAX;
  const std::int64_t before_ms = after ? after->created_at_ms : kEndOfTime;
  const std::string before_session = after ? after->session : "";
  constexpr const char* kAll = TUNDISH_SESSION_COLUMNS
      " WHERE (created_at_ms, session) < (?, ?)"
      " ORDER BY created_at_ms DESC, session DESC LIMIT ?";
  constexpr const char* kOfFunnel = TUNDISH_SESSION_COLUMNS
      " WHERE funnel = ? AND (created_at_ms, session) < (?, ?)"
      " ORDER BY created_at_ms DESC, session DESC LIMIT ?";
  SqlStatement row = connection_.prepare(funnel.empty() ? kAll : kOfFunnel);
  if (!funnel.empty()) row.bind(funnel);
  row.bind(before_ms).bind(before_session).bind(limit);
  std::vector<Session> list;
  while (row.step()) list.push_back(session_row(row));
  return list;
}

std::vector<Session> SqlTables::list_sessions_behind(const Cursor& place, int limit) {
  SqlStatement row = connection_.prepare(TUNDISH_SESSION_COLUMNS
                                         " WHERE (created_at_ms, session) > (?, ?)"
                                         " ORDER BY created_at_ms, session LIMIT ?");
  row.bind(place.created_at_ms).bind(place.session).bind(limit);
  std::vector<Session> list;
  while (row.step()) list.push_back(session_row(row));
  return list;
}

std::vector<Session> SqlTables::list_family(std::string_view root) {
  // Branches have the first digits of their root.
  const std::string digits(root.substr(0, kSharedDigits));
  SqlStatement row = connection_.prepare(TUNDISH_SESSION_COLUMNS
                                         " WHERE bucket = ? AND session >= ? AND session < ?"
                                         " AND root = ? ORDER BY session");
  const std::string behind = digits + 'g';
  row.bind(bucket_of_session(root)).bind(digits).bind(behind).bind(root);
  std::vector<Session> list;
  while (row.step()) list.push_back(session_row(row));
  return list;
}

#undef TUNDISH_SESSION_COLUMNS

#define TUNDISH_EVENT_COLUMNS                                   \
  "SELECT session, seq, uid, hash, text, received_at_ms, lane," \
  " session_created_at_ms FROM events"

std::vector<std::string> SqlTables::list_event_hashes(const SessionLog& log, Lane lane,
                                                      std::int64_t from_seq, int limit) {
  SqlStatement row = connection_.prepare(
      "SELECT hash FROM events"
      " WHERE session_created_at_ms = ? AND session = ? AND lane = ? AND bucket = ? AND seq >= ?"
      " ORDER BY seq LIMIT ?");
  row.bind(log.created_at_ms)
      .bind(log.session)
      .bind(to_text(lane))
      .bind(bucket_of_session(log.session))
      .bind(from_seq)
      .bind(limit);
  std::vector<std::string> list;
  while (row.step()) list.push_back(row.text());
  return list;
}

std::optional<Event> SqlTables::find_event_by_uid(std::string_view session, std::string_view uid) {
  SqlStatement row = connection_.prepare(TUNDISH_EVENT_COLUMNS " WHERE bucket = ? AND uid = ?");
  row.bind(bucket_of_session(session)).bind(uid);
  if (!row.step()) return std::nullopt;
  return event_row(row);
}

std::vector<Event> SqlTables::list_events(const SessionLog& log, Lane lane, std::int64_t from_seq,
                                          int limit) {
  SqlStatement row = connection_.prepare(
      TUNDISH_EVENT_COLUMNS
      " WHERE session_created_at_ms = ? AND session = ? AND lane = ? AND bucket = ? AND seq >= ?"
      " ORDER BY seq LIMIT ?");
  row.bind(log.created_at_ms)
      .bind(log.session)
      .bind(to_text(lane))
      .bind(bucket_of_session(log.session))
      .bind(from_seq)
      .bind(limit);
  std::vector<Event> list;
  while (row.step()) list.push_back(event_row(row));
  return list;
}

#undef TUNDISH_EVENT_COLUMNS

}  // namespace tundish::store
