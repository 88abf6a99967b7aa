-- Codes and links that were sent to visitors.

CREATE TABLE proofs (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  effect TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  receiver TEXT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  most_tries BIGINT NOT NULL,
  is_over BIGINT NOT NULL,
  PRIMARY KEY (bucket, session, effect)
);
CREATE INDEX proofs_by_code ON proofs (code_hash, session, effect);
CREATE INDEX proofs_by_age ON proofs (expires_at_ms, session, effect);

CREATE TABLE code_sends (
  bucket INTEGER NOT NULL,
  receiver TEXT NOT NULL,
  id TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, receiver, id)
);
CREATE INDEX code_sends_of_receiver ON code_sends (bucket, receiver, at_ms, id);
CREATE INDEX code_sends_by_age ON code_sends (at_ms, receiver, id);
