-- +goose Up
-- A step's key stays the same in every version of its process, so that a step that moved is told from one that is new.
ALTER TABLE process_steps ADD COLUMN step_key TEXT NOT NULL DEFAULT '';
ALTER TABLE process_steps ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE process_steps ADD COLUMN who_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE process_steps ADD COLUMN who_team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE process_steps ADD COLUMN input TEXT NOT NULL DEFAULT '';
ALTER TABLE process_steps ADD COLUMN output TEXT NOT NULL DEFAULT '';
ALTER TABLE process_steps ADD COLUMN tool TEXT NOT NULL DEFAULT '';
ALTER TABLE process_steps ADD COLUMN removed_at TIMESTAMP;
UPDATE process_steps SET step_key = id;

-- Who is responsible, accountable, consulted and informed in a step: a person, a team, or words that name neither yet.
CREATE TABLE step_duties (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  process_step_id TEXT NOT NULL REFERENCES process_steps(id) DEFERRABLE INITIALLY DEFERRED,
  duty TEXT NOT NULL,
  position INTEGER NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  words TEXT NOT NULL
);
CREATE INDEX step_duties_step ON step_duties(process_step_id, position);

ALTER TABLE process_versions ADD COLUMN people_same BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE process_versions ADD COLUMN process_same BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE process_versions ADD COLUMN technology_same BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE process_versions ADD COLUMN requested_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE process_versions ADD COLUMN requested_at TIMESTAMP;
ALTER TABLE process_versions ADD COLUMN returned_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE process_versions ADD COLUMN returned_at TIMESTAMP;
ALTER TABLE process_versions ADD COLUMN return_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE process_versions ADD COLUMN retired_at TIMESTAMP;

-- Who wrote in a version: somebody else approves it.
CREATE TABLE version_authors (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  process_version_id TEXT NOT NULL REFERENCES process_versions(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (process_version_id, person_id)
);
CREATE INDEX version_authors_person ON version_authors(person_id);

-- The newest version of each process was written by those whom the record names.
INSERT INTO version_authors (id, version, created_at, updated_at, process_version_id, person_id)
SELECT MIN(e.id), 1, MIN(e.occurred_at), MIN(e.occurred_at), v.id, e.actor_person_id
FROM process_versions v
JOIN events e ON e.entity_type = 'process' AND e.entity_id = v.process_id AND e.type IN ('process.created', 'process.changed')
JOIN people p ON p.id = e.actor_person_id
WHERE v.n = (SELECT MAX(n) FROM process_versions newer WHERE newer.process_id = v.process_id)
GROUP BY v.id, e.actor_person_id;

-- +goose Down
DROP TABLE version_authors;
DROP TABLE step_duties;
DELETE FROM process_steps WHERE removed_at IS NOT NULL;
ALTER TABLE process_versions DROP COLUMN retired_at;
ALTER TABLE process_versions DROP COLUMN return_reason;
ALTER TABLE process_versions DROP COLUMN returned_at;
ALTER TABLE process_versions DROP COLUMN returned_person_id;
ALTER TABLE process_versions DROP COLUMN requested_at;
ALTER TABLE process_versions DROP COLUMN requested_person_id;
ALTER TABLE process_versions DROP COLUMN technology_same;
ALTER TABLE process_versions DROP COLUMN process_same;
ALTER TABLE process_versions DROP COLUMN people_same;
ALTER TABLE process_steps DROP COLUMN removed_at;
ALTER TABLE process_steps DROP COLUMN tool;
ALTER TABLE process_steps DROP COLUMN output;
ALTER TABLE process_steps DROP COLUMN input;
ALTER TABLE process_steps DROP COLUMN who_team_id;
ALTER TABLE process_steps DROP COLUMN who_person_id;
ALTER TABLE process_steps DROP COLUMN who;
ALTER TABLE process_steps DROP COLUMN step_key;
