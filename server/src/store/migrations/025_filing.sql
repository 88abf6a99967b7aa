-- Where a funnel stands in lists: its folder, and since when it is put away (0: it is not).

ALTER TABLE funnels ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE funnels ADD COLUMN archived_at_ms BIGINT NOT NULL DEFAULT 0;
