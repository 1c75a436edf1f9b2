-- +goose Up
-- Which draft of a rule was tried last, and when: a rule that changes processes or approval chains is tried before it is published.
ALTER TABLE rules ADD COLUMN tried TEXT NOT NULL DEFAULT '';
ALTER TABLE rules ADD COLUMN tried_at TIMESTAMP;

-- +goose Down
ALTER TABLE rules DROP COLUMN tried_at;
ALTER TABLE rules DROP COLUMN tried;
