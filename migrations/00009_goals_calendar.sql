-- +goose Up
-- Which way a goal's or an objective's figure is to go: increase, reduce, band; empty while nobody said.
ALTER TABLE goals ADD COLUMN direction TEXT NOT NULL DEFAULT '';
ALTER TABLE objectives ADD COLUMN direction TEXT NOT NULL DEFAULT '';
-- How much one person carries before advice says so, and the days on which the company does not work, one a line.
ALTER TABLE companies ADD COLUMN owner_limit INTEGER NOT NULL DEFAULT 5;
ALTER TABLE companies ADD COLUMN holidays TEXT NOT NULL DEFAULT '';

-- A person's private address of the calendar. Only the fingerprint of its token is kept.
CREATE TABLE calendar_feeds (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  person_id TEXT NOT NULL UNIQUE REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  token_hash TEXT NOT NULL UNIQUE,
  fetched_at TIMESTAMP
);

-- +goose Down
DROP TABLE calendar_feeds;
ALTER TABLE companies DROP COLUMN holidays;
ALTER TABLE companies DROP COLUMN owner_limit;
ALTER TABLE objectives DROP COLUMN direction;
ALTER TABLE goals DROP COLUMN direction;
