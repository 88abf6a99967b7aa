-- Who plays, what they are known by, and what they allowed.

CREATE TABLE contacts (
  bucket INTEGER NOT NULL,
  id TEXT NOT NULL,
  attributes TEXT NOT NULL,
  merged_into TEXT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (bucket, id)
);
CREATE INDEX contacts_by_age ON contacts (merged_into, created_at_ms, id);

CREATE TABLE contact_identities (
  bucket INTEGER NOT NULL,
  known_by TEXT NOT NULL,
  contact TEXT NOT NULL,
  verified_at_ms BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, known_by, contact)
);
CREATE INDEX contact_identities_of_contact ON contact_identities (contact, known_by);

CREATE TABLE session_contacts (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  contact TEXT NOT NULL,
  is_proven BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session)
);
CREATE INDEX session_contacts_of_contact ON session_contacts (contact, at_ms, session);

CREATE TABLE consents (
  bucket INTEGER NOT NULL,
  session TEXT NOT NULL,
  uid TEXT NOT NULL,
  slug TEXT NOT NULL,
  is_given BIGINT NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (bucket, session, uid, slug)
);
