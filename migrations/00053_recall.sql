-- +goose Up
-- A round of the recall test: who is asked, until which day, and what an answer is matched against, as it read when the round began.
CREATE TABLE recall_rounds (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  started_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  targets TEXT NOT NULL
);

-- Who is asked in a round, and whether they have answered: not what, and not when.
CREATE TABLE recall_asked (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  recall_round_id TEXT NOT NULL REFERENCES recall_rounds(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  group_key TEXT NOT NULL,
  answered BOOLEAN NOT NULL,
  UNIQUE (recall_round_id, person_id)
);
CREATE INDEX recall_asked_person ON recall_asked(person_id, answered);

-- How many answers a group of a round has given, and how many of them named one thing. An answer is nothing more than one added here.
CREATE TABLE recall_counts (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  recall_round_id TEXT NOT NULL REFERENCES recall_rounds(id) DEFERRABLE INITIALLY DEFERRED,
  group_key TEXT NOT NULL,
  target TEXT NOT NULL,
  n INTEGER NOT NULL,
  UNIQUE (recall_round_id, group_key, target)
);

-- +goose Down
DROP TABLE recall_counts;
DROP TABLE recall_asked;
DROP TABLE recall_rounds;
