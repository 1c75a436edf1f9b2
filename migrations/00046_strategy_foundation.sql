-- +goose Up
-- What the organizational strategy stands on: mission, competitive position, markets, trade-offs, what the ambition costs, horizon and owner.
ALTER TABLE strategies ADD COLUMN mission TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN position TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN markets TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN trade_offs TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN ambition TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN from_day TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN to_day TEXT NOT NULL DEFAULT '';
ALTER TABLE strategies ADD COLUMN owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategies ADD COLUMN owner_day TEXT NOT NULL DEFAULT '';

-- The capabilities that the competitive position pays for: workflows, processes, teams.
CREATE TABLE capabilities (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  UNIQUE (strategy_id, entity_type, entity_id)
);
CREATE INDEX capabilities_entity ON capabilities(entity_id);

-- What is to be reached by the end of the horizon, in order, and which goals stand under it.
CREATE TABLE long_goals (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  due_day TEXT NOT NULL DEFAULT ''
);
CREATE INDEX long_goals_strategy ON long_goals(strategy_id);

CREATE TABLE long_goal_caps (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  long_goal_id TEXT NOT NULL REFERENCES long_goals(id) DEFERRABLE INITIALLY DEFERRED,
  goal_id TEXT NOT NULL REFERENCES goals(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (long_goal_id, goal_id)
);
CREATE INDEX long_goal_caps_goal ON long_goal_caps(goal_id);

-- +goose Down
DROP TABLE long_goal_caps;
DROP TABLE long_goals;
DROP TABLE capabilities;
ALTER TABLE strategies DROP COLUMN owner_day;
ALTER TABLE strategies DROP COLUMN owner_person_id;
ALTER TABLE strategies DROP COLUMN to_day;
ALTER TABLE strategies DROP COLUMN from_day;
ALTER TABLE strategies DROP COLUMN ambition;
ALTER TABLE strategies DROP COLUMN trade_offs;
ALTER TABLE strategies DROP COLUMN markets;
ALTER TABLE strategies DROP COLUMN position;
ALTER TABLE strategies DROP COLUMN mission;
