-- Who is asked to read an edition, and who has read it. Both are records: the database itself refuses to change them.
-- +goose Up
ALTER TABLE editions ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- Names the wording; editions with one wording share it. Empty on editions issued before anybody was asked to read.
ALTER TABLE editions ADD COLUMN wording TEXT NOT NULL DEFAULT '';

CREATE TABLE read_requests (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  edition_id TEXT NOT NULL REFERENCES editions(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  asked_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, person_id)
);
CREATE INDEX read_requests_person ON read_requests(person_id);

CREATE TABLE receipts (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  edition_id TEXT NOT NULL REFERENCES editions(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  person_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  read_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, person_id)
);
CREATE INDEX receipts_person ON receipts(person_id);
CREATE TRIGGER read_requests_kept BEFORE UPDATE ON read_requests FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER receipts_kept BEFORE UPDATE ON receipts FOR EACH ROW EXECUTE FUNCTION append_only();

-- +goose Down
DROP TABLE receipts;
DROP TABLE read_requests;
ALTER TABLE editions DROP COLUMN wording;
ALTER TABLE editions DROP COLUMN note;
