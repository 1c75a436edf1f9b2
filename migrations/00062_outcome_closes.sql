-- +goose Up
-- How an outcome was closed: its score, the final reading, what was learnt, and what the data says failed, as it stood then. While closed_at
-- is empty it is what was said ahead, for the moment when the next strategy comes in force. One that was taken back stays as history.
CREATE TABLE outcome_closes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  outcome_id TEXT NOT NULL REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  verdict TEXT NOT NULL,
  score DOUBLE PRECISION,
  computed DOUBLE PRECISION,
  reason TEXT NOT NULL,
  learnt TEXT NOT NULL,
  final_value DOUBLE PRECISION,
  final_day TEXT NOT NULL,
  final_unit TEXT NOT NULL,
  day TEXT NOT NULL,
  why TEXT NOT NULL,
  closed_at TIMESTAMP,
  closed_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  closed_name TEXT NOT NULL,
  taken_back_at TIMESTAMP,
  take_back_reason TEXT NOT NULL
);
CREATE INDEX outcome_closes_outcome ON outcome_closes(outcome_id, created_at);

ALTER TABLE outcomes ADD COLUMN follows_outcome_id TEXT REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED;

-- +goose Down
ALTER TABLE outcomes DROP COLUMN follows_outcome_id;
DROP TABLE outcome_closes;
