-- Servers that funnels ask, addresses that are told what happens, work that takes long, and messages
-- that would leave.

CREATE TABLE endpoints (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  parameters TEXT NOT NULL,
  exposes TEXT NOT NULL,
  redirects TEXT NOT NULL,
  most_bytes BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (bucket, name)
);
CREATE INDEX endpoints_by_age ON endpoints (created_at_ms, name);

CREATE TABLE webhooks (
  bucket INTEGER NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  url TEXT NOT NULL,
  types TEXT NOT NULL,
  secret TEXT NOT NULL,
  former_secret TEXT NOT NULL,
  former_until_ms BIGINT NOT NULL,
  is_enabled BIGINT NOT NULL,
  disabled_why TEXT NOT NULL,
  failing_since_ms BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (bucket, id)
);
CREATE INDEX webhooks_by_age ON webhooks (created_at_ms, id);

CREATE TABLE deliveries (
  bucket INTEGER NOT NULL,
  webhook TEXT NOT NULL,
  message TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  is_waiting BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  status BIGINT NOT NULL,
  why TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  delivered_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, webhook, message)
);
CREATE INDEX deliveries_due ON deliveries (bucket, webhook, is_waiting, due_ms, message);
CREATE INDEX deliveries_of_webhook ON deliveries (bucket, webhook, created_at_ms, message);
CREATE INDEX deliveries_by_age ON deliveries (is_waiting, created_at_ms, webhook, message);

CREATE TABLE delivery_attempts (
  bucket INTEGER NOT NULL,
  webhook TEXT NOT NULL,
  message TEXT NOT NULL,
  number BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  took_ms BIGINT NOT NULL,
  status BIGINT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (bucket, webhook, message, number)
);

CREATE TABLE inbox_messages (
  bucket INTEGER NOT NULL,
  id TEXT NOT NULL,
  channel TEXT NOT NULL,
  receiver TEXT NOT NULL,
  text TEXT NOT NULL,
  session TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, id)
);
CREATE INDEX inbox_messages_by_age ON inbox_messages (created_at_ms, id);
CREATE INDEX inbox_messages_by_receiver ON inbox_messages (receiver, created_at_ms, id);

CREATE TABLE jobs (
  bucket INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  input TEXT NOT NULL,
  is_open BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  owner TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  result TEXT NOT NULL,
  why TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  ended_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, id)
);
CREATE INDEX jobs_to_do ON jobs (is_open, due_ms, id);
CREATE INDEX jobs_by_age ON jobs (created_at_ms, id);
CREATE INDEX jobs_by_kind ON jobs (kind, created_at_ms, id);
