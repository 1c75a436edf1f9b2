-- Why something was done, in the words of whoever did it, and the ways into the record of changes that its pages take.
-- +goose Up
ALTER TABLE events ADD COLUMN reason TEXT NOT NULL DEFAULT '';
DROP INDEX events_occurred;
CREATE INDEX events_occurred ON events(occurred_at, id);
CREATE INDEX events_kind ON events(entity_type, occurred_at, id);
CREATE INDEX events_actor ON events(actor_person_id, occurred_at, id);
CREATE INDEX events_caused ON events(cause_run_id) WHERE cause_run_id <> '';

-- +goose Down
DROP INDEX events_caused;
DROP INDEX events_actor;
DROP INDEX events_kind;
DROP INDEX events_occurred;
CREATE INDEX events_occurred ON events(occurred_at);
ALTER TABLE events DROP COLUMN reason;
