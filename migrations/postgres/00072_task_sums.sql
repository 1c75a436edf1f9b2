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
CREATE FUNCTION task_touch() RETURNS trigger AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN INSERT INTO task_touched (task_id) VALUES (NEW.id); ELSE INSERT INTO task_touched (task_id) VALUES (OLD.id); END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE FUNCTION task_touch_of() RETURNS trigger AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN INSERT INTO task_touched (task_id) VALUES (NEW.task_id); END IF;
  IF TG_OP <> 'INSERT' THEN INSERT INTO task_touched (task_id) VALUES (OLD.task_id); END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE TRIGGER task_touched AFTER INSERT OR DELETE ON tasks FOR EACH ROW EXECUTE FUNCTION task_touch();
CREATE TRIGGER task_touched_new AFTER UPDATE OF state, team_id, owner_person_id, initiative_id, due_day, removed_at ON tasks FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.team_id IS DISTINCT FROM NEW.team_id OR OLD.owner_person_id IS DISTINCT FROM NEW.owner_person_id
    OR OLD.initiative_id IS DISTINCT FROM NEW.initiative_id OR OLD.due_day IS DISTINCT FROM NEW.due_day OR OLD.removed_at IS DISTINCT FROM NEW.removed_at)
  EXECUTE FUNCTION task_touch();
CREATE TRIGGER task_touched AFTER INSERT OR DELETE OR UPDATE OF task_id, objective_id ON task_objectives FOR EACH ROW EXECUTE FUNCTION task_touch_of();
CREATE TRIGGER task_touched AFTER INSERT OR DELETE OR UPDATE OF task_id, goal_id ON task_goals FOR EACH ROW EXECUTE FUNCTION task_touch_of();
CREATE TRIGGER task_touched AFTER INSERT OR DELETE OR UPDATE OF task_id, outcome_id ON task_outcomes FOR EACH ROW EXECUTE FUNCTION task_touch_of();
CREATE TRIGGER task_touched AFTER INSERT OR DELETE ON handoffs FOR EACH ROW EXECUTE FUNCTION task_touch_of();
CREATE TRIGGER task_touched_new AFTER UPDATE OF task_id ON handoffs FOR EACH ROW WHEN (OLD.task_id IS DISTINCT FROM NEW.task_id) EXECUTE FUNCTION task_touch_of();

-- +goose Down
DROP TRIGGER task_touched ON tasks; DROP TRIGGER task_touched_new ON tasks;
DROP TRIGGER task_touched ON task_objectives; DROP TRIGGER task_touched ON task_goals; DROP TRIGGER task_touched ON task_outcomes;
DROP TRIGGER task_touched ON handoffs; DROP TRIGGER task_touched_new ON handoffs;
DROP FUNCTION task_touch; DROP FUNCTION task_touch_of;
DROP TABLE task_sum_days; DROP TABLE task_sums; DROP TABLE task_standings; DROP TABLE task_touched;
