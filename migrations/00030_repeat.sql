-- +goose Up
-- A task that comes again: what it says, by which rule its days follow, and which day comes next.
CREATE TABLE task_series (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  rule TEXT NOT NULL,
  start_day TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,
  made INTEGER NOT NULL,
  last_day TEXT NOT NULL,
  next_day TEXT NOT NULL
);
CREATE INDEX task_series_next ON task_series(state, next_day);
CREATE INDEX task_series_owner ON task_series(owner_person_id);
CREATE INDEX task_series_team ON task_series(team_id);

ALTER TABLE tasks ADD COLUMN task_series_id TEXT REFERENCES task_series(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE tasks ADD COLUMN series_day TEXT NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN series_note TEXT NOT NULL DEFAULT '';
-- One task for each day of a series, whoever asks for it.
CREATE UNIQUE INDEX tasks_series ON tasks(task_series_id, series_day);

-- All open tasks in the order of the days they are due, for lists that no team or owner narrows.
CREATE INDEX tasks_due ON tasks(due_day);

-- +goose Down
DROP INDEX tasks_due;
DROP INDEX tasks_series;
ALTER TABLE tasks DROP COLUMN series_note;
ALTER TABLE tasks DROP COLUMN series_day;
ALTER TABLE tasks DROP COLUMN task_series_id;
DROP TABLE task_series;
