-- +goose Up
-- Who approves, stage after stage. The stages and approvers of a chain are written with it, and recorded with it.
CREATE TABLE approval_chains (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  removed_at TIMESTAMP
);

CREATE TABLE chain_stages (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  approval_chain_id TEXT NOT NULL REFERENCES approval_chains(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  need TEXT NOT NULL,
  yes_count INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX chain_stages_chain ON chain_stages(approval_chain_id);

CREATE TABLE chain_approvers (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  chain_stage_id TEXT NOT NULL REFERENCES chain_stages(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  role TEXT NOT NULL DEFAULT '',
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX chain_approvers_stage ON chain_approvers(chain_stage_id);
CREATE INDEX chain_approvers_person ON chain_approvers(person_id);

-- By which chain the versions of a process are approved.
ALTER TABLE processes ADD COLUMN approval_chain_id TEXT REFERENCES approval_chains(id) DEFERRABLE INITIALLY DEFERRED;

-- What is approved is a step of a run or a version of a process; by a chain it goes through stages, as they were when it was asked.
CREATE TABLE approvals_new (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL,
  run_id TEXT REFERENCES runs(id) DEFERRABLE INITIALLY DEFERRED,
  step_key TEXT NOT NULL DEFAULT '',
  iter TEXT NOT NULL DEFAULT '',
  process_version_id TEXT REFERENCES process_versions(id) DEFERRABLE INITIALLY DEFERRED,
  approval_chain_id TEXT REFERENCES approval_chains(id) DEFERRABLE INITIALLY DEFERRED,
  course TEXT NOT NULL DEFAULT '',
  stage_id TEXT NOT NULL DEFAULT '',
  question TEXT NOT NULL,
  need INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  state TEXT NOT NULL,
  due_at TIMESTAMP,
  decided_at TIMESTAMP
);
INSERT INTO approvals_new (id, version, created_at, updated_at, ref, run_id, step_key, iter, question, need, asked, state, due_at, decided_at)
  SELECT id, version, created_at, updated_at, ref, run_id, step_key, iter, question, need, asked, state, due_at, decided_at FROM approvals;
CREATE TABLE approval_votes_new (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approvals_new(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  stage_id TEXT NOT NULL DEFAULT '',
  asked_at TIMESTAMP,
  excused BOOLEAN NOT NULL DEFAULT FALSE,
  by_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  said TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  said_at TIMESTAMP
);
INSERT INTO approval_votes_new (id, version, created_at, updated_at, approval_id, person_id, asked_at, by_person_id, said, reason, said_at)
  SELECT id, version, created_at, updated_at, approval_id, person_id, created_at, by_person_id, said, reason, said_at FROM approval_votes;
DROP TABLE approval_votes;
DROP TABLE approvals;
ALTER TABLE approvals_new RENAME TO approvals;
ALTER TABLE approval_votes_new RENAME TO approval_votes;
CREATE UNIQUE INDEX approvals_ref ON approvals(ref);
CREATE UNIQUE INDEX approvals_step ON approvals(run_id, step_key, iter);
CREATE INDEX approvals_version ON approvals(process_version_id);
CREATE INDEX approvals_chain ON approvals(approval_chain_id, state);
CREATE UNIQUE INDEX approval_votes_once ON approval_votes(approval_id, stage_id, person_id);
CREATE INDEX approval_votes_person ON approval_votes(person_id, said);

-- +goose Down
CREATE TABLE approvals_old (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL REFERENCES runs(id) DEFERRABLE INITIALLY DEFERRED,
  step_key TEXT NOT NULL,
  iter TEXT NOT NULL DEFAULT '',
  question TEXT NOT NULL,
  need INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  state TEXT NOT NULL,
  due_at TIMESTAMP,
  decided_at TIMESTAMP,
  UNIQUE (run_id, step_key, iter)
);
INSERT INTO approvals_old SELECT id, version, created_at, updated_at, ref, run_id, step_key, iter, question, need, asked, state, due_at, decided_at FROM approvals
  WHERE run_id IS NOT NULL AND approval_chain_id IS NULL;
CREATE TABLE approval_votes_old (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approvals_old(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  said TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  said_at TIMESTAMP,
  UNIQUE (approval_id, person_id)
);
INSERT INTO approval_votes_old SELECT id, version, created_at, updated_at, approval_id, person_id, by_person_id, said, reason, said_at FROM approval_votes
  WHERE approval_id IN (SELECT id FROM approvals_old);
DROP TABLE approval_votes;
DROP TABLE approvals;
ALTER TABLE approvals_old RENAME TO approvals;
ALTER TABLE approval_votes_old RENAME TO approval_votes;
CREATE INDEX approval_votes_person ON approval_votes(person_id, said);
ALTER TABLE processes DROP COLUMN approval_chain_id;
DROP TABLE chain_approvers;
DROP TABLE chain_stages;
DROP TABLE approval_chains;
