-- The files that jobs have made, in pieces, so that every server has them.

CREATE TABLE export_parts (
  bucket INTEGER NOT NULL,
  job TEXT NOT NULL,
  number BIGINT NOT NULL,
  bytes TEXT NOT NULL,
  PRIMARY KEY (bucket, job, number)
);
