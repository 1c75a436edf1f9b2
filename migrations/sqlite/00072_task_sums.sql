-- How many tasks there are of each standing: what they serve, whose team they are of, their state, whether they are late. A write notes the tasks that it
-- touched, and counts them anew before it ends, so that a page never counts all tasks.
-- +goose Up
CREATE TABLE task_touched (task_id TEXT NOT NULL);
CREATE TABLE task_standings (task_id TEXT PRIMARY KEY, standing TEXT NOT NULL);
CREATE INDEX task_standings_standing ON task_standings(standing);
CREATE TABLE task_sums (standing TEXT PRIMARY KEY, n BIGINT NOT NULL);
CREATE INDEX task_sums_none ON task_sums(n) WHERE n = 0;
-- The day of which the sums tell what is late.
CREATE TABLE task_sum_days (id INTEGER PRIMARY KEY, day TEXT NOT NULL);
INSERT INTO task_touched (task_id) SELECT id FROM tasks;

-- +goose StatementBegin
CREATE TRIGGER task_touched_in AFTER INSERT ON tasks BEGIN INSERT INTO task_touched (task_id) VALUES (NEW.id); END;
CREATE TRIGGER task_touched_new AFTER UPDATE OF state, team_id, owner_person_id, initiative_id, due_day, removed_at ON tasks
  WHEN OLD.state IS NOT NEW.state OR OLD.team_id IS NOT NEW.team_id OR OLD.owner_person_id IS NOT NEW.owner_person_id OR OLD.initiative_id IS NOT NEW.initiative_id
    OR OLD.due_day IS NOT NEW.due_day OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO task_touched (task_id) VALUES (NEW.id); END;
CREATE TRIGGER task_touched_out AFTER DELETE ON tasks BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.id); END;
CREATE TRIGGER task_touched_objective_in AFTER INSERT ON task_objectives BEGIN INSERT INTO task_touched (task_id) VALUES (NEW.task_id); END;
CREATE TRIGGER task_touched_objective_new AFTER UPDATE OF task_id, objective_id ON task_objectives BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id), (NEW.task_id); END;
CREATE TRIGGER task_touched_objective_out AFTER DELETE ON task_objectives BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id); END;
CREATE TRIGGER task_touched_goal_in AFTER INSERT ON task_goals BEGIN INSERT INTO task_touched (task_id) VALUES (NEW.task_id); END;
CREATE TRIGGER task_touched_goal_new AFTER UPDATE OF task_id, goal_id ON task_goals BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id), (NEW.task_id); END;
CREATE TRIGGER task_touched_goal_out AFTER DELETE ON task_goals BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id); END;
CREATE TRIGGER task_touched_outcome_in AFTER INSERT ON task_outcomes BEGIN INSERT INTO task_touched (task_id) VALUES (NEW.task_id); END;
CREATE TRIGGER task_touched_outcome_new AFTER UPDATE OF task_id, outcome_id ON task_outcomes BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id), (NEW.task_id); END;
CREATE TRIGGER task_touched_outcome_out AFTER DELETE ON task_outcomes BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id); END;
CREATE TRIGGER task_touched_handoff_in AFTER INSERT ON handoffs BEGIN INSERT INTO task_touched (task_id) VALUES (NEW.task_id); END;
CREATE TRIGGER task_touched_handoff_new AFTER UPDATE OF task_id ON handoffs
  WHEN OLD.task_id IS NOT NEW.task_id
  BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id), (NEW.task_id); END;
CREATE TRIGGER task_touched_handoff_out AFTER DELETE ON handoffs BEGIN INSERT INTO task_touched (task_id) VALUES (OLD.task_id); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER task_touched_in; DROP TRIGGER task_touched_new; DROP TRIGGER task_touched_out;
DROP TRIGGER task_touched_objective_in; DROP TRIGGER task_touched_objective_new; DROP TRIGGER task_touched_objective_out;
DROP TRIGGER task_touched_goal_in; DROP TRIGGER task_touched_goal_new; DROP TRIGGER task_touched_goal_out;
DROP TRIGGER task_touched_outcome_in; DROP TRIGGER task_touched_outcome_new; DROP TRIGGER task_touched_outcome_out;
DROP TRIGGER task_touched_handoff_in; DROP TRIGGER task_touched_handoff_new; DROP TRIGGER task_touched_handoff_out;
DROP TABLE task_sum_days; DROP TABLE task_sums; DROP TABLE task_standings; DROP TABLE task_touched;
