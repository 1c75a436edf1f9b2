-- +goose Up
-- The lists of one rule's runs in one state, of what its runs did in a month, and the runs that a run was done again as.
CREATE INDEX runs_rule_state ON runs(rule_id, state, created_at DESC, id);
CREATE INDEX runs_rerun ON runs(rerun_of);
CREATE INDEX run_effects_did ON run_effects(created_at, did);

-- +goose Down
DROP INDEX run_effects_did;
DROP INDEX runs_rerun;
DROP INDEX runs_rule_state;
