-- Drafts that somebody put aside for another one.

CREATE TABLE kept_drafts (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  number BIGINT NOT NULL,
  title TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (bucket, funnel, number)
);

CREATE TABLE kept_draft_texts (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  number BIGINT NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (bucket, funnel, number)
);
