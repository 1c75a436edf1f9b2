-- +goose Up
-- How sure the one who measured is that the target will be met, 1 to 10; 0 when nothing was said. It looks forward and is kept apart from progress.
ALTER TABLE readings ADD COLUMN confidence INTEGER NOT NULL DEFAULT 0;
-- Why a reading corrects an earlier one.
ALTER TABLE readings ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- The outcome's metric that a list brings readings of; empty for a list of workflows.
ALTER TABLE uploads ADD COLUMN measure_id TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE uploads DROP COLUMN measure_id;
ALTER TABLE readings DROP COLUMN reason;
ALTER TABLE readings DROP COLUMN confidence;
