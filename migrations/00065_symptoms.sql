-- +goose Up
-- What the program found by itself to be wrong between strategy and work, each once under a mark made of its kind and what it is about.
CREATE TABLE symptoms (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  mark TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  weight DOUBLE PRECISION NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  handed_over BOOLEAN NOT NULL,
  changed TEXT NOT NULL,
  found_at TIMESTAMP NOT NULL,
  settled_at TIMESTAMP,
  settled_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  settled_name TEXT NOT NULL,
  way TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX symptoms_state ON symptoms(state, kind, weight DESC);
CREATE INDEX symptoms_owner ON symptoms(owner_person_id, state);

-- When it was looked for symptoms last on a day, and how many of each kind there were.
CREATE TABLE symptom_looks (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX symptom_looks_day ON symptom_looks(day);

-- How much one person may answer for before it is a symptom.
ALTER TABLE companies ADD COLUMN answers_limit INTEGER NOT NULL DEFAULT 25;

-- +goose Down
ALTER TABLE companies DROP COLUMN answers_limit;
DROP TABLE symptom_looks;
DROP TABLE symptoms;
