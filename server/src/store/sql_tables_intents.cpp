#include "store/sql_tables.hpp"

namespace tundish::store {
namespace {

Intent intent_row(SqlStatement& row) {
  Intent intent;
  intent.session = row.text();
  intent.uid = row.text();
  intent.ordinal = row.number();
  intent.funnel = row.text();
  intent.name = row.text();
  intent.created_at_ms = row.number();
  intent.delivered_at_ms = row.number();
  return intent;
}

}  // namespace

std::vector<Intent> SqlTables::list_intents(const SessionLog& log, int limit) {
  const int bucket = bucket_of_session(log.session);
  SqlStatement row = connection_.prepare(
      "SELECT session, uid, ordinal, funnel, name, created_at_ms, delivered_at_ms FROM intents"
      " WHERE bucket = ? AND uid IN (SELECT uid FROM events"
      " WHERE session_created_at_ms = ? AND session = ? AND bucket = ?)"
      " ORDER BY uid, ordinal LIMIT ?");
  row.bind(bucket).bind(log.created_at_ms).bind(log.session).bind(bucket).bind(limit);
  std::vector<Intent> list;
  while (row.step()) list.push_back(intent_row(row));
  return list;
}

std::vector<Intent> SqlTables::list_waiting_intents(int limit) {
  SqlStatement row = connection_.prepare(
      "SELECT session, uid, ordinal, funnel, name, created_at_ms, delivered_at_ms FROM intents"
      " WHERE delivered_at_ms = 0 ORDER BY created_at_ms, uid, ordinal LIMIT ?");
  row.bind(limit);
  std::vector<Intent> list;
  while (row.step()) list.push_back(intent_row(row));
  return list;
}

void SqlTables::add_intent(const Intent& intent) {
  connection_
      .prepare(
          "INSERT INTO intents (bucket, uid, ordinal, session, funnel, name, created_at_ms,"
          " delivered_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(bucket_of_session(intent.session))
      .bind(intent.uid)
      .bind(intent.ordinal)
      .bind(intent.session)
      .bind(intent.funnel)
      .bind(intent.name)
      .bind(intent.created_at_ms)
      .bind(intent.delivered_at_ms)
      .run();
}

void SqlTables::set_delivered(const Intent& intent, std::int64_t at_ms) {
  connection_
      .prepare(
          "UPDATE intents SET delivered_at_ms = ? WHERE bucket = ? AND uid = ? AND ordinal = ?")
      .bind(at_ms)
      .bind(bucket_of_session(intent.session))
      .bind(intent.uid)
      .bind(intent.ordinal)
      .run();
}

}  // namespace tundish::store
