-- Branches of sessions, events in quarantine, and what has to be done because of an event.

ALTER TABLE sessions ADD COLUMN root TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN parent TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN at BIGINT NOT NULL DEFAULT -1;
UPDATE sessions SET root = session;

-- A session and its branches share the bucket of their ids' first four digits: FNV-1a of these,
-- where (a | b) - (a & b) stands for the exclusive or.
WITH digits (digit, code) AS (VALUES
  ('0', 48), ('1', 49), ('2', 50), ('3', 51), ('4', 52), ('5', 53), ('6', 54), ('7', 55),
  ('8', 56), ('9', 57), ('a', 97), ('b', 98), ('c', 99), ('d', 100), ('e', 101), ('f', 102))
UPDATE sessions SET bucket = (
  SELECT ((((hash | code) - (hash & code)) * 16777619) & 4294967295) % 1024 FROM digits, (
    SELECT (((hash | code) - (hash & code)) * 16777619) & 4294967295 AS hash FROM digits, (
      SELECT (((hash | code) - (hash & code)) * 16777619) & 4294967295 AS hash FROM digits, (
        SELECT (((2166136261 | code) - (2166136261 & code)) * 16777619) & 4294967295 AS hash
        FROM digits WHERE digit = substr(sessions.session, 1, 1)) AS first_digit
      WHERE digit = substr(sessions.session, 2, 1)) AS second_digit
    WHERE digit = substr(sessions.session, 3, 1)) AS third_digit
  WHERE digit = substr(sessions.session, 4, 1));
CREATE INDEX sessions_by_id ON sessions (session);
UPDATE events SET bucket = (SELECT sessions.bucket FROM sessions
  WHERE sessions.session = events.session);
DROP INDEX sessions_by_id;

CREATE TABLE quarantine (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  seq BIGINT NOT NULL,
  root TEXT NOT NULL,
  parent TEXT NOT NULL,
  at BIGINT NOT NULL,
  uid TEXT NOT NULL,
  hash TEXT NOT NULL,
  text TEXT NOT NULL,
  code TEXT NOT NULL,
  received_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session, seq)
);
CREATE INDEX quarantine_by_root ON quarantine (bucket, root, session, seq);

CREATE TABLE intents (
  bucket INTEGER NOT NULL,
  uid TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  session TEXT NOT NULL,
  funnel TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  delivered_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, uid, ordinal)
);
CREATE INDEX intents_waiting ON intents (created_at_ms, uid, ordinal) WHERE delivered_at_ms = 0;
