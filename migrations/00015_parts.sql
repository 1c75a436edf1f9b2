-- +goose Up
-- Beside the mark of the whole database one for each part of it, so that what was read of a part holds as long as that part stays.
ALTER TABLE revision ADD COLUMN access TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN people TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN company TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN strategy TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN alignment TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN outcomes TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN goals TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN workflows TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN processes TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN rhythm TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN tasks TEXT NOT NULL DEFAULT '';
UPDATE revision SET access = mark, people = mark, company = mark, strategy = mark, alignment = mark, outcomes = mark, goals = mark,
  workflows = mark, processes = mark, rhythm = mark, tasks = mark;

-- +goose Down
ALTER TABLE revision DROP COLUMN access;
ALTER TABLE revision DROP COLUMN people;
ALTER TABLE revision DROP COLUMN company;
ALTER TABLE revision DROP COLUMN strategy;
ALTER TABLE revision DROP COLUMN alignment;
ALTER TABLE revision DROP COLUMN outcomes;
ALTER TABLE revision DROP COLUMN goals;
ALTER TABLE revision DROP COLUMN workflows;
ALTER TABLE revision DROP COLUMN processes;
ALTER TABLE revision DROP COLUMN rhythm;
ALTER TABLE revision DROP COLUMN tasks;
