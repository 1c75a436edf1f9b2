-- +goose Up
-- An operations strategy is audited on the same five elements.
ALTER TABLE audits ADD COLUMN operations_strategy_id TEXT REFERENCES operations_strategies(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX audits_operations ON audits(operations_strategy_id, created_at);

-- +goose Down
DROP INDEX audits_operations;
ALTER TABLE audits DROP COLUMN operations_strategy_id;
