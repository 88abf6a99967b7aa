-- People and what they may do, what they did, and what servers tell each other.

CREATE TABLE users (
  bucket INTEGER NOT NULL,
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  disabled_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, id)
);
CREATE INDEX users_by_email ON users (email, id);

CREATE TABLE api_tokens (
  bucket INTEGER NOT NULL,
  token_hash TEXT NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  role TEXT NOT NULL,
  scopes TEXT NOT NULL,
  user_id TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  last_used_at_ms BIGINT NOT NULL,
  revoked_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, token_hash)
);
CREATE INDEX api_tokens_by_id ON api_tokens (id, token_hash);
CREATE INDEX api_tokens_by_age ON api_tokens (created_at_ms, token_hash);

-- The tokens of earlier schemas could do everything, and still can.
INSERT INTO api_tokens (bucket, token_hash, id, label, role, scopes, user_id, created_at_ms,
  expires_at_ms, last_used_at_ms, revoked_at_ms)
SELECT bucket, token_hash, substr(token_hash, 1, 32), label, 'super_admin', '*', '', created_at_ms,
  0, 0, 0 FROM tokens;
DROP TABLE tokens;

CREATE TABLE studio_sessions (
  bucket INTEGER NOT NULL,
  token_hash TEXT NOT NULL,
  user_id TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  last_used_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, token_hash)
);
CREATE INDEX studio_sessions_by_user ON studio_sessions (user_id, token_hash);
CREATE INDEX studio_sessions_by_age ON studio_sessions (created_at_ms, token_hash);

CREATE TABLE audit (
  bucket INTEGER NOT NULL,
  lane TEXT NOT NULL,
  seq BIGINT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object TEXT NOT NULL,
  request TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (bucket, lane, seq)
);
CREATE INDEX audit_by_time ON audit (at_ms, lane, seq);
CREATE INDEX audit_by_actor ON audit (actor, at_ms, lane, seq);
CREATE INDEX audit_by_object ON audit (object_kind, object, at_ms, lane, seq);

CREATE TABLE idempotency_keys (
  bucket INTEGER NOT NULL,
  caller TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, caller, idempotency_key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys
  (created_at_ms, caller, idempotency_key);

CREATE TABLE leases (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  until_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, name)
);
