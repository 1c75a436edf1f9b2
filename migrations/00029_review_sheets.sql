-- +goose Up
-- What a review looked at and said: of the strategy, of one department's operations on a date, or of one initiative.
CREATE TABLE review_sheets (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  review_id TEXT REFERENCES reviews(id) DEFERRABLE INITIALLY DEFERRED,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  initiative_id TEXT REFERENCES initiatives(id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  state TEXT NOT NULL,
  market TEXT NOT NULL,
  competition TEXT NOT NULL,
  notes TEXT NOT NULL,
  reason TEXT NOT NULL,
  figures TEXT NOT NULL,
  held_at TIMESTAMP,
  held_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  held_name TEXT NOT NULL
);
CREATE INDEX review_sheets_review ON review_sheets(review_id);
CREATE INDEX review_sheets_initiative ON review_sheets(initiative_id);

-- One thing that a review kept, changed or dropped, as it stood at that moment.
CREATE TABLE review_items (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  review_sheet_id TEXT NOT NULL REFERENCES review_sheets(id) DEFERRABLE INITIALLY DEFERRED,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  entity_ref TEXT NOT NULL,
  title TEXT NOT NULL,
  stood TEXT NOT NULL,
  position INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  words TEXT NOT NULL,
  decision_id TEXT REFERENCES decisions(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (review_sheet_id, entity_type, entity_id)
);

-- +goose Down
DROP TABLE review_items;
DROP TABLE review_sheets;
