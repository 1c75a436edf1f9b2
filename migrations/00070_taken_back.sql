-- +goose Up
-- A date that was moved by a change which was taken back was not moved. The record of one thing is read from any instant in both directions.
ALTER TABLE promise_moves ADD COLUMN taken_back_at TIMESTAMP;
ALTER TABLE promise_moves ADD COLUMN taken_back_by TEXT NOT NULL DEFAULT '';
CREATE INDEX events_thing ON events(entity_type, entity_id, occurred_at, id);

-- +goose Down
DROP INDEX events_thing;
ALTER TABLE promise_moves DROP COLUMN taken_back_by;
ALTER TABLE promise_moves DROP COLUMN taken_back_at;
