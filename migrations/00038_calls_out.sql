-- +goose Up
-- Secrets that calls to and from other systems are signed with: locked with the key outside the database, and shown to nobody again.
CREATE TABLE hook_secrets (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  name TEXT NOT NULL UNIQUE,
  sealed TEXT NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  set_at TIMESTAMP NOT NULL
);

-- How long a server outside took to answer a try, in milliseconds; 0 where nobody outside was asked.
ALTER TABLE step_attempts ADD COLUMN ms INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE step_attempts DROP COLUMN ms;
DROP TABLE hook_secrets;
