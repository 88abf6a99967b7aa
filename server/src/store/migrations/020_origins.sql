-- Of which sites pages may play a funnel.

CREATE TABLE origins (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  allowed TEXT NOT NULL,
  revision BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, funnel)
);
