-- +goose Up
ALTER TABLE people ADD COLUMN visit TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE people DROP COLUMN visit;
