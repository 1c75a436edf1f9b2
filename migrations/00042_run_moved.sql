-- +goose Up
-- The version that a run began with, when it was moved to a newer one while it waited.
ALTER TABLE runs ADD COLUMN began_version_id TEXT;

-- +goose Down
ALTER TABLE runs DROP COLUMN began_version_id;
