-- +goose Up
-- A change of what is in force waits here until somebody has looked at everything that rests on it.
CREATE TABLE planned_changes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  subject_version INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  was TEXT NOT NULL,
  wanted TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  author_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  author_name TEXT NOT NULL DEFAULT '',
  applied_at TIMESTAMP,
  undo_until TIMESTAMP,
  undone_at TIMESTAMP,
  undone_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX planned_changes_subject ON planned_changes(kind, subject_id, state);
CREATE INDEX planned_changes_state ON planned_changes(state, updated_at);

-- What is chosen for each thing that the change reaches, and how it stood before and after. Without a thing it is for all others of its kind.
CREATE TABLE planned_items (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  planned_change_id TEXT NOT NULL REFERENCES planned_changes(id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  thing_id TEXT NOT NULL DEFAULT '',
  ref TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  seen TEXT NOT NULL DEFAULT '',
  choice TEXT NOT NULL,
  to_kind TEXT NOT NULL DEFAULT '',
  to_id TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  was TEXT NOT NULL DEFAULT '',
  became TEXT NOT NULL DEFAULT '',
  left_version INTEGER NOT NULL DEFAULT 0,
  result TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX planned_items_once ON planned_items(planned_change_id, kind, thing_id);

-- +goose Down
DROP TABLE planned_items;
DROP TABLE planned_changes;
