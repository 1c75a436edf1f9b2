-- +goose Up
-- Of which version of its rule a schedule is: one that was published anew is planned anew.
ALTER TABLE schedules ADD COLUMN rule_version_id TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE schedules DROP COLUMN rule_version_id;
