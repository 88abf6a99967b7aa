-- Files that visitors hand in, in pieces. They lie here so that every server has them, they go with
-- the session in one transaction, and backups have them.

CREATE TABLE uploads (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  upload TEXT NOT NULL,
  slug TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  received BIGINT NOT NULL,
  kept_size BIGINT NOT NULL,
  is_whole BIGINT NOT NULL,
  is_cleaned BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  look_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session, upload)
);
CREATE INDEX uploads_to_look_at ON uploads (look_at_ms, session, upload);

CREATE TABLE upload_parts (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  upload TEXT NOT NULL,
  is_cleaned BIGINT NOT NULL,
  number BIGINT NOT NULL,
  bytes TEXT NOT NULL,
  PRIMARY KEY (bucket, session, upload, is_cleaned, number)
);
