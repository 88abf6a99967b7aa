#include "store/sql_tables.hpp"

namespace tundish::store {
namespace {

QuarantinedEvent quarantined_row(SqlStatement& row) {
  QuarantinedEvent event;
  event.session = row.text();
  event.seq = row.number();
  event.root = row.text();
  event.parent = row.text();
  event.at = row.number();
  event.uid = row.text();
  event.hash = row.text();
  event.text = row.text();
  event.code = row.text();
  event.received_at_ms = row.number();
  return event;
}

}  // namespace

std::optional<QuarantinedEvent> SqlTables::find_last_quarantined(std::string_view session) {
  SqlStatement row = connection_.prepare(
      "SELECT session, seq, root, parent, at, uid, hash, text, code, received_at_ms FROM quarantine"
      " WHERE bucket = ? AND session = ? ORDER BY seq DESC LIMIT 1");
  row.bind(bucket_of_session(session)).bind(session);
  if (!row.step()) return std::nullopt;
  return quarantined_row(row);
}

std::vector<std::string> SqlTables::list_quarantined_hashes(std::string_view session,
                                                            std::int64_t from_seq, int limit) {
  SqlStatement row = connection_.prepare(
      "SELECT hash FROM quarantine WHERE bucket = ? AND session = ? AND seq >= ?"
      " ORDER BY seq LIMIT ?");
  row.bind(bucket_of_session(session)).bind(session).bind(from_seq).bind(limit);
  std::vector<std::string> list;
  while (row.step()) list.push_back(row.text());
  return list;
}

std::int64_t SqlTables::count_quarantined(std::string_view root) {
  SqlStatement row =
      connection_.prepare("SELECT count(*) FROM quarantine WHERE bucket = ? AND root = ?");
  row.bind(bucket_of_session(root)).bind(root);
  return row.step() ? row.number() : 0;
}

std::vector<QuarantinedEvent> SqlTables::list_quarantined(
    std::string_view root, const std::optional<QuarantineCursor>& after, int limit) {
  const QuarantineCursor begin = after.value_or(QuarantineCursor{});
  SqlStatement row = connection_.prepare(
      "SELECT session, seq, root, parent, at, uid, hash, text, code, received_at_ms FROM quarantine"
      " WHERE bucket = ? AND root = ? AND (session, seq) > (?, ?) ORDER BY session, seq LIMIT ?");
  row.bind(bucket_of_session(root)).bind(root).bind(begin.session).bind(begin.seq).bind(limit);
  std::vector<QuarantinedEvent> list;
  while (row.step()) list.push_back(quarantined_row(row));
  return list;
}

void SqlTables::add_quarantined(const QuarantinedEvent& event) {
  connection_
      .prepare(
          "INSERT INTO quarantine (bucket, session, seq, root, parent, at, uid, hash, text, code,"
          " received_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(bucket_of_session(event.session))
      .bind(event.session)
      .bind(event.seq)
      .bind(event.root)
      .bind(event.parent)
      .bind(event.at)
      .bind(event.uid)
      .bind(event.hash)
      .bind(event.text)
      .bind(event.code)
      .bind(event.received_at_ms)
      .run();
}

}  // namespace tundish::store
