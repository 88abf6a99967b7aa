#include "store/sql_tables.hpp"

namespace tundish::store {

void SqlTables::put_release(const Release& release) {
  if (find_release(release.hash)) return;
  connection_
      .prepare(
          "INSERT INTO releases (bucket, hash, funnel, language, structure, text, created_at_ms)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(bucket_of(release.hash))
      .bind(release.hash)
      .bind(release.funnel)
      .bind(release.language)
      .bind(release.structure)
      .bind(release.text)
      .bind(release.created_at_ms)
      .run();
}

void SqlTables::put_publication(const Publication& publication) {
  connection_
      .prepare(
          "INSERT INTO publications (bucket, environment, funnel, language, release,"
          " default_language, published_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (bucket, environment, funnel, language) DO UPDATE SET"
          " release = excluded.release, default_language = excluded.default_language,"
          " published_at_ms = excluded.published_at_ms")
      .bind(bucket_of(publication.funnel))
      .bind(publication.environment)
      .bind(publication.funnel)
      .bind(publication.language)
      .bind(publication.release)
      .bind(publication.default_language)
      .bind(publication.published_at_ms)
      .run();
}

void SqlTables::remove_publication(const Publication& publication) {
  connection_
      .prepare(
          "DELETE FROM publications WHERE bucket = ? AND environment = ? AND funnel = ?"
          " AND language = ?")
      .bind(bucket_of(publication.funnel))
      .bind(publication.environment)
      .bind(publication.funnel)
      .bind(publication.language)
      .run();
}

void SqlTables::put_session(const Session& session) {
  connection_
      .prepare(
          "INSERT INTO sessions (bucket, session, root, parent, at, s_at, secret_hash, funnel, "
          "release,"
          " siblings, language, channel, status, state, head_hash, head_seq, epoch, created_at_ms, "
          "last_at_ms)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          // What a session begins with stays as it is, and so do the indexes over it.
          " ON CONFLICT (bucket, session) DO UPDATE SET release = excluded.release, siblings = "
          "excluded.siblings,"
          " language = excluded.language, channel = excluded.channel, status = excluded.status,"
          " state = excluded.state, head_hash = excluded.head_hash, head_seq = excluded.head_seq,"
          " epoch = excluded.epoch, last_at_ms = excluded.last_at_ms")
      .bind(bucket_of_session(session.session))
      .bind(session.session)
      .bind(session.root)
      .bind(session.parent)
      .bind(session.at)
      .bind(session.s_at)
      .bind(session.secret_hash)
      .bind(session.funnel)
      .bind(session.release)
      .bind(session.siblings)
      .bind(session.language)
      .bind(session.channel)
      .bind(session.status)
      .bind(session.state)
      .bind(session.head_hash)
      .bind(session.head_seq)
      .bind(session.epoch)
      .bind(session.created_at_ms)
      .bind(session.last_at_ms)
      .run();
}

Added SqlTables::add_event(const Event& event) {
  SqlStatement statement = connection_.prepare(
      "INSERT INTO events (bucket, session, lane, seq, uid, hash, text, received_at_ms,"
      " session_created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (uid, bucket) DO NOTHING");
  statement.bind(bucket_of_session(event.session))
      .bind(event.session)
      .bind(to_text(event.lane))
      .bind(event.seq)
      .bind(event.uid)
      .bind(event.hash)
      .bind(event.text)
      .bind(event.received_at_ms)
      .bind(event.session_created_at_ms)
      .run();
  return statement.changed_rows() == 0 ? Added::uid_is_taken : Added::yes;
}

}  // namespace tundish::store
