-- +goose Up
CREATE TABLE uploads (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  mapping TEXT NOT NULL,
  result TEXT NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  expires_at TIMESTAMP NOT NULL
);
CREATE INDEX uploads_person ON uploads(person_id, expires_at);

-- +goose Down
DROP TABLE uploads;
