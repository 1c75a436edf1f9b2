-- +goose Up
-- The rungs of the ladder of silence, one a line: whom, and after how many working days. Empty is the usual ladder.
ALTER TABLE companies ADD COLUMN ladder TEXT NOT NULL DEFAULT '';

-- How often it was somebody's turn to answer; the team that the work came to; and what the receiver was given it as the owner of.
ALTER TABLE handoffs ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handoffs ADD COLUMN team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE handoffs ADD COLUMN role_type TEXT NOT NULL DEFAULT '';
ALTER TABLE handoffs ADD COLUMN role_entity TEXT NOT NULL DEFAULT '';
UPDATE handoffs SET team_id = (SELECT team_id FROM tasks WHERE tasks.id = handoffs.task_id);
CREATE INDEX handoffs_created ON handoffs(created_at);
CREATE INDEX handoffs_team ON handoffs(team_id, created_at);
CREATE INDEX handoffs_state ON handoffs(state, answer_day);

-- A rung that was reached while no answer came: whom it told, and why that person. Nothing in it is changed.
CREATE TABLE handoff_rungs (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  handoff_id TEXT NOT NULL REFERENCES handoffs(id) DEFERRABLE INITIALLY DEFERRED,
  turn INTEGER NOT NULL,
  who TEXT NOT NULL,
  days INTEGER NOT NULL,
  day TEXT NOT NULL,
  late_days INTEGER NOT NULL,
  silent_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  told_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  why TEXT NOT NULL,
  UNIQUE (handoff_id, turn, who, days)
);

-- +goose Down
DROP TABLE handoff_rungs;
DROP INDEX handoffs_state;
DROP INDEX handoffs_team;
DROP INDEX handoffs_created;
ALTER TABLE handoffs DROP COLUMN role_entity;
ALTER TABLE handoffs DROP COLUMN role_type;
ALTER TABLE handoffs DROP COLUMN team_id;
ALTER TABLE handoffs DROP COLUMN turn;
ALTER TABLE companies DROP COLUMN ladder;
