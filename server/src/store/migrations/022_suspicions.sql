-- Why a session may not be a person's.

CREATE TABLE suspicions (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  sign TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session, sign)
);
