-- +goose Up
-- A person is away from one day to another, both counted, and somebody stands in for them.
CREATE TABLE absences (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  deputy_person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  note TEXT NOT NULL,
  entered_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  removed_at TIMESTAMP
);
CREATE INDEX absences_person ON absences(person_id, to_day);
CREATE INDEX absences_deputy ON absences(deputy_person_id, to_day);
CREATE INDEX absences_to ON absences(to_day);

-- In whose name a deputy spoke about a handoff; empty when somebody spoke for themselves.
ALTER TABLE handoff_answers ADD COLUMN for_name TEXT NOT NULL DEFAULT '';

-- The wordings that the intent and the pages of teams have had, each from the moment it was noticed. The newest of a thing is the one that
-- people are asked to read.
CREATE TABLE wordings (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (entity_type, entity_id, n)
);

-- Who has read which wording of the intent or of a team's page, as they said themselves. Nothing in it is changed.
CREATE TABLE wording_receipts (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  person_name TEXT NOT NULL,
  read_at TIMESTAMP NOT NULL,
  UNIQUE (entity_type, entity_id, hash, person_id)
);
CREATE INDEX wording_receipts_person ON wording_receipts(person_id);

-- A room of a chat program that is told of some events. Its address is a secret and is kept sealed.
CREATE TABLE channels (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  host TEXT NOT NULL,
  sealed_url TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  topics TEXT NOT NULL,
  paused BOOLEAN NOT NULL,
  failing_since TIMESTAMP,
  last_error TEXT NOT NULL,
  last_sent_at TIMESTAMP,
  removed_at TIMESTAMP
);

-- The servers that messages may go to. One inside the own network has to be allowed in writing.
CREATE TABLE channel_hosts (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  host TEXT NOT NULL UNIQUE,
  intranet BOOLEAN NOT NULL,
  reason TEXT NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED
);

-- +goose Down
DROP TABLE channel_hosts;
DROP TABLE channels;
DROP TABLE wording_receipts;
DROP TABLE wordings;
ALTER TABLE handoff_answers DROP COLUMN for_name;
DROP TABLE absences;
