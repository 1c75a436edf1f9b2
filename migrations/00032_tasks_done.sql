-- +goose Up
-- Tasks that are done are listed by the day on which they were, newest first: without this the list reads all that were ever done.
CREATE INDEX tasks_done ON tasks(state, done_day DESC, updated_at DESC, id);

-- +goose Down
DROP INDEX tasks_done;
