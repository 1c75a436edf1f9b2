-- +goose Up
-- Whose rule it is: a team's, or the whole company's where it is empty.
ALTER TABLE rules ADD COLUMN team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED;

-- The last edits of a rule's draft, so that they can be undone and done again. Older ones go.
CREATE TABLE rule_edits (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  rule_id TEXT NOT NULL REFERENCES rules(id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL,
  said TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  undone BOOLEAN NOT NULL DEFAULT FALSE,
  UNIQUE (rule_id, n)
);

-- +goose Down
DROP TABLE rule_edits;
ALTER TABLE rules DROP COLUMN team_id;
