-- +goose Up
-- A change that counts from a day on: which, who has set it, and why it did not come about then.
ALTER TABLE planned_changes ADD COLUMN on_day TEXT NOT NULL DEFAULT '';
ALTER TABLE planned_changes ADD COLUMN day_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE planned_changes ADD COLUMN stuck TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE planned_changes DROP COLUMN stuck;
ALTER TABLE planned_changes DROP COLUMN day_person_id;
ALTER TABLE planned_changes DROP COLUMN on_day;
