-- +goose Up
-- When the draft of a next strategy was thrown away; what was written in it went with it.
ALTER TABLE strategies ADD COLUMN removed_at TIMESTAMP;

-- +goose Down
ALTER TABLE strategies DROP COLUMN removed_at;
