-- +goose Up
-- Open tasks in the order in which lists of the execution gap show them, so that a page of a long one is read from its beginning.
CREATE INDEX tasks_open_due ON tasks((CASE WHEN due_day = '' THEN 1 ELSE 0 END), due_day, created_at, id) WHERE removed_at IS NULL AND state NOT IN ('done', 'cancelled');

-- +goose Down
DROP INDEX tasks_open_due;
