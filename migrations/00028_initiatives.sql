-- +goose Up
-- An initiative's success may be shown by a metric with a target, instead of a sentence with a number.
ALTER TABLE initiatives ADD COLUMN metric_id TEXT REFERENCES metrics(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE initiatives ADD COLUMN metric_target DOUBLE PRECISION;
ALTER TABLE initiatives ADD COLUMN state_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX initiatives_state ON initiatives(state, review_day);
CREATE INDEX tasks_initiative ON tasks(initiative_id);

CREATE TABLE initiative_outcomes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  initiative_id TEXT NOT NULL REFERENCES initiatives(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT NOT NULL REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (initiative_id, outcome_id)
);
CREATE INDEX initiative_outcomes_outcome ON initiative_outcomes(outcome_id);

CREATE TABLE initiative_objectives (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  initiative_id TEXT NOT NULL REFERENCES initiatives(id) DEFERRABLE INITIALLY DEFERRED,
  objective_id TEXT NOT NULL REFERENCES objectives(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (initiative_id, objective_id)
);
CREATE INDEX initiative_objectives_objective ON initiative_objectives(objective_id);

-- The trace that a moved review date of an initiative leaves.
CREATE TABLE initiative_moves (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  initiative_id TEXT NOT NULL REFERENCES initiatives(id) DEFERRABLE INITIALLY DEFERRED,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  reason TEXT NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_name TEXT NOT NULL
);
CREATE INDEX initiative_moves_initiative ON initiative_moves(initiative_id);

-- The currency that amounts of money are kept in, and the most that a team and those below it may spend in a fiscal year.
ALTER TABLE companies ADD COLUMN currency TEXT NOT NULL DEFAULT 'EUR';
ALTER TABLE teams ADD COLUMN budget_ceiling BIGINT;

-- What a team puts into an outcome from one day to another: people in hundredths of a full-time person, money in the smallest unit of
-- the currency, or a named tool with or without money.
CREATE TABLE allocations (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  team_id TEXT NOT NULL REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  people BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  note TEXT NOT NULL,
  decision_id TEXT REFERENCES decisions(id) DEFERRABLE INITIALLY DEFERRED,
  proposed_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  removed_at TIMESTAMP
);
CREATE INDEX allocations_days ON allocations(from_day, to_day);
CREATE INDEX allocations_team ON allocations(team_id, from_day);
CREATE INDEX allocations_outcome ON allocations(outcome_id, from_day);
CREATE INDEX allocations_decision ON allocations(decision_id);

-- +goose Down
DROP TABLE allocations;
ALTER TABLE teams DROP COLUMN budget_ceiling;
ALTER TABLE companies DROP COLUMN currency;
DROP TABLE initiative_moves;
DROP TABLE initiative_objectives;
DROP TABLE initiative_outcomes;
DROP INDEX tasks_initiative;
DROP INDEX initiatives_state;
ALTER TABLE initiatives DROP COLUMN state_reason;
ALTER TABLE initiatives DROP COLUMN metric_target;
ALTER TABLE initiatives DROP COLUMN metric_id;
