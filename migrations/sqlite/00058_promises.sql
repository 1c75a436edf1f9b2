-- Every promised date that was moved: from which day to which, by whom and why. The ledger is written with the event, so that a page of it never reads the
-- whole record; what was moved before is taken from the record here.
-- +goose Up
CREATE TABLE promise_moves (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  event_id TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  promise TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  days INTEGER NOT NULL,
  reason TEXT NOT NULL,
  person_id TEXT,
  by_name TEXT NOT NULL,
  cause_run_id TEXT NOT NULL DEFAULT '',
  moved_day TEXT NOT NULL
);
CREATE INDEX promise_moves_thing ON promise_moves(entity_type, entity_id, promise, created_at);
CREATE INDEX promise_moves_day ON promise_moves(moved_day, id);
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'task', e.entity_id, 'due', json_extract(e.payload, '$.before.DueDay'), json_extract(e.payload, '$.after.DueDay'),
  CASE WHEN json_extract(e.payload, '$.after.DueDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.DueDay')) - julianday(json_extract(e.payload, '$.before.DueDay')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'task' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.DueDay') <> '' AND json_extract(e.payload, '$.after.DueDay') IS NOT NULL AND json_extract(e.payload, '$.before.DueDay') <> json_extract(e.payload, '$.after.DueDay') AND json_extract(e.payload, '$.before.State') NOT IN ('done', 'cancelled');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'objective', e.entity_id, 'due', json_extract(e.payload, '$.before.DueDay'), json_extract(e.payload, '$.after.DueDay'),
  CASE WHEN json_extract(e.payload, '$.after.DueDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.DueDay')) - julianday(json_extract(e.payload, '$.before.DueDay')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'objective' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.DueDay') <> '' AND json_extract(e.payload, '$.after.DueDay') IS NOT NULL AND json_extract(e.payload, '$.before.DueDay') <> json_extract(e.payload, '$.after.DueDay') AND json_extract(e.payload, '$.before.State') NOT IN ('draft', 'done', 'missed', 'dropped');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'goal', e.entity_id, 'due', json_extract(e.payload, '$.before.DueDay'), json_extract(e.payload, '$.after.DueDay'),
  CASE WHEN json_extract(e.payload, '$.after.DueDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.DueDay')) - julianday(json_extract(e.payload, '$.before.DueDay')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'goal' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.DueDay') <> '' AND json_extract(e.payload, '$.after.DueDay') IS NOT NULL AND json_extract(e.payload, '$.before.DueDay') <> json_extract(e.payload, '$.after.DueDay') AND json_extract(e.payload, '$.before.State') NOT IN ('draft', 'done', 'missed', 'dropped');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-deadline', 1, e.occurred_at, e.occurred_at, e.id, 'outcome', e.entity_id, 'deadline', json_extract(e.payload, '$.before.Deadline'), json_extract(e.payload, '$.after.Deadline'),
  CASE WHEN json_extract(e.payload, '$.after.Deadline') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.Deadline')) - julianday(json_extract(e.payload, '$.before.Deadline')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'outcome' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.Deadline') <> '' AND json_extract(e.payload, '$.after.Deadline') IS NOT NULL AND json_extract(e.payload, '$.before.Deadline') <> json_extract(e.payload, '$.after.Deadline') AND json_extract(e.payload, '$.before.State') = 'active';
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-review', 1, e.occurred_at, e.occurred_at, e.id, 'initiative', e.entity_id, 'review', json_extract(e.payload, '$.before.ReviewDay'), json_extract(e.payload, '$.after.ReviewDay'),
  CASE WHEN json_extract(e.payload, '$.after.ReviewDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.ReviewDay')) - julianday(json_extract(e.payload, '$.before.ReviewDay')) AS INTEGER) END, COALESCE((SELECT MIN(m.reason) FROM initiative_moves m WHERE m.initiative_id = e.entity_id AND m.created_at = e.occurred_at), e.reason), e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'initiative' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.ReviewDay') <> '' AND json_extract(e.payload, '$.after.ReviewDay') IS NOT NULL AND json_extract(e.payload, '$.before.ReviewDay') <> json_extract(e.payload, '$.after.ReviewDay') AND json_extract(e.payload, '$.before.State') IN ('committed', 'active', 'paused');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-end', 1, e.occurred_at, e.occurred_at, e.id, 'initiative', e.entity_id, 'end', json_extract(e.payload, '$.before.DueDay'), json_extract(e.payload, '$.after.DueDay'),
  CASE WHEN json_extract(e.payload, '$.after.DueDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.DueDay')) - julianday(json_extract(e.payload, '$.before.DueDay')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'initiative' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.DueDay') <> '' AND json_extract(e.payload, '$.after.DueDay') IS NOT NULL AND json_extract(e.payload, '$.before.DueDay') <> json_extract(e.payload, '$.after.DueDay') AND json_extract(e.payload, '$.before.State') IN ('committed', 'active', 'paused');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-date', 1, e.occurred_at, e.occurred_at, e.id, 'review', e.entity_id, 'date', json_extract(e.payload, '$.before.Day'), json_extract(e.payload, '$.after.Day'),
  CASE WHEN json_extract(e.payload, '$.after.Day') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.Day')) - julianday(json_extract(e.payload, '$.before.Day')) AS INTEGER) END, COALESCE((SELECT MIN(m.reason) FROM review_moves m WHERE m.review_id = e.entity_id AND m.created_at = e.occurred_at), e.reason), e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'review' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.Day') <> '' AND json_extract(e.payload, '$.after.Day') IS NOT NULL AND json_extract(e.payload, '$.before.Day') <> json_extract(e.payload, '$.after.Day') AND json_extract(e.payload, '$.before.State') = 'scheduled';
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'handoff', e.entity_id, 'due', json_extract(e.payload, '$.before.DueDay'), json_extract(e.payload, '$.after.DueDay'),
  CASE WHEN json_extract(e.payload, '$.after.DueDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.DueDay')) - julianday(json_extract(e.payload, '$.before.DueDay')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'handoff' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.DueDay') <> '' AND json_extract(e.payload, '$.after.DueDay') IS NOT NULL AND json_extract(e.payload, '$.before.DueDay') <> json_extract(e.payload, '$.after.DueDay') AND json_extract(e.payload, '$.before.State') NOT IN ('done', 'cancelled');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-next', 1, e.occurred_at, e.occurred_at, e.id, 'issue', e.entity_id, 'next', json_extract(e.payload, '$.before.NextDay'), json_extract(e.payload, '$.after.NextDay'),
  CASE WHEN json_extract(e.payload, '$.after.NextDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.NextDay')) - julianday(json_extract(e.payload, '$.before.NextDay')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'issue' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.NextDay') <> '' AND json_extract(e.payload, '$.after.NextDay') IS NOT NULL AND json_extract(e.payload, '$.before.NextDay') <> json_extract(e.payload, '$.after.NextDay') AND json_extract(e.payload, '$.before.State') <> 'resolved';
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-ending', 1, e.occurred_at, e.occurred_at, e.id, 'workflow', e.entity_id, 'ending', json_extract(e.payload, '$.before.VerdictDay'), json_extract(e.payload, '$.after.VerdictDay'),
  CASE WHEN json_extract(e.payload, '$.after.VerdictDay') = '' THEN 0 ELSE CAST(julianday(json_extract(e.payload, '$.after.VerdictDay')) - julianday(json_extract(e.payload, '$.before.VerdictDay')) AS INTEGER) END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, substr(e.occurred_at, 1, 10)
FROM events e WHERE e.entity_type = 'workflow' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND json_extract(e.payload, '$.before.VerdictDay') <> '' AND json_extract(e.payload, '$.after.VerdictDay') IS NOT NULL AND json_extract(e.payload, '$.before.VerdictDay') <> json_extract(e.payload, '$.after.VerdictDay') AND json_extract(e.payload, '$.before.Verdict') = 'stop';

-- +goose Down
DROP TABLE promise_moves;
