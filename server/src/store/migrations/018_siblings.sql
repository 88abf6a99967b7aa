-- In which other releases of its structure a session goes on.

ALTER TABLE sessions ADD COLUMN siblings TEXT NOT NULL DEFAULT '';
