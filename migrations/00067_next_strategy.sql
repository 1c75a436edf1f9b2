-- +goose Up
-- The strategy that another one takes the place of, and the day on which it does.
ALTER TABLE strategies ADD COLUMN follows_strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategies ADD COLUMN begins_day TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN begins_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED;

-- What becomes of each thing of the strategy in force in the one that is drafted: carried, with its copy there, or dropped for a reason.
CREATE TABLE strategy_choices (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  ref TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  choice TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  copied TEXT NOT NULL DEFAULT '',
  UNIQUE (strategy_id, entity_type, entity_id)
);

-- +goose Down
DROP TABLE strategy_choices;
ALTER TABLE strategies DROP COLUMN begins_person_id;
ALTER TABLE strategies DROP COLUMN begins_day;
ALTER TABLE strategies DROP COLUMN follows_strategy_id;
