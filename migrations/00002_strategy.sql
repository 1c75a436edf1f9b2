-- +goose Up
CREATE TABLE strategies (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  author_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  in_force_at TIMESTAMP,
  superseded_at TIMESTAMP
);

-- Who may work on a draft beside the executives.
CREATE TABLE strategy_authors (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (strategy_id, person_id)
);

-- The six steps of one alignment: what was opened, marked done, and must be looked at again.
CREATE TABLE alignment_steps (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  step TEXT NOT NULL,
  opened_at TIMESTAMP,
  saved_at TIMESTAMP,
  done_at TIMESTAMP,
  done_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  look_again TEXT NOT NULL,
  override_reason TEXT NOT NULL,
  UNIQUE (strategy_id, step)
);

CREATE TABLE intents (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  statement TEXT NOT NULL,
  state TEXT NOT NULL,
  change_reason TEXT NOT NULL,
  in_force_at TIMESTAMP,
  superseded_at TIMESTAMP
);
CREATE INDEX intents_strategy ON intents(strategy_id, state);

CREATE TABLE goals (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  parent_goal_id TEXT REFERENCES goals(id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  level_text TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  owner_text TEXT NOT NULL,
  measure TEXT NOT NULL,
  unit TEXT NOT NULL,
  baseline DOUBLE PRECISION,
  baseline_text TEXT NOT NULL,
  target DOUBLE PRECISION,
  target_text TEXT NOT NULL,
  start_day TEXT NOT NULL,
  due_day TEXT NOT NULL,
  due_text TEXT NOT NULL,
  period TEXT NOT NULL,
  priority INTEGER NOT NULL,
  status_text TEXT NOT NULL,
  labels TEXT NOT NULL,
  joint BOOLEAN NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX goals_strategy ON goals(strategy_id);
CREATE INDEX goals_team ON goals(team_id);

CREATE TABLE objectives (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  parent_objective_id TEXT REFERENCES objectives(id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  level_text TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  owner_text TEXT NOT NULL,
  measure TEXT NOT NULL,
  unit TEXT NOT NULL,
  baseline DOUBLE PRECISION,
  baseline_text TEXT NOT NULL,
  target DOUBLE PRECISION,
  target_text TEXT NOT NULL,
  start_day TEXT NOT NULL,
  due_day TEXT NOT NULL,
  due_text TEXT NOT NULL,
  period TEXT NOT NULL,
  priority INTEGER NOT NULL,
  status_text TEXT NOT NULL,
  labels TEXT NOT NULL,
  joint BOOLEAN NOT NULL,
  kind_kept_reason TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX objectives_strategy ON objectives(strategy_id);
CREATE INDEX objectives_team ON objectives(team_id);

CREATE TABLE objective_goals (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  objective_id TEXT NOT NULL REFERENCES objectives(id) DEFERRABLE INITIALLY DEFERRED,
  goal_id TEXT NOT NULL REFERENCES goals(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (objective_id, goal_id)
);
CREATE INDEX objective_goals_goal ON objective_goals(goal_id);

CREATE TABLE outcomes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  goal_id TEXT REFERENCES goals(id) DEFERRABLE INITIALLY DEFERRED,
  objective_id TEXT REFERENCES objectives(id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  deadline TEXT NOT NULL,
  deadline_text TEXT NOT NULL,
  owner_team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  owner_text TEXT NOT NULL,
  priority INTEGER NOT NULL,
  period TEXT NOT NULL,
  status_text TEXT NOT NULL,
  status_override TEXT NOT NULL,
  override_reason TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX outcomes_strategy ON outcomes(strategy_id);
CREATE INDEX outcomes_goal ON outcomes(goal_id);
CREATE INDEX outcomes_objective ON outcomes(objective_id);

CREATE TABLE goal_outcomes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  goal_id TEXT NOT NULL REFERENCES goals(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT NOT NULL REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (goal_id, outcome_id)
);
CREATE INDEX goal_outcomes_outcome ON goal_outcomes(outcome_id);

CREATE TABLE metrics (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  cadence_days INTEGER NOT NULL,
  removed_at TIMESTAMP
);

CREATE TABLE outcome_metrics (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  outcome_id TEXT NOT NULL REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  metric_id TEXT NOT NULL REFERENCES metrics(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  unit TEXT NOT NULL,
  direction TEXT NOT NULL,
  indicator_type TEXT NOT NULL,
  baseline DOUBLE PRECISION,
  baseline_text TEXT NOT NULL,
  baseline_day TEXT NOT NULL,
  target DOUBLE PRECISION,
  target_text TEXT NOT NULL,
  target_withheld BOOLEAN NOT NULL,
  low DOUBLE PRECISION,
  high DOUBLE PRECISION,
  weight DOUBLE PRECISION,
  UNIQUE (outcome_id, metric_id)
);
CREATE INDEX outcome_metrics_metric ON outcome_metrics(metric_id);

-- One measured value. Never changed: a newer reading corrects an older one.
CREATE TABLE readings (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  metric_id TEXT NOT NULL REFERENCES metrics(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  value DOUBLE PRECISION,
  value_text TEXT NOT NULL,
  baseline_then DOUBLE PRECISION,
  target_then DOUBLE PRECISION,
  status_text TEXT NOT NULL,
  period TEXT NOT NULL,
  note TEXT NOT NULL,
  by_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_name TEXT NOT NULL,
  corrects_reading_id TEXT REFERENCES readings(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX readings_metric ON readings(metric_id, day);

-- +goose Down
DROP TABLE readings; DROP TABLE outcome_metrics; DROP TABLE metrics; DROP TABLE goal_outcomes; DROP TABLE outcomes; DROP TABLE objective_goals;
DROP TABLE objectives; DROP TABLE goals; DROP TABLE intents; DROP TABLE alignment_steps; DROP TABLE strategy_authors; DROP TABLE strategies;
