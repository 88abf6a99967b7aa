-- Files that funnels show. They lie here so that every server has them, and backups, too.

CREATE TABLE media (
  bucket INTEGER NOT NULL,
  medium TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, medium)
);
CREATE INDEX media_by_age ON media (created_at_ms, medium);

CREATE TABLE medium_parts (
  bucket INTEGER NOT NULL,
  medium TEXT NOT NULL,
  number BIGINT NOT NULL,
  bytes TEXT NOT NULL,
  PRIMARY KEY (bucket, medium, number)
);
