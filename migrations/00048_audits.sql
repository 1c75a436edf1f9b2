-- +goose Up
-- The strategy audit as it stood on a day: of a strategy, or of what was brought in and belongs to none. Nothing in it is changed.
CREATE TABLE audits (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  by_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_name TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX audits_strategy ON audits(strategy_id, created_at);

-- +goose Down
DROP TABLE audits;
