-- What was refused together, and what somebody decided about it.

CREATE TABLE refusals (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  root TEXT NOT NULL,
  parent TEXT NOT NULL,
  at BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  code TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at_ms BIGINT NOT NULL,
  received_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session)
);
CREATE INDEX refusals_by_decision ON refusals (decision, received_at_ms, session);
CREATE INDEX refusals_by_root ON refusals (root, session);
INSERT INTO refusals (bucket, session, root, parent, at, last_seq, code, decision, reason,
    decided_by, decided_at_ms, received_at_ms)
  SELECT bucket, session, root, parent, at,
    (SELECT MAX(seq) FROM quarantine AS behind
      WHERE behind.bucket = quarantine.bucket AND behind.session = quarantine.session),
    code, '', '', '', 0, received_at_ms
  FROM quarantine WHERE seq = at + 1;
