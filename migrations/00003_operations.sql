-- +goose Up
CREATE TABLE workflows (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  owner_text TEXT NOT NULL,
  hours DOUBLE PRECISION,
  times DOUBLE PRECISION,
  per TEXT NOT NULL,
  minutes DOUBLE PRECISION,
  attendees DOUBLE PRECISION,
  frequency_text TEXT NOT NULL,
  effort_text TEXT NOT NULL,
  inputs TEXT NOT NULL,
  outputs TEXT NOT NULL,
  steps TEXT NOT NULL,
  technology TEXT NOT NULL,
  verdict TEXT NOT NULL,
  verdict_reason TEXT NOT NULL,
  verdict_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  verdict_day TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX workflows_team ON workflows(team_id);

CREATE TABLE workflow_outcomes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  workflow_id TEXT NOT NULL REFERENCES workflows(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT NOT NULL REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  weight DOUBLE PRECISION,
  UNIQUE (workflow_id, outcome_id)
);
CREATE INDEX workflow_outcomes_outcome ON workflow_outcomes(outcome_id);

CREATE TABLE processes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  workflow_id TEXT REFERENCES workflows(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  removed_at TIMESTAMP
);
CREATE INDEX processes_workflow ON processes(workflow_id);
CREATE INDEX processes_outcome ON processes(outcome_id);

CREATE TABLE process_versions (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  process_id TEXT NOT NULL REFERENCES processes(id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL,
  state TEXT NOT NULL,
  inputs TEXT NOT NULL,
  outputs TEXT NOT NULL,
  people_change TEXT NOT NULL,
  process_change TEXT NOT NULL,
  technology_change TEXT NOT NULL,
  technology TEXT NOT NULL,
  automation TEXT NOT NULL,
  approved_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  approved_at TIMESTAMP,
  UNIQUE (process_id, n)
);

CREATE TABLE process_steps (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  process_version_id TEXT NOT NULL REFERENCES process_versions(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  title TEXT NOT NULL
);
CREATE INDEX process_steps_version ON process_steps(process_version_id, position);

CREATE TABLE initiatives (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  owner_text TEXT NOT NULL,
  goal_id TEXT REFERENCES goals(id) DEFERRABLE INITIALLY DEFERRED,
  objective_id TEXT REFERENCES objectives(id) DEFERRABLE INITIALLY DEFERRED,
  success_metric TEXT NOT NULL,
  review_day TEXT NOT NULL,
  start_day TEXT NOT NULL,
  due_day TEXT NOT NULL,
  due_text TEXT NOT NULL,
  status_text TEXT NOT NULL,
  last_update_text TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX initiatives_team ON initiatives(team_id);

CREATE TABLE tasks (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  owner_text TEXT NOT NULL,
  initiative_id TEXT REFERENCES initiatives(id) DEFERRABLE INITIALLY DEFERRED,
  parent_task_id TEXT REFERENCES tasks(id) DEFERRABLE INITIALLY DEFERRED,
  due_day TEXT NOT NULL,
  due_text TEXT NOT NULL,
  created_day TEXT NOT NULL,
  done_day TEXT NOT NULL,
  done_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  status_text TEXT NOT NULL,
  labels TEXT NOT NULL,
  external_url TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX tasks_team ON tasks(team_id, state);
CREATE INDEX tasks_owner ON tasks(owner_person_id, state);

CREATE TABLE task_objectives (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  task_id TEXT NOT NULL REFERENCES tasks(id) DEFERRABLE INITIALLY DEFERRED,
  objective_id TEXT NOT NULL REFERENCES objectives(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (task_id, objective_id)
);
CREATE INDEX task_objectives_objective ON task_objectives(objective_id);

-- A task can also serve a goal or an outcome directly, as imported work does.
CREATE TABLE task_goals (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  task_id TEXT NOT NULL REFERENCES tasks(id) DEFERRABLE INITIALLY DEFERRED,
  goal_id TEXT NOT NULL REFERENCES goals(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (task_id, goal_id)
);
CREATE INDEX task_goals_goal ON task_goals(goal_id);

CREATE TABLE rules (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  draft TEXT NOT NULL,
  removed_at TIMESTAMP
);

-- One of the four clocks of the review cadence, as agreed in step 6.
CREATE TABLE cadences (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  clock TEXT NOT NULL,
  first_day TEXT NOT NULL,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  locked_at TIMESTAMP,
  UNIQUE (strategy_id, clock)
);

CREATE TABLE reviews (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  clock TEXT NOT NULL,
  day TEXT NOT NULL,
  planned_day TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  removed_at TIMESTAMP
);
CREATE INDEX reviews_strategy ON reviews(strategy_id, clock, day);

-- The trace that a moved review leaves.
CREATE TABLE review_moves (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  review_id TEXT NOT NULL REFERENCES reviews(id) DEFERRABLE INITIALLY DEFERRED,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  reason TEXT NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_name TEXT NOT NULL
);
CREATE INDEX review_moves_review ON review_moves(review_id);

-- An issued brief: its content as it was, never edited.
CREATE TABLE editions (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  strategy_id TEXT NOT NULL REFERENCES strategies(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  issued_at TIMESTAMP NOT NULL,
  issued_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  issued_name TEXT NOT NULL
);
CREATE INDEX editions_strategy ON editions(strategy_id, team_id, n);

-- +goose Down
DROP TABLE editions; DROP TABLE review_moves; DROP TABLE reviews; DROP TABLE cadences; DROP TABLE rules; DROP TABLE task_goals; DROP TABLE task_objectives;
DROP TABLE tasks; DROP TABLE initiatives; DROP TABLE process_steps; DROP TABLE process_versions; DROP TABLE processes; DROP TABLE workflow_outcomes; DROP TABLE workflows;
