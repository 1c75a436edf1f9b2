-- +goose Up
-- A pulse is one meeting on a date of the monthly clock. A company with many leads holds several on one date.
CREATE TABLE pulses (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  review_id TEXT NOT NULL REFERENCES reviews(id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  facilitator_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  started_at TIMESTAMP,
  ended_at TIMESTAMP,
  speaker INTEGER NOT NULL,
  speaker_at TIMESTAMP,
  beat TEXT NOT NULL,
  words TEXT NOT NULL,
  minutes TEXT NOT NULL,
  reason TEXT NOT NULL,
  reason_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  reason_at TIMESTAMP
);
CREATE INDEX pulses_review ON pulses(review_id);
CREATE INDEX pulses_state ON pulses(state, started_at);

-- What one lead brings to a pulse: one metric of one outcome, where it stands in words, and what was noted in the room.
CREATE TABLE pulse_lines (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  pulse_id TEXT NOT NULL REFERENCES pulses(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  outcome_id TEXT REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  metric_id TEXT REFERENCES metrics(id) DEFERRABLE INITIALLY DEFERRED,
  words TEXT NOT NULL,
  notes TEXT NOT NULL,
  reported_at TIMESTAMP,
  UNIQUE (pulse_id, person_id)
);
CREATE INDEX pulse_lines_person ON pulse_lines(person_id, created_at);

-- The issues that were raised and the decisions that were taken in the room.
CREATE TABLE pulse_items (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  pulse_id TEXT NOT NULL REFERENCES pulses(id) DEFERRABLE INITIALLY DEFERRED,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  UNIQUE (pulse_id, entity_type, entity_id)
);
CREATE INDEX pulse_items_entity ON pulse_items(entity_id, entity_type);

-- +goose Down
DROP TABLE pulse_items;
DROP TABLE pulse_lines;
DROP TABLE pulses;
