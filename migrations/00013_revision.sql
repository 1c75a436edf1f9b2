-- +goose Up
-- One row: a mark that every committed change makes anew, so that a page which was shown before is known to be as it was.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY,
  mark TEXT NOT NULL
);

-- +goose Down
DROP TABLE revision;
