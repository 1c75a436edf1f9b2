-- +goose Up
-- How often a version of a rule was asked for and did not run, by day and reason, with the trace of the last time.
CREATE TABLE run_skips (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  rule_id TEXT NOT NULL REFERENCES rules(id) DEFERRABLE INITIALLY DEFERRED,
  rule_version_id TEXT NOT NULL REFERENCES rule_versions(id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  n INTEGER NOT NULL,
  last_event_id TEXT NOT NULL DEFAULT '',
  trace TEXT NOT NULL DEFAULT '',
  UNIQUE (rule_version_id, day, reason)
);
CREATE INDEX run_skips_rule ON run_skips(rule_id, day);
CREATE INDEX runs_live ON runs(state, id);

-- +goose Down
DROP INDEX runs_live;
DROP TABLE run_skips;
