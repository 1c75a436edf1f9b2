-- Readings, events and editions are records: the database itself refuses to change them.
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER events_kept BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER readings_kept BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER editions_kept BEFORE UPDATE ON editions BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER events_kept;
DROP TRIGGER readings_kept;
DROP TRIGGER editions_kept;
