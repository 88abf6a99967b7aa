-- What was wrong with the last attempt to do an effect.

ALTER TABLE effects ADD COLUMN why TEXT NOT NULL DEFAULT '';
