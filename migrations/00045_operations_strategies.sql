-- +goose Up
-- How well one department or delivery system is to run, beside the one organizational strategy. All versions of one have the same line.
CREATE TABLE operations_strategies (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  line TEXT NOT NULL,
  n INTEGER NOT NULL,
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  system TEXT NOT NULL DEFAULT '',
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  from_day TEXT NOT NULL DEFAULT '',
  to_day TEXT NOT NULL DEFAULT '',
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  owner_day TEXT NOT NULL DEFAULT '',
  runs TEXT NOT NULL DEFAULT '',
  capacity DOUBLE PRECISION,
  capacity_unit TEXT NOT NULL DEFAULT '',
  capacity_note TEXT NOT NULL DEFAULT '',
  author_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  end_reason TEXT NOT NULL DEFAULT '',
  in_force_at TIMESTAMP,
  superseded_at TIMESTAMP,
  removed_at TIMESTAMP
);
CREATE INDEX operations_strategies_line ON operations_strategies(line, n);
CREATE INDEX operations_strategies_team ON operations_strategies(team_id, state);
CREATE INDEX operations_strategies_owner ON operations_strategies(owner_person_id);

-- Which outcomes of the organizational strategy it serves.
CREATE TABLE operations_anchors (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  operations_strategy_id TEXT NOT NULL REFERENCES operations_strategies(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT NOT NULL REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (operations_strategy_id, outcome_id)
);
CREATE INDEX operations_anchors_outcome ON operations_anchors(outcome_id);

-- How it is told whether things run well: a metric with its readings, from a baseline to a target or within a band.
CREATE TABLE operations_measures (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  operations_strategy_id TEXT NOT NULL REFERENCES operations_strategies(id) DEFERRABLE INITIALLY DEFERRED,
  metric_id TEXT REFERENCES metrics(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  direction TEXT NOT NULL DEFAULT '',
  baseline DOUBLE PRECISION,
  target DOUBLE PRECISION,
  low DOUBLE PRECISION,
  high DOUBLE PRECISION
);
CREATE INDEX operations_measures_strategy ON operations_measures(operations_strategy_id);
CREATE INDEX operations_measures_metric ON operations_measures(metric_id);

-- What comes first in the next 90 days, in order.
CREATE TABLE operations_priorities (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  operations_strategy_id TEXT NOT NULL REFERENCES operations_strategies(id) DEFERRABLE INITIALLY DEFERRED,
  objective_id TEXT REFERENCES objectives(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT ''
);
CREATE INDEX operations_priorities_strategy ON operations_priorities(operations_strategy_id);
CREATE INDEX operations_priorities_objective ON operations_priorities(objective_id);

-- +goose Down
DROP TABLE operations_priorities;
DROP TABLE operations_measures;
DROP TABLE operations_anchors;
DROP TABLE operations_strategies;
