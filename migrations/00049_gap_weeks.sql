-- +goose Up
-- The figures of the execution gap as they stood at the beginning of a week: one row for each week and figure.
CREATE TABLE gap_weeks (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  week TEXT NOT NULL,
  figure TEXT NOT NULL,
  amiss DOUBLE PRECISION NOT NULL,
  of_all DOUBLE PRECISION NOT NULL,
  strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (week, figure)
);
-- Open tasks are counted by team without reading the tasks themselves.
CREATE INDEX tasks_open_team ON tasks(team_id, owner_person_id, initiative_id, id) WHERE removed_at IS NULL AND state IN ('open', 'in progress', 'blocked');

-- +goose Down
DROP INDEX tasks_open_team;
DROP TABLE gap_weeks;
