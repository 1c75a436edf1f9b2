-- +goose Up
ALTER TABLE workflows ADD COLUMN promised_hours DOUBLE PRECISION;
ALTER TABLE workflows ADD COLUMN freed_hours DOUBLE PRECISION;
ALTER TABLE workflows ADD COLUMN ended_day TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE workflows DROP COLUMN ended_day;
ALTER TABLE workflows DROP COLUMN freed_hours;
ALTER TABLE workflows DROP COLUMN promised_hours;
