-- What is to be done after a change, kept with the change itself: taken on a lease, finished in the transaction of its effect.
-- +goose Up
CREATE TABLE work (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  lane TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'dead')),
  run_at TIMESTAMP NOT NULL,
  lease_until TIMESTAMP,
  owner TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  max INTEGER NOT NULL,
  last_error TEXT NOT NULL
);
CREATE INDEX work_ready ON work(run_at, id) WHERE state = 'ready';
CREATE INDEX work_leased ON work(lease_until) WHERE state = 'leased';
CREATE INDEX work_lane ON work(lane, id) WHERE state IN ('ready', 'leased') AND lane <> '';
CREATE INDEX work_done ON work(updated_at) WHERE state = 'done';
CREATE INDEX work_dead ON work(updated_at) WHERE state = 'dead';
-- Of one lane never more than one is under way, whoever claims.
CREATE UNIQUE INDEX work_lane_once ON work(lane) WHERE state = 'leased' AND lane <> '';

-- +goose Down
DROP TABLE work;
