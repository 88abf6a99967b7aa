#include "store/sql_tables.hpp"

namespace tundish::store {

void SqlTables::remove_session(const Session& session) {
  const int bucket = bucket_of_session(session.session);
  connection_
      .prepare(
          "DELETE FROM intents WHERE bucket = ? AND uid IN (SELECT uid FROM events"
          " WHERE session_created_at_ms = ? AND session = ? AND bucket = ?)")
      .bind(bucket)
      .bind(session.created_at_ms)
      .bind(session.session)
      .bind(bucket)
      .run();
  connection_
      .prepare("DELETE FROM events WHERE session_created_at_ms = ? AND session = ? AND bucket = ?")
      .bind(session.created_at_ms)
      .bind(session.session)
      .bind(bucket)
      .run();
  connection_.prepare("DELETE FROM sessions WHERE bucket = ? AND session = ?")
      .bind(bucket)
      .bind(session.session)
      .run();
}

void SqlTables::remove_quarantined(std::string_view root) {
  connection_.prepare("DELETE FROM quarantine WHERE bucket = ? AND root = ?")
      .bind(bucket_of_session(root))
      .bind(root)
      .run();
}

}  // namespace tundish::store
