-- +goose Up
-- An issue is what holds something up: it has an owner, a next action with its day, and a clock. Silence takes it up the line of leads.
CREATE TABLE issues (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  next_action TEXT NOT NULL,
  next_day TEXT NOT NULL,
  raised_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  moved_at TIMESTAMP NOT NULL,
  level INTEGER NOT NULL,
  escalated_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  escalated_at TIMESTAMP,
  resolved_at TIMESTAMP,
  resolved_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  resolution TEXT NOT NULL
);
CREATE INDEX issues_state ON issues(state, next_day);
CREATE INDEX issues_owner ON issues(owner_person_id, state);
CREATE INDEX issues_escalated ON issues(escalated_person_id, state);

CREATE TABLE issue_links (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  issue_id TEXT NOT NULL REFERENCES issues(id) DEFERRABLE INITIALLY DEFERRED,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  UNIQUE (issue_id, entity_type, entity_id)
);
CREATE INDEX issue_links_entity ON issue_links(entity_id, entity_type);

-- What was said and done about an issue, in its order. Nothing in it is changed.
CREATE TABLE issue_notes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  issue_id TEXT NOT NULL REFERENCES issues(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  next_action TEXT NOT NULL,
  day TEXT NOT NULL,
  to_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX issue_notes_issue ON issue_notes(issue_id, created_at);

ALTER TABLE companies ADD COLUMN issue_days INTEGER NOT NULL DEFAULT 5;

-- +goose Down
ALTER TABLE companies DROP COLUMN issue_days;
DROP TABLE issue_notes;
DROP TABLE issue_links;
DROP TABLE issues;
