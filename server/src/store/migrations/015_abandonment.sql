-- Sessions that nobody goes on with: when to look at those that go on.

CREATE TABLE watches (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  due_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session)
);
CREATE INDEX watches_by_time ON watches (due_ms, session);

CREATE TABLE walks (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  session TEXT NOT NULL,
  PRIMARY KEY (bucket, name)
);
