-- +goose Up
CREATE TABLE companies (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  working_days TEXT NOT NULL,
  fiscal_start INTEGER NOT NULL,
  at_risk_after DOUBLE PRECISION NOT NULL,
  off_track_after DOUBLE PRECISION NOT NULL,
  answer_days INTEGER NOT NULL,
  example BOOLEAN NOT NULL,
  confirmed BOOLEAN NOT NULL
);

CREATE TABLE people (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT UNIQUE,
  role_title TEXT NOT NULL,
  manager_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  administrator BOOLEAN NOT NULL,
  executive BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL,
  decimal_comma BOOLEAN NOT NULL,
  date_order TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  theme TEXT NOT NULL
);

CREATE TABLE teams (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parent_team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  lead_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  department BOOLEAN NOT NULL,
  kind TEXT NOT NULL,
  mission TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX teams_parent ON teams(parent_team_id);
CREATE INDEX teams_lead ON teams(lead_person_id);

CREATE TABLE memberships (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT NOT NULL REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (person_id, team_id)
);
CREATE INDEX memberships_team ON memberships(team_id);

CREATE TABLE passwords (
  person_id TEXT PRIMARY KEY REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  hash TEXT NOT NULL,
  changed_at TIMESTAMP NOT NULL
);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  created_at TIMESTAMP NOT NULL,
  seen_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  renew BOOLEAN NOT NULL,
  agent TEXT NOT NULL,
  address TEXT NOT NULL
);
CREATE INDEX sessions_person ON sessions(person_id);

-- A link that signs in or sets a password once: invitation, reset, sign-in.
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  purpose TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP,
  by_name TEXT NOT NULL
);
CREATE INDEX links_person ON links(person_id);

CREATE TABLE failed_sign_ins (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  address TEXT NOT NULL,
  occurred_at TIMESTAMP NOT NULL
);
CREATE INDEX failed_sign_ins_account ON failed_sign_ins(account, occurred_at);
CREATE INDEX failed_sign_ins_address ON failed_sign_ins(address, occurred_at);

CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- The last short reference given out for each kind of thing: O3, T17.
CREATE TABLE counters (
  kind TEXT PRIMARY KEY,
  last INTEGER NOT NULL
);

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  entity_version INTEGER NOT NULL,
  actor_person_id TEXT,
  actor_name TEXT NOT NULL,
  payload TEXT NOT NULL,
  dedupe_key TEXT UNIQUE,
  occurred_at TIMESTAMP NOT NULL
);
CREATE INDEX events_entity ON events(entity_type, entity_id, entity_version);
CREATE INDEX events_occurred ON events(occurred_at);

-- Where an imported thing came from: the other system's own id and place.
CREATE TABLE external_refs (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  external_id TEXT NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (kind, origin, external_id)
);
CREATE INDEX external_refs_entity ON external_refs(entity_id);

-- What does not fit the method yet, found when the thing came in.
CREATE TABLE findings (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  code TEXT NOT NULL,
  say TEXT NOT NULL,
  detail TEXT NOT NULL,
  source TEXT NOT NULL,
  settled_at TIMESTAMP
);
CREATE INDEX findings_entity ON findings(entity_type, entity_id);
CREATE INDEX findings_code ON findings(code);

-- Advice that somebody set aside, with the reason.
CREATE TABLE dismissals (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (entity_type, entity_id, code)
);

-- +goose Down
DROP TABLE dismissals; DROP TABLE findings; DROP TABLE external_refs; DROP TABLE events; DROP TABLE counters; DROP TABLE secrets;
DROP TABLE failed_sign_ins; DROP TABLE links; DROP TABLE sessions; DROP TABLE passwords; DROP TABLE memberships; DROP TABLE teams; DROP TABLE people; DROP TABLE companies;
