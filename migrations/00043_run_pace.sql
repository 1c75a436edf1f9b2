-- +goose Up
-- When what started a run happened, when it missed the time in which its work was to reach its owner, and when what went into it was cleared away.
ALTER TABLE runs ADD COLUMN occurred_at TIMESTAMP;
ALTER TABLE runs ADD COLUMN breached_at TIMESTAMP;
ALTER TABLE runs ADD COLUMN cleared_at TIMESTAMP;
UPDATE runs SET occurred_at = COALESCE((SELECT e.occurred_at FROM events e WHERE e.id = runs.event_id), created_at);
CREATE INDEX runs_handed ON runs(created_at DESC, id) WHERE first_handoff_at IS NOT NULL;
CREATE INDEX runs_whole ON runs(finished_at, id) WHERE cleared_at IS NULL AND finished_at IS NOT NULL;
CREATE INDEX runs_root ON runs(root_id, created_at);
ALTER TABLE rules DROP COLUMN last_run_at;

-- +goose Down
ALTER TABLE rules ADD COLUMN last_run_at TIMESTAMP;
DROP INDEX runs_root;
DROP INDEX runs_whole;
DROP INDEX runs_handed;
ALTER TABLE runs DROP COLUMN cleared_at;
ALTER TABLE runs DROP COLUMN breached_at;
ALTER TABLE runs DROP COLUMN occurred_at;
