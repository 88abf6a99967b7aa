-- Drafts by environment, what was published when, and what funnels share.

CREATE TABLE drafts (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  environment TEXT NOT NULL,
  title TEXT NOT NULL,
  structure TEXT NOT NULL,
  languages TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, funnel, environment)
);
CREATE INDEX drafts_by_environment ON drafts (environment, funnel);

CREATE TABLE draft_texts (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  environment TEXT NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (bucket, funnel, environment)
);

-- What was saved so far was published to `production` unless its author said otherwise.
INSERT INTO drafts (bucket, funnel, environment, title, structure, languages, created_at_ms,
  updated_at_ms)
SELECT bucket, slug, 'production', title, structure, '', created_at_ms, updated_at_ms FROM funnels;
INSERT INTO draft_texts (bucket, funnel, environment, definition)
SELECT bucket, slug, 'production', definition FROM funnels;
ALTER TABLE funnels DROP COLUMN structure;
ALTER TABLE funnels DROP COLUMN definition;
CREATE INDEX funnels_by_title ON funnels (title, slug);

CREATE TABLE environments (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  position BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, name)
);
CREATE INDEX environments_by_position ON environments (position, name);

CREATE TABLE publishing_windows (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  windows TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, name)
);
CREATE INDEX publishing_windows_by_age ON publishing_windows (created_at_ms, name);

CREATE TABLE publishings (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  number BIGINT NOT NULL,
  environment TEXT NOT NULL,
  action TEXT NOT NULL,
  structure TEXT NOT NULL,
  definition TEXT NOT NULL,
  releases TEXT NOT NULL,
  repeats BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (bucket, funnel, number)
);
CREATE INDEX publishings_by_environment ON publishings (bucket, funnel, environment, number);

CREATE TABLE published_definitions (
  bucket INTEGER NOT NULL,
  hash TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, hash)
);
