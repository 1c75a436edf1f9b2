-- +goose Up
ALTER TABLE tasks ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN state_reason TEXT NOT NULL DEFAULT '';

-- What a team or person has to do is found in the order of the days it is due, without a look at the rest.
DROP INDEX tasks_team;
DROP INDEX tasks_owner;
CREATE INDEX tasks_team ON tasks(team_id, state, due_day);
CREATE INDEX tasks_owner ON tasks(owner_person_id, state, due_day);
CREATE INDEX tasks_state ON tasks(state, due_day);

-- A task may serve an outcome straight.
CREATE TABLE task_outcomes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  task_id TEXT NOT NULL REFERENCES tasks(id) DEFERRABLE INITIALLY DEFERRED,
  outcome_id TEXT NOT NULL REFERENCES outcomes(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (task_id, outcome_id)
);
CREATE INDEX task_outcomes_outcome ON task_outcomes(outcome_id);

CREATE TABLE task_items (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  task_id TEXT NOT NULL REFERENCES tasks(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  words TEXT NOT NULL,
  done_day TEXT NOT NULL,
  done_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  removed_at TIMESTAMP
);
CREATE INDEX task_items_task ON task_items(task_id, position);

CREATE TABLE task_comments (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  task_id TEXT NOT NULL REFERENCES tasks(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  words TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX task_comments_task ON task_comments(task_id, created_at);

-- Whom a comment names, and when they read it.
CREATE TABLE task_mentions (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  task_comment_id TEXT NOT NULL REFERENCES task_comments(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  words TEXT NOT NULL,
  read_at TIMESTAMP,
  UNIQUE (task_comment_id, person_id)
);
CREATE INDEX task_mentions_person ON task_mentions(person_id, read_at);

-- +goose Down
DROP TABLE task_mentions;
DROP TABLE task_comments;
DROP TABLE task_items;
DROP TABLE task_outcomes;
DROP INDEX tasks_state;
DROP INDEX tasks_owner;
DROP INDEX tasks_team;
CREATE INDEX tasks_team ON tasks(team_id, state);
CREATE INDEX tasks_owner ON tasks(owner_person_id, state);
ALTER TABLE tasks DROP COLUMN state_reason;
ALTER TABLE tasks DROP COLUMN description;
