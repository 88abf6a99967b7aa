-- How many transactions each writer has committed: one whose connection was lost at that moment
-- learns from its row whether it had happened.

CREATE TABLE commits (
  bucket INTEGER NOT NULL,
  writer TEXT NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (bucket, writer)
);
