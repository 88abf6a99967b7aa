-- After how many days sessions are removed.

CREATE TABLE retentions (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  days BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, funnel)
);
