-- Sessions that were removed, so that whoever has them still is told, and ways from a session to what
-- was sent because of it.

CREATE TABLE removed_sessions (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session)
);
CREATE INDEX inbox_messages_by_session ON inbox_messages (session, created_at_ms, id);
CREATE INDEX deliveries_by_message ON deliveries (message, webhook);
