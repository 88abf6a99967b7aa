-- What accepted events ask of the server, and how much of the server's lane a branch
-- shares with its parent.

ALTER TABLE sessions ADD COLUMN s_at BIGINT NOT NULL DEFAULT -1;

CREATE TABLE effects (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  effect TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  is_done BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  result TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session, effect)
);
CREATE INDEX effects_to_do ON effects (is_done, due_ms, session, effect);
CREATE INDEX effects_by_key ON effects (effect, session);
