-- By what a server knows that its key is the one that sealed the secrets here.

CREATE TABLE sealing_keys (
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  mark TEXT NOT NULL,
  PRIMARY KEY (bucket, name)
);
