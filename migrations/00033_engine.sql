-- +goose Up
-- A rule runs by its published version; the draft is edited beside it.
ALTER TABLE rules ADD COLUMN draft_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rules ADD COLUMN version_id TEXT;
ALTER TABLE rules ADD COLUMN trigger_type TEXT NOT NULL DEFAULT '';
ALTER TABLE rules ADD COLUMN paused_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE rules ADD COLUMN publisher_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE rules ADD COLUMN last_run_at TIMESTAMP;
CREATE INDEX rules_trigger ON rules(trigger_type, state);

-- What a rule said when it was published. Nothing in it is changed.
CREATE TABLE rule_versions (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  rule_id TEXT NOT NULL REFERENCES rules(id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL,
  definition TEXT NOT NULL,
  decision_id TEXT REFERENCES decisions(id) DEFERRABLE INITIALLY DEFERRED,
  owner_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  publisher_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  override_reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (rule_id, n)
);

-- One passage of a rule: what started it, with which version, and how it ended.
CREATE TABLE runs (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  rule_id TEXT NOT NULL REFERENCES rules(id) DEFERRABLE INITIALLY DEFERRED,
  rule_version_id TEXT NOT NULL REFERENCES rule_versions(id) DEFERRABLE INITIALLY DEFERRED,
  event_id TEXT NOT NULL,
  rerun_no INTEGER NOT NULL DEFAULT 0,
  rerun_of TEXT,
  entity_type TEXT NOT NULL DEFAULT '',
  entity_id TEXT NOT NULL DEFAULT '',
  entity_ref TEXT NOT NULL DEFAULT '',
  entity_title TEXT NOT NULL DEFAULT '',
  team_id TEXT,
  state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  facts TEXT NOT NULL DEFAULT '{}',
  trace TEXT NOT NULL DEFAULT '',
  chain TEXT NOT NULL DEFAULT '',
  depth INTEGER NOT NULL DEFAULT 0,
  root_id TEXT NOT NULL DEFAULT '',
  started_at TIMESTAMP,
  finished_at TIMESTAMP,
  first_handoff_at TIMESTAMP,
  acknowledged_at TIMESTAMP,
  undone_at TIMESTAMP,
  UNIQUE (rule_id, event_id, rerun_no)
);
CREATE INDEX runs_rule ON runs(rule_id, created_at DESC, id);
CREATE INDEX runs_newest ON runs(created_at DESC, id);
CREATE INDEX runs_state ON runs(state, created_at DESC, id);
CREATE INDEX runs_entity ON runs(rule_id, entity_id, state);

-- One step of a run, or one round of it; iter is 0 outside "for each". What it was given and what it made, so that a retry does the same.
CREATE TABLE run_steps (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs(id) DEFERRABLE INITIALLY DEFERRED,
  step_key TEXT NOT NULL,
  iter TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  input TEXT NOT NULL DEFAULT '',
  output TEXT NOT NULL DEFAULT '',
  prior TEXT NOT NULL DEFAULT '',
  error TEXT NOT NULL DEFAULT '',
  attempt INTEGER NOT NULL DEFAULT 0,
  started_at TIMESTAMP,
  finished_at TIMESTAMP,
  UNIQUE (run_id, step_key, iter)
);

-- One try of a step that failed.
CREATE TABLE step_attempts (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  run_step_id TEXT NOT NULL REFERENCES run_steps(id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL,
  code INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL
);
CREATE INDEX step_attempts_step ON step_attempts(run_step_id, n);

-- What a step made or changed, so that a run links to it, counts it and can undo it.
CREATE TABLE run_effects (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs(id) DEFERRABLE INITIALLY DEFERRED,
  origin_key TEXT NOT NULL UNIQUE,
  step_key TEXT NOT NULL,
  did TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  entity_ref TEXT NOT NULL DEFAULT '',
  entity_title TEXT NOT NULL DEFAULT '',
  entity_version INTEGER NOT NULL DEFAULT 0,
  team_id TEXT,
  prior TEXT NOT NULL DEFAULT '',
  undone_at TIMESTAMP
);
CREATE INDEX run_effects_run ON run_effects(run_id, created_at);
CREATE INDEX run_effects_entity ON run_effects(entity_type, entity_id);

-- A step that waits for an event of a thing, or for its time.
CREATE TABLE waits (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs(id) DEFERRABLE INITIALLY DEFERRED,
  step_key TEXT NOT NULL,
  iter TEXT NOT NULL DEFAULT '',
  event_type TEXT NOT NULL DEFAULT '',
  entity_type TEXT NOT NULL DEFAULT '',
  entity_id TEXT NOT NULL DEFAULT '',
  due_at TIMESTAMP,
  over_at TIMESTAMP,
  UNIQUE (run_id, step_key, iter)
);
CREATE INDEX waits_event ON waits(event_type, over_at);

-- A question to people whose answer a run waits for.
CREATE TABLE approvals (
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

-- Who is asked in an approval, and what they said.
CREATE TABLE approval_votes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approvals(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  said TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  said_at TIMESTAMP,
  UNIQUE (approval_id, person_id)
);
CREATE INDEX approval_votes_person ON approval_votes(person_id, said);

-- When a rule with a schedule comes next.
CREATE TABLE schedules (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  rule_id TEXT NOT NULL UNIQUE REFERENCES rules(id) DEFERRABLE INITIALLY DEFERRED,
  slot TEXT NOT NULL,
  next_at TIMESTAMP NOT NULL
);

-- What caused an event: the run that made it, the first event of the chain, and the rules in it.
ALTER TABLE events ADD COLUMN cause_run_id TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN root_id TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN rule_chain TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE events DROP COLUMN rule_chain;
ALTER TABLE events DROP COLUMN depth;
ALTER TABLE events DROP COLUMN root_id;
ALTER TABLE events DROP COLUMN cause_run_id;
DROP TABLE schedules;
DROP TABLE approval_votes;
DROP TABLE approvals;
DROP TABLE waits;
DROP TABLE run_effects;
DROP TABLE step_attempts;
DROP TABLE run_steps;
DROP TABLE runs;
DROP TABLE rule_versions;
DROP INDEX rules_trigger;
ALTER TABLE rules DROP COLUMN last_run_at;
ALTER TABLE rules DROP COLUMN publisher_person_id;
ALTER TABLE rules DROP COLUMN paused_reason;
ALTER TABLE rules DROP COLUMN trigger_type;
ALTER TABLE rules DROP COLUMN version_id;
ALTER TABLE rules DROP COLUMN draft_rev;
