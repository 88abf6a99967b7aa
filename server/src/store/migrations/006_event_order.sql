-- Events in the order of their sessions' creation, and uids, which begin with the time, in theirs:
-- what happens at one time is written side by side, not all over the file.

CREATE TABLE ordered_events (
  bucket INTEGER NOT NULL,
  session_created_at_ms BIGINT NOT NULL,
  session TEXT NOT NULL,
  lane TEXT NOT NULL,
  seq BIGINT NOT NULL,
  uid TEXT NOT NULL,
  hash TEXT NOT NULL,
  text TEXT NOT NULL,
  received_at_ms BIGINT NOT NULL,
  PRIMARY KEY (session_created_at_ms, session, lane, seq, bucket),
  UNIQUE (uid, bucket)
);
INSERT INTO ordered_events (bucket, session_created_at_ms, session, lane, seq, uid, hash, text,
  received_at_ms)
SELECT events.bucket, COALESCE(sessions.created_at_ms, 0), events.session, events.lane, events.seq, events.uid,
  events.hash, events.text, events.received_at_ms
FROM events
  LEFT JOIN sessions ON sessions.bucket = events.bucket AND sessions.session = events.session
ORDER BY 2, events.session, events.lane, events.seq;
DROP TABLE events;
ALTER TABLE ordered_events RENAME TO events;
