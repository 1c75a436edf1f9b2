-- +goose Up
-- A decision, and what it affects. Accepted, its words stay for good: another one supersedes it.
CREATE TABLE decisions (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  statement TEXT NOT NULL,
  context TEXT NOT NULL,
  weighed TEXT NOT NULL,
  state TEXT NOT NULL,
  team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  decider_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  decided_day TEXT NOT NULL,
  proposed_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  accepted_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  accepted_at TIMESTAMP,
  supersedes_decision_id TEXT REFERENCES decisions(id) DEFERRABLE INITIALLY DEFERRED,
  ended_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  ended_at TIMESTAMP,
  end_reason TEXT NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX decisions_state ON decisions(state, accepted_at);
CREATE INDEX decisions_supersedes ON decisions(supersedes_decision_id);

CREATE TABLE decision_links (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  decision_id TEXT NOT NULL REFERENCES decisions(id) DEFERRABLE INITIALLY DEFERRED,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  UNIQUE (decision_id, entity_type, entity_id)
);
CREATE INDEX decision_links_entity ON decision_links(entity_id, entity_type);

-- One passage from a decision to work: its receiver is the person who held the role at that moment, and it has one task.
CREATE TABLE handoffs (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  decision_id TEXT NOT NULL REFERENCES decisions(id) DEFERRABLE INITIALLY DEFERRED,
  task_id TEXT NOT NULL UNIQUE REFERENCES tasks(id) DEFERRABLE INITIALLY DEFERRED,
  giver_person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  receiver_person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  lead_of_team_id TEXT REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED,
  work TEXT NOT NULL,
  measure TEXT NOT NULL,
  state TEXT NOT NULL,
  answer_day TEXT NOT NULL,
  due_day TEXT NOT NULL,
  proposed_day TEXT NOT NULL,
  delivered_at TIMESTAMP,
  acknowledged_at TIMESTAMP,
  started_at TIMESTAMP,
  done_at TIMESTAMP,
  cancelled_at TIMESTAMP
);
CREATE INDEX handoffs_decision ON handoffs(decision_id);
CREATE INDEX handoffs_receiver ON handoffs(receiver_person_id, state);
CREATE INDEX handoffs_giver ON handoffs(giver_person_id, state);

-- What receiver and giver said to each other about a handoff, in its order. Nothing in it is changed.
CREATE TABLE handoff_answers (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  handoff_id TEXT NOT NULL REFERENCES handoffs(id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  by_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  day TEXT NOT NULL
);
CREATE INDEX handoff_answers_handoff ON handoff_answers(handoff_id, created_at);

-- +goose Down
DROP TABLE handoff_answers;
DROP TABLE handoffs;
DROP TABLE decision_links;
DROP TABLE decisions;
