-- Readings, events and editions are records: the database itself refuses to change them.
-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '% are append-only', TG_TABLE_NAME;
END;
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE TRIGGER events_kept BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER readings_kept BEFORE UPDATE ON readings FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER editions_kept BEFORE UPDATE ON editions FOR EACH ROW EXECUTE FUNCTION append_only();

-- +goose Down
DROP TRIGGER events_kept ON events;
DROP TRIGGER readings_kept ON readings;
DROP TRIGGER editions_kept ON editions;
DROP FUNCTION append_only();
