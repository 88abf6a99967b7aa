-- Every key begins with `bucket`, so that the tables can be spread over machines as they are.
-- Ids and times come from the application.

CREATE TABLE settings (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (bucket, name)
);

CREATE TABLE funnels (
  bucket INTEGER NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  structure TEXT NOT NULL,
  definition TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, slug)
);

CREATE TABLE releases (
  bucket INTEGER NOT NULL,
  hash TEXT NOT NULL,
  funnel TEXT NOT NULL,
  language TEXT NOT NULL,
  structure TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, hash)
);

CREATE TABLE publications (
  bucket INTEGER NOT NULL,
  environment TEXT NOT NULL,
  funnel TEXT NOT NULL,
  language TEXT NOT NULL,
  release TEXT NOT NULL,
  default_language TEXT NOT NULL,
  published_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, environment, funnel, language)
);

CREATE TABLE sessions (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  funnel TEXT NOT NULL,
  release TEXT NOT NULL,
  language TEXT NOT NULL,
  channel TEXT NOT NULL,
  status TEXT NOT NULL,
  state TEXT NOT NULL,
  head_hash TEXT NOT NULL,
  head_seq BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  last_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session)
);
CREATE INDEX sessions_by_age ON sessions (created_at_ms, session);
CREATE INDEX sessions_by_funnel ON sessions (funnel, created_at_ms, session);

CREATE TABLE events (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  lane TEXT NOT NULL,
  seq BIGINT NOT NULL,
  uid TEXT NOT NULL,
  hash TEXT NOT NULL,
  text TEXT NOT NULL,
  received_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session, lane, seq),
  UNIQUE (bucket, uid)
);

CREATE TABLE counters (
  bucket INTEGER NOT NULL,
  funnel TEXT NOT NULL,
  release TEXT NOT NULL,
  language TEXT NOT NULL,
  channel TEXT NOT NULL,
  day TEXT NOT NULL,
  layer TEXT NOT NULL,
  visits BIGINT NOT NULL,
  sessions BIGINT NOT NULL,
  completions BIGINT NOT NULL,
  conversions BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  completed BIGINT NOT NULL,
  PRIMARY KEY (bucket, funnel, release, language, channel, day, layer)
);
CREATE INDEX counters_by_funnel ON counters (funnel, channel, layer);

CREATE TABLE tokens (
  bucket INTEGER NOT NULL,
  token_hash TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, token_hash)
);
