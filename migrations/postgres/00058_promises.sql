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
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'task', e.entity_id, 'due', e.payload::json -> 'before' ->> 'DueDay', e.payload::json -> 'after' ->> 'DueDay',
  CASE WHEN e.payload::json -> 'after' ->> 'DueDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'DueDay')::date - (e.payload::json -> 'before' ->> 'DueDay')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'task' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'DueDay' <> '' AND e.payload::json -> 'after' ->> 'DueDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'DueDay' <> e.payload::json -> 'after' ->> 'DueDay' AND e.payload::json -> 'before' ->> 'State' NOT IN ('done', 'cancelled');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'objective', e.entity_id, 'due', e.payload::json -> 'before' ->> 'DueDay', e.payload::json -> 'after' ->> 'DueDay',
  CASE WHEN e.payload::json -> 'after' ->> 'DueDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'DueDay')::date - (e.payload::json -> 'before' ->> 'DueDay')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'objective' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'DueDay' <> '' AND e.payload::json -> 'after' ->> 'DueDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'DueDay' <> e.payload::json -> 'after' ->> 'DueDay' AND e.payload::json -> 'before' ->> 'State' NOT IN ('draft', 'done', 'missed', 'dropped');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'goal', e.entity_id, 'due', e.payload::json -> 'before' ->> 'DueDay', e.payload::json -> 'after' ->> 'DueDay',
  CASE WHEN e.payload::json -> 'after' ->> 'DueDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'DueDay')::date - (e.payload::json -> 'before' ->> 'DueDay')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'goal' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'DueDay' <> '' AND e.payload::json -> 'after' ->> 'DueDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'DueDay' <> e.payload::json -> 'after' ->> 'DueDay' AND e.payload::json -> 'before' ->> 'State' NOT IN ('draft', 'done', 'missed', 'dropped');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-deadline', 1, e.occurred_at, e.occurred_at, e.id, 'outcome', e.entity_id, 'deadline', e.payload::json -> 'before' ->> 'Deadline', e.payload::json -> 'after' ->> 'Deadline',
  CASE WHEN e.payload::json -> 'after' ->> 'Deadline' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'Deadline')::date - (e.payload::json -> 'before' ->> 'Deadline')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'outcome' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'Deadline' <> '' AND e.payload::json -> 'after' ->> 'Deadline' IS NOT NULL AND e.payload::json -> 'before' ->> 'Deadline' <> e.payload::json -> 'after' ->> 'Deadline' AND e.payload::json -> 'before' ->> 'State' = 'active';
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-review', 1, e.occurred_at, e.occurred_at, e.id, 'initiative', e.entity_id, 'review', e.payload::json -> 'before' ->> 'ReviewDay', e.payload::json -> 'after' ->> 'ReviewDay',
  CASE WHEN e.payload::json -> 'after' ->> 'ReviewDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'ReviewDay')::date - (e.payload::json -> 'before' ->> 'ReviewDay')::date END, COALESCE((SELECT MIN(m.reason) FROM initiative_moves m WHERE m.initiative_id = e.entity_id AND m.created_at = e.occurred_at), e.reason), e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'initiative' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'ReviewDay' <> '' AND e.payload::json -> 'after' ->> 'ReviewDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'ReviewDay' <> e.payload::json -> 'after' ->> 'ReviewDay' AND e.payload::json -> 'before' ->> 'State' IN ('committed', 'active', 'paused');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-end', 1, e.occurred_at, e.occurred_at, e.id, 'initiative', e.entity_id, 'end', e.payload::json -> 'before' ->> 'DueDay', e.payload::json -> 'after' ->> 'DueDay',
  CASE WHEN e.payload::json -> 'after' ->> 'DueDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'DueDay')::date - (e.payload::json -> 'before' ->> 'DueDay')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'initiative' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'DueDay' <> '' AND e.payload::json -> 'after' ->> 'DueDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'DueDay' <> e.payload::json -> 'after' ->> 'DueDay' AND e.payload::json -> 'before' ->> 'State' IN ('committed', 'active', 'paused');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-date', 1, e.occurred_at, e.occurred_at, e.id, 'review', e.entity_id, 'date', e.payload::json -> 'before' ->> 'Day', e.payload::json -> 'after' ->> 'Day',
  CASE WHEN e.payload::json -> 'after' ->> 'Day' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'Day')::date - (e.payload::json -> 'before' ->> 'Day')::date END, COALESCE((SELECT MIN(m.reason) FROM review_moves m WHERE m.review_id = e.entity_id AND m.created_at = e.occurred_at), e.reason), e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'review' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'Day' <> '' AND e.payload::json -> 'after' ->> 'Day' IS NOT NULL AND e.payload::json -> 'before' ->> 'Day' <> e.payload::json -> 'after' ->> 'Day' AND e.payload::json -> 'before' ->> 'State' = 'scheduled';
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-due', 1, e.occurred_at, e.occurred_at, e.id, 'handoff', e.entity_id, 'due', e.payload::json -> 'before' ->> 'DueDay', e.payload::json -> 'after' ->> 'DueDay',
  CASE WHEN e.payload::json -> 'after' ->> 'DueDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'DueDay')::date - (e.payload::json -> 'before' ->> 'DueDay')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'handoff' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'DueDay' <> '' AND e.payload::json -> 'after' ->> 'DueDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'DueDay' <> e.payload::json -> 'after' ->> 'DueDay' AND e.payload::json -> 'before' ->> 'State' NOT IN ('done', 'cancelled');
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-next', 1, e.occurred_at, e.occurred_at, e.id, 'issue', e.entity_id, 'next', e.payload::json -> 'before' ->> 'NextDay', e.payload::json -> 'after' ->> 'NextDay',
  CASE WHEN e.payload::json -> 'after' ->> 'NextDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'NextDay')::date - (e.payload::json -> 'before' ->> 'NextDay')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'issue' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'NextDay' <> '' AND e.payload::json -> 'after' ->> 'NextDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'NextDay' <> e.payload::json -> 'after' ->> 'NextDay' AND e.payload::json -> 'before' ->> 'State' <> 'resolved';
INSERT INTO promise_moves (id, version, created_at, updated_at, event_id, entity_type, entity_id, promise, from_day, to_day, days, reason, person_id, by_name, cause_run_id, moved_day)
SELECT e.id || '-ending', 1, e.occurred_at, e.occurred_at, e.id, 'workflow', e.entity_id, 'ending', e.payload::json -> 'before' ->> 'VerdictDay', e.payload::json -> 'after' ->> 'VerdictDay',
  CASE WHEN e.payload::json -> 'after' ->> 'VerdictDay' = '' THEN 0 ELSE (e.payload::json -> 'after' ->> 'VerdictDay')::date - (e.payload::json -> 'before' ->> 'VerdictDay')::date END, e.reason, e.actor_person_id, e.actor_name, e.cause_run_id, to_char(e.occurred_at, 'YYYY-MM-DD')
FROM events e WHERE e.entity_type = 'workflow' AND e.entity_version > 0 AND e.payload LIKE '%"before":{%' AND e.payload::json -> 'before' ->> 'VerdictDay' <> '' AND e.payload::json -> 'after' ->> 'VerdictDay' IS NOT NULL AND e.payload::json -> 'before' ->> 'VerdictDay' <> e.payload::json -> 'after' ->> 'VerdictDay' AND e.payload::json -> 'before' ->> 'Verdict' = 'stop';

-- +goose Down
DROP TABLE promise_moves;
