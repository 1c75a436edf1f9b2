-- +goose Up
-- What one person is told of one event: once, however often it is tried.
CREATE TABLE notices (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  event_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  type TEXT NOT NULL,
  topic TEXT NOT NULL,
  thing_kind TEXT NOT NULL,
  thing_ref TEXT NOT NULL,
  thing_title TEXT NOT NULL,
  thing_part TEXT NOT NULL,
  sentence TEXT NOT NULL,
  reason TEXT NOT NULL,
  happened_at TIMESTAMP NOT NULL,
  read_at TIMESTAMP,
  rhythm TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  UNIQUE (event_id, person_id)
);
CREATE INDEX notices_person ON notices(person_id, read_at, happened_at);
CREATE INDEX notices_thing ON notices(person_id, thing_kind, thing_ref);
CREATE INDEX notices_age ON notices(created_at);

-- How a person wants to be told by mail; without a row as the product proposes.
CREATE TABLE notice_choices (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  topic TEXT NOT NULL,
  rhythm TEXT NOT NULL,
  UNIQUE (person_id, topic)
);

-- One message that goes out of the house, under a key that stays the same however often it is tried.
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  idempotency_key TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  target TEXT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL,
  status TEXT NOT NULL,
  code INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  error TEXT NOT NULL,
  sent_at TIMESTAMP
);
CREATE INDEX deliveries_status ON deliveries(status, created_at);
CREATE INDEX deliveries_age ON deliveries(created_at);
CREATE INDEX deliveries_person ON deliveries(person_id, created_at);

ALTER TABLE revision ADD COLUMN notices TEXT NOT NULL DEFAULT '';
UPDATE revision SET notices = mark;

-- +goose Down
ALTER TABLE revision DROP COLUMN notices;
DROP TABLE deliveries;
DROP TABLE notice_choices;
DROP TABLE notices;
