-- Links that let somebody in once: the first super admin, and users who have no password yet.

CREATE TABLE one_time_links (
  bucket INTEGER NOT NULL,
  token_hash TEXT NOT NULL,
  user_id TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, token_hash)
);
CREATE INDEX one_time_links_by_user ON one_time_links (user_id, token_hash);
