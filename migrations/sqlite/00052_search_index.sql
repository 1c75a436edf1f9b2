-- The index that search reads: titles and bodies folded of case and accents, kept true by triggers for whoever writes. A tag begins with a character that
-- nobody types (57344): the kind, "few" for the kinds of which a company has few, and the team.
-- +goose Up
CREATE TABLE search_docs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  ref TEXT NOT NULL,
  head TEXT NOT NULL,
  body TEXT NOT NULL,
  team_id TEXT,
  tags TEXT NOT NULL,
  UNIQUE (kind, entity_id)
);
CREATE INDEX search_docs_ref ON search_docs(ref);
CREATE VIRTUAL TABLE search_text USING fts4(content="search_docs", head, body, tags, matchinfo=fts3, tokenize=unicode61 "remove_diacritics=2");
-- +goose StatementBegin
CREATE TRIGGER search_docs_in AFTER INSERT ON search_docs BEGIN
  INSERT INTO search_text (docid, head, body, tags) VALUES (NEW.id, NEW.head, NEW.body, NEW.tags);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_docs_out BEFORE DELETE ON search_docs BEGIN
  DELETE FROM search_text WHERE docid = OLD.id;
END;
-- +goose StatementEnd


-- One thing is read again: INSERT INTO search_of_task (entity_id) VALUES (its id).
-- +goose StatementBegin
CREATE TRIGGER search_strategy_again INSTEAD OF INSERT ON search_of_strategy BEGIN
  DELETE FROM search_docs WHERE kind = 'strategy' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'strategy', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'strategy' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_strategy WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_intent_again INSTEAD OF INSERT ON search_of_intent BEGIN
  DELETE FROM search_docs WHERE kind = 'intent' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'intent', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'intent' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_intent WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_outcome_again INSTEAD OF INSERT ON search_of_outcome BEGIN
  DELETE FROM search_docs WHERE kind = 'outcome' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'outcome', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'outcome' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_outcome WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_metric_again INSTEAD OF INSERT ON search_of_metric BEGIN
  DELETE FROM search_docs WHERE kind = 'metric' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'metric', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'metric' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_metric WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_goal_again INSTEAD OF INSERT ON search_of_goal BEGIN
  DELETE FROM search_docs WHERE kind = 'goal' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'goal', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'goal' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_goal WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_objective_again INSTEAD OF INSERT ON search_of_objective BEGIN
  DELETE FROM search_docs WHERE kind = 'objective' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'objective', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'objective' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_objective WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_workflow_again INSTEAD OF INSERT ON search_of_workflow BEGIN
  DELETE FROM search_docs WHERE kind = 'workflow' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'workflow', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'workflow' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_workflow WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_process_again INSTEAD OF INSERT ON search_of_process BEGIN
  DELETE FROM search_docs WHERE kind = 'process' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'process', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'process' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_process WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_initiative_again INSTEAD OF INSERT ON search_of_initiative BEGIN
  DELETE FROM search_docs WHERE kind = 'initiative' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'initiative', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'initiative' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_initiative WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_decision_again INSTEAD OF INSERT ON search_of_decision BEGIN
  DELETE FROM search_docs WHERE kind = 'decision' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'decision', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'decision' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_decision WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_handoff_again INSTEAD OF INSERT ON search_of_handoff BEGIN
  DELETE FROM search_docs WHERE kind = 'handoff' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'handoff', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'handoff' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_handoff WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_task_again INSTEAD OF INSERT ON search_of_task BEGIN
  DELETE FROM search_docs WHERE kind = 'task' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'task', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'task' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_task WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_issue_again INSTEAD OF INSERT ON search_of_issue BEGIN
  DELETE FROM search_docs WHERE kind = 'issue' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'issue', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'issue' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_issue WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_rule_again INSTEAD OF INSERT ON search_of_rule BEGIN
  DELETE FROM search_docs WHERE kind = 'rule' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'rule', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'rule' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_rule WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_pulse_again INSTEAD OF INSERT ON search_of_pulse BEGIN
  DELETE FROM search_docs WHERE kind = 'pulse' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'pulse', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'pulse' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_pulse WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_sheet_again INSTEAD OF INSERT ON search_of_sheet BEGIN
  DELETE FROM search_docs WHERE kind = 'sheet' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'sheet', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'sheet' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_sheet WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_team_again INSTEAD OF INSERT ON search_of_team BEGIN
  DELETE FROM search_docs WHERE kind = 'team' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'team', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'team' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_team WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_person_again INSTEAD OF INSERT ON search_of_person BEGIN
  DELETE FROM search_docs WHERE kind = 'person' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'person', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'person' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_person WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_edition_again INSTEAD OF INSERT ON search_of_edition BEGIN
  DELETE FROM search_docs WHERE kind = 'edition' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'edition', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'edition' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_edition WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_approval_chain_again INSTEAD OF INSERT ON search_of_approval_chain BEGIN
  DELETE FROM search_docs WHERE kind = 'approval_chain' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'approval_chain', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'approvalchain' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_approval_chain WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_allocation_again INSTEAD OF INSERT ON search_of_allocation BEGIN
  DELETE FROM search_docs WHERE kind = 'allocation' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'allocation', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'allocation' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_allocation WHERE entity_id = NEW.entity_id;
END;
-- +goose StatementEnd

-- What is there already.
INSERT INTO search_of_handoff (entity_id) SELECT id FROM handoffs;
INSERT INTO search_of_task (entity_id) SELECT id FROM tasks;
INSERT INTO search_of_strategy (entity_id) SELECT id FROM strategies;
INSERT INTO search_of_intent (entity_id) SELECT id FROM intents;
INSERT INTO search_of_outcome (entity_id) SELECT id FROM outcomes;
INSERT INTO search_of_metric (entity_id) SELECT id FROM metrics;
INSERT INTO search_of_goal (entity_id) SELECT id FROM goals;
INSERT INTO search_of_objective (entity_id) SELECT id FROM objectives;
INSERT INTO search_of_workflow (entity_id) SELECT id FROM workflows;
INSERT INTO search_of_process (entity_id) SELECT id FROM processes;
INSERT INTO search_of_initiative (entity_id) SELECT id FROM initiatives;
INSERT INTO search_of_decision (entity_id) SELECT id FROM decisions;
INSERT INTO search_of_issue (entity_id) SELECT id FROM issues;
INSERT INTO search_of_rule (entity_id) SELECT id FROM rules;
INSERT INTO search_of_pulse (entity_id) SELECT id FROM pulses;
INSERT INTO search_of_sheet (entity_id) SELECT id FROM review_sheets;
INSERT INTO search_of_team (entity_id) SELECT id FROM teams;
INSERT INTO search_of_person (entity_id) SELECT id FROM people;
INSERT INTO search_of_edition (entity_id) SELECT id FROM editions;
INSERT INTO search_of_approval_chain (entity_id) SELECT id FROM approval_chains;
INSERT INTO search_of_allocation (entity_id) SELECT id FROM allocations;

-- When: a thing comes, says something else, or goes, and so does a part of it.
-- +goose StatementBegin
CREATE TRIGGER search_strategy_in AFTER INSERT ON strategies BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_strategy_new AFTER UPDATE OF title ON strategies
  WHEN OLD.title IS NOT NEW.title
  BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_strategy_out AFTER DELETE ON strategies BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_intent_in AFTER INSERT ON intents BEGIN INSERT INTO search_of_intent (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_intent_new AFTER UPDATE OF statement, change_reason ON intents
  WHEN OLD.statement IS NOT NEW.statement OR OLD.change_reason IS NOT NEW.change_reason
  BEGIN INSERT INTO search_of_intent (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_intent_out AFTER DELETE ON intents BEGIN INSERT INTO search_of_intent (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_outcome_in AFTER INSERT ON outcomes BEGIN INSERT INTO search_of_outcome (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_outcome_new AFTER UPDATE OF title, owner_text, owner_team_id, removed_at ON outcomes
  WHEN OLD.title IS NOT NEW.title OR OLD.owner_text IS NOT NEW.owner_text OR OLD.owner_team_id IS NOT NEW.owner_team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_outcome (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_outcome_out AFTER DELETE ON outcomes BEGIN INSERT INTO search_of_outcome (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_metric_in AFTER INSERT ON metrics BEGIN INSERT INTO search_of_metric (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_metric_new AFTER UPDATE OF name, removed_at ON metrics
  WHEN OLD.name IS NOT NEW.name OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_metric (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_metric_out AFTER DELETE ON metrics BEGIN INSERT INTO search_of_metric (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_goal_in AFTER INSERT ON goals BEGIN INSERT INTO search_of_goal (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_goal_new AFTER UPDATE OF title, description, measure, owner_text, labels, team_id, removed_at ON goals
  WHEN OLD.title IS NOT NEW.title OR OLD.description IS NOT NEW.description OR OLD.measure IS NOT NEW.measure OR OLD.owner_text IS NOT NEW.owner_text OR OLD.labels IS NOT NEW.labels OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_goal (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_goal_out AFTER DELETE ON goals BEGIN INSERT INTO search_of_goal (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_objective_in AFTER INSERT ON objectives BEGIN INSERT INTO search_of_objective (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_objective_new AFTER UPDATE OF title, description, measure, owner_text, labels, team_id, removed_at ON objectives
  WHEN OLD.title IS NOT NEW.title OR OLD.description IS NOT NEW.description OR OLD.measure IS NOT NEW.measure OR OLD.owner_text IS NOT NEW.owner_text OR OLD.labels IS NOT NEW.labels OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_objective (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_objective_out AFTER DELETE ON objectives BEGIN INSERT INTO search_of_objective (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_workflow_in AFTER INSERT ON workflows BEGIN INSERT INTO search_of_workflow (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_workflow_new AFTER UPDATE OF name, description, inputs, outputs, steps, technology, owner_text, team_id, removed_at ON workflows
  WHEN OLD.name IS NOT NEW.name OR OLD.description IS NOT NEW.description OR OLD.inputs IS NOT NEW.inputs OR OLD.outputs IS NOT NEW.outputs OR OLD.steps IS NOT NEW.steps OR OLD.technology IS NOT NEW.technology OR OLD.owner_text IS NOT NEW.owner_text OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_workflow (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_workflow_out AFTER DELETE ON workflows BEGIN INSERT INTO search_of_workflow (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_process_in AFTER INSERT ON processes BEGIN INSERT INTO search_of_process (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_process_new AFTER UPDATE OF name, team_id, removed_at ON processes
  WHEN OLD.name IS NOT NEW.name OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_process (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_process_out AFTER DELETE ON processes BEGIN INSERT INTO search_of_process (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_initiative_in AFTER INSERT ON initiatives BEGIN INSERT INTO search_of_initiative (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_initiative_new AFTER UPDATE OF name, description, success_metric, last_update_text, state_reason, owner_text, team_id, removed_at ON initiatives
  WHEN OLD.name IS NOT NEW.name OR OLD.description IS NOT NEW.description OR OLD.success_metric IS NOT NEW.success_metric OR OLD.last_update_text IS NOT NEW.last_update_text OR OLD.state_reason IS NOT NEW.state_reason OR OLD.owner_text IS NOT NEW.owner_text OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_initiative (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_initiative_out AFTER DELETE ON initiatives BEGIN INSERT INTO search_of_initiative (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_decision_in AFTER INSERT ON decisions BEGIN INSERT INTO search_of_decision (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_decision_new AFTER UPDATE OF title, statement, context, weighed, end_reason, team_id, removed_at ON decisions
  WHEN OLD.title IS NOT NEW.title OR OLD.statement IS NOT NEW.statement OR OLD.context IS NOT NEW.context OR OLD.weighed IS NOT NEW.weighed OR OLD.end_reason IS NOT NEW.end_reason OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_decision (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_decision_out AFTER DELETE ON decisions BEGIN INSERT INTO search_of_decision (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_handoff_in AFTER INSERT ON handoffs BEGIN INSERT INTO search_of_handoff (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_handoff_new AFTER UPDATE OF work, measure, team_id ON handoffs
  WHEN OLD.work IS NOT NEW.work OR OLD.measure IS NOT NEW.measure OR OLD.team_id IS NOT NEW.team_id
  BEGIN INSERT INTO search_of_handoff (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_handoff_out AFTER DELETE ON handoffs BEGIN INSERT INTO search_of_handoff (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_task_in AFTER INSERT ON tasks BEGIN INSERT INTO search_of_task (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_task_new AFTER UPDATE OF title, description, state_reason, labels, owner_text, team_id, removed_at ON tasks
  WHEN OLD.title IS NOT NEW.title OR OLD.description IS NOT NEW.description OR OLD.state_reason IS NOT NEW.state_reason OR OLD.labels IS NOT NEW.labels OR OLD.owner_text IS NOT NEW.owner_text OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_task (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_task_out AFTER DELETE ON tasks BEGIN INSERT INTO search_of_task (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_issue_in AFTER INSERT ON issues BEGIN INSERT INTO search_of_issue (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_issue_new AFTER UPDATE OF title, detail, next_action, resolution, team_id ON issues
  WHEN OLD.title IS NOT NEW.title OR OLD.detail IS NOT NEW.detail OR OLD.next_action IS NOT NEW.next_action OR OLD.resolution IS NOT NEW.resolution OR OLD.team_id IS NOT NEW.team_id
  BEGIN INSERT INTO search_of_issue (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_issue_out AFTER DELETE ON issues BEGIN INSERT INTO search_of_issue (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_rule_in AFTER INSERT ON rules BEGIN INSERT INTO search_of_rule (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_rule_new AFTER UPDATE OF name, team_id, removed_at ON rules
  WHEN OLD.name IS NOT NEW.name OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_rule (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_rule_out AFTER DELETE ON rules BEGIN INSERT INTO search_of_rule (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_pulse_in AFTER INSERT ON pulses BEGIN INSERT INTO search_of_pulse (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_pulse_new AFTER UPDATE OF title, words, reason ON pulses
  WHEN OLD.title IS NOT NEW.title OR OLD.words IS NOT NEW.words OR OLD.reason IS NOT NEW.reason
  BEGIN INSERT INTO search_of_pulse (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_pulse_out AFTER DELETE ON pulses BEGIN INSERT INTO search_of_pulse (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_sheet_in AFTER INSERT ON review_sheets BEGIN INSERT INTO search_of_sheet (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_sheet_new AFTER UPDATE OF day, market, competition, notes, reason ON review_sheets
  WHEN OLD.day IS NOT NEW.day OR OLD.market IS NOT NEW.market OR OLD.competition IS NOT NEW.competition OR OLD.notes IS NOT NEW.notes OR OLD.reason IS NOT NEW.reason
  BEGIN INSERT INTO search_of_sheet (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_sheet_out AFTER DELETE ON review_sheets BEGIN INSERT INTO search_of_sheet (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_team_in AFTER INSERT ON teams BEGIN INSERT INTO search_of_team (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_team_new AFTER UPDATE OF name, mission, removed_at ON teams
  WHEN OLD.name IS NOT NEW.name OR OLD.mission IS NOT NEW.mission OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_team (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_team_out AFTER DELETE ON teams BEGIN INSERT INTO search_of_team (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_person_in AFTER INSERT ON people BEGIN INSERT INTO search_of_person (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_person_new AFTER UPDATE OF name, role_title, active ON people
  WHEN OLD.name IS NOT NEW.name OR OLD.role_title IS NOT NEW.role_title OR OLD.active IS NOT NEW.active
  BEGIN INSERT INTO search_of_person (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_person_out AFTER DELETE ON people BEGIN INSERT INTO search_of_person (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_edition_in AFTER INSERT ON editions BEGIN INSERT INTO search_of_edition (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_edition_out AFTER DELETE ON editions BEGIN INSERT INTO search_of_edition (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_approval_chain_in AFTER INSERT ON approval_chains BEGIN INSERT INTO search_of_approval_chain (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_approval_chain_new AFTER UPDATE OF name, team_id, removed_at ON approval_chains
  WHEN OLD.name IS NOT NEW.name OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_approval_chain (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_approval_chain_out AFTER DELETE ON approval_chains BEGIN INSERT INTO search_of_approval_chain (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_allocation_in AFTER INSERT ON allocations BEGIN INSERT INTO search_of_allocation (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_allocation_new AFTER UPDATE OF name, note, team_id, removed_at ON allocations
  WHEN OLD.name IS NOT NEW.name OR OLD.note IS NOT NEW.note OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_allocation (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_allocation_out AFTER DELETE ON allocations BEGIN INSERT INTO search_of_allocation (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_process_versions_in AFTER INSERT ON process_versions BEGIN INSERT INTO search_of_process (entity_id) VALUES (NEW.process_id); END;
CREATE TRIGGER search_process_versions_new AFTER UPDATE OF state, inputs, outputs, people_change, process_change, technology_change, technology, automation ON process_versions
  WHEN OLD.state IS NOT NEW.state OR OLD.inputs IS NOT NEW.inputs OR OLD.outputs IS NOT NEW.outputs OR OLD.people_change IS NOT NEW.people_change OR OLD.process_change IS NOT NEW.process_change OR OLD.technology_change IS NOT NEW.technology_change OR OLD.technology IS NOT NEW.technology OR OLD.automation IS NOT NEW.automation
  BEGIN INSERT INTO search_of_process (entity_id) VALUES (NEW.process_id); END;
CREATE TRIGGER search_process_versions_out AFTER DELETE ON process_versions BEGIN INSERT INTO search_of_process (entity_id) VALUES (OLD.process_id); END;
CREATE TRIGGER search_process_steps_in AFTER INSERT ON process_steps BEGIN INSERT INTO search_of_process (entity_id) VALUES ((SELECT v.process_id FROM process_versions v WHERE v.id = NEW.process_version_id)); END;
CREATE TRIGGER search_process_steps_new AFTER UPDATE OF title, who, input, output, tool, removed_at ON process_steps
  WHEN OLD.title IS NOT NEW.title OR OLD.who IS NOT NEW.who OR OLD.input IS NOT NEW.input OR OLD.output IS NOT NEW.output OR OLD.tool IS NOT NEW.tool OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_process (entity_id) VALUES ((SELECT v.process_id FROM process_versions v WHERE v.id = NEW.process_version_id)); END;
CREATE TRIGGER search_process_steps_out AFTER DELETE ON process_steps BEGIN INSERT INTO search_of_process (entity_id) VALUES ((SELECT v.process_id FROM process_versions v WHERE v.id = OLD.process_version_id)); END;
CREATE TRIGGER search_handoff_answers_in AFTER INSERT ON handoff_answers BEGIN INSERT INTO search_of_handoff (entity_id) VALUES (NEW.handoff_id); END;
CREATE TRIGGER search_handoff_answers_out AFTER DELETE ON handoff_answers BEGIN INSERT INTO search_of_handoff (entity_id) VALUES (OLD.handoff_id); END;
CREATE TRIGGER search_task_items_in AFTER INSERT ON task_items BEGIN INSERT INTO search_of_task (entity_id) VALUES (NEW.task_id); END;
CREATE TRIGGER search_task_items_new AFTER UPDATE OF words, removed_at ON task_items
  WHEN OLD.words IS NOT NEW.words OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_task (entity_id) VALUES (NEW.task_id); END;
CREATE TRIGGER search_task_items_out AFTER DELETE ON task_items BEGIN INSERT INTO search_of_task (entity_id) VALUES (OLD.task_id); END;
CREATE TRIGGER search_task_comments_in AFTER INSERT ON task_comments BEGIN INSERT INTO search_of_task (entity_id) VALUES (NEW.task_id); END;
CREATE TRIGGER search_task_comments_new AFTER UPDATE OF words, removed_at ON task_comments
  WHEN OLD.words IS NOT NEW.words OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_task (entity_id) VALUES (NEW.task_id); END;
CREATE TRIGGER search_task_comments_out AFTER DELETE ON task_comments BEGIN INSERT INTO search_of_task (entity_id) VALUES (OLD.task_id); END;
CREATE TRIGGER search_issue_notes_in AFTER INSERT ON issue_notes BEGIN INSERT INTO search_of_issue (entity_id) VALUES (NEW.issue_id); END;
CREATE TRIGGER search_issue_notes_out AFTER DELETE ON issue_notes BEGIN INSERT INTO search_of_issue (entity_id) VALUES (OLD.issue_id); END;
CREATE TRIGGER search_pulse_lines_in AFTER INSERT ON pulse_lines BEGIN INSERT INTO search_of_pulse (entity_id) VALUES (NEW.pulse_id); END;
CREATE TRIGGER search_pulse_lines_new AFTER UPDATE OF words, notes ON pulse_lines
  WHEN OLD.words IS NOT NEW.words OR OLD.notes IS NOT NEW.notes
  BEGIN INSERT INTO search_of_pulse (entity_id) VALUES (NEW.pulse_id); END;
CREATE TRIGGER search_pulse_lines_out AFTER DELETE ON pulse_lines BEGIN INSERT INTO search_of_pulse (entity_id) VALUES (OLD.pulse_id); END;
CREATE TRIGGER search_review_items_in AFTER INSERT ON review_items BEGIN INSERT INTO search_of_sheet (entity_id) VALUES (NEW.review_sheet_id); END;
CREATE TRIGGER search_review_items_new AFTER UPDATE OF title, words ON review_items
  WHEN OLD.title IS NOT NEW.title OR OLD.words IS NOT NEW.words
  BEGIN INSERT INTO search_of_sheet (entity_id) VALUES (NEW.review_sheet_id); END;
CREATE TRIGGER search_review_items_out AFTER DELETE ON review_items BEGIN INSERT INTO search_of_sheet (entity_id) VALUES (OLD.review_sheet_id); END;
CREATE TRIGGER search_chain_stages_in AFTER INSERT ON chain_stages BEGIN INSERT INTO search_of_approval_chain (entity_id) VALUES (NEW.approval_chain_id); END;
CREATE TRIGGER search_chain_stages_new AFTER UPDATE OF name ON chain_stages
  WHEN OLD.name IS NOT NEW.name
  BEGIN INSERT INTO search_of_approval_chain (entity_id) VALUES (NEW.approval_chain_id); END;
CREATE TRIGGER search_chain_stages_out AFTER DELETE ON chain_stages BEGIN INSERT INTO search_of_approval_chain (entity_id) VALUES (OLD.approval_chain_id); END;
CREATE TRIGGER search_edition_team AFTER UPDATE OF name ON teams WHEN OLD.name IS NOT NEW.name BEGIN INSERT INTO search_of_edition (entity_id) SELECT id FROM editions WHERE team_id = NEW.id; END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER search_strategy_in; DROP TRIGGER search_strategy_new; DROP TRIGGER search_strategy_out; DROP TRIGGER search_intent_in;
DROP TRIGGER search_intent_new; DROP TRIGGER search_intent_out; DROP TRIGGER search_outcome_in; DROP TRIGGER search_outcome_new;
DROP TRIGGER search_outcome_out; DROP TRIGGER search_metric_in; DROP TRIGGER search_metric_new; DROP TRIGGER search_metric_out;
DROP TRIGGER search_goal_in; DROP TRIGGER search_goal_new; DROP TRIGGER search_goal_out; DROP TRIGGER search_objective_in;
DROP TRIGGER search_objective_new; DROP TRIGGER search_objective_out; DROP TRIGGER search_workflow_in; DROP TRIGGER search_workflow_new;
DROP TRIGGER search_workflow_out; DROP TRIGGER search_process_in; DROP TRIGGER search_process_new; DROP TRIGGER search_process_out;
DROP TRIGGER search_initiative_in; DROP TRIGGER search_initiative_new; DROP TRIGGER search_initiative_out; DROP TRIGGER search_decision_in;
DROP TRIGGER search_decision_new; DROP TRIGGER search_decision_out; DROP TRIGGER search_handoff_in; DROP TRIGGER search_handoff_new;
DROP TRIGGER search_handoff_out; DROP TRIGGER search_task_in; DROP TRIGGER search_task_new; DROP TRIGGER search_task_out;
DROP TRIGGER search_issue_in; DROP TRIGGER search_issue_new; DROP TRIGGER search_issue_out; DROP TRIGGER search_rule_in;
DROP TRIGGER search_rule_new; DROP TRIGGER search_rule_out; DROP TRIGGER search_pulse_in; DROP TRIGGER search_pulse_new;
DROP TRIGGER search_pulse_out; DROP TRIGGER search_sheet_in; DROP TRIGGER search_sheet_new; DROP TRIGGER search_sheet_out;
DROP TRIGGER search_team_in; DROP TRIGGER search_team_new; DROP TRIGGER search_team_out; DROP TRIGGER search_person_in;
DROP TRIGGER search_person_new; DROP TRIGGER search_person_out; DROP TRIGGER search_edition_in; DROP TRIGGER search_edition_out;
DROP TRIGGER search_approval_chain_in; DROP TRIGGER search_approval_chain_new; DROP TRIGGER search_approval_chain_out; DROP TRIGGER search_allocation_in;
DROP TRIGGER search_allocation_new; DROP TRIGGER search_allocation_out; DROP TRIGGER search_process_versions_in; DROP TRIGGER search_process_versions_new;
DROP TRIGGER search_process_versions_out; DROP TRIGGER search_process_steps_in; DROP TRIGGER search_process_steps_new; DROP TRIGGER search_process_steps_out;
DROP TRIGGER search_handoff_answers_in; DROP TRIGGER search_handoff_answers_out; DROP TRIGGER search_task_items_in; DROP TRIGGER search_task_items_new;
DROP TRIGGER search_task_items_out; DROP TRIGGER search_task_comments_in; DROP TRIGGER search_task_comments_new; DROP TRIGGER search_task_comments_out;
DROP TRIGGER search_issue_notes_in; DROP TRIGGER search_issue_notes_out; DROP TRIGGER search_pulse_lines_in; DROP TRIGGER search_pulse_lines_new;
DROP TRIGGER search_pulse_lines_out; DROP TRIGGER search_review_items_in; DROP TRIGGER search_review_items_new; DROP TRIGGER search_review_items_out;
DROP TRIGGER search_chain_stages_in; DROP TRIGGER search_chain_stages_new; DROP TRIGGER search_chain_stages_out; DROP TRIGGER search_edition_team;
DROP TRIGGER search_strategy_again; DROP TRIGGER search_intent_again; DROP TRIGGER search_outcome_again; DROP TRIGGER search_metric_again;
DROP TRIGGER search_goal_again; DROP TRIGGER search_objective_again; DROP TRIGGER search_workflow_again; DROP TRIGGER search_process_again;
DROP TRIGGER search_initiative_again; DROP TRIGGER search_decision_again; DROP TRIGGER search_handoff_again; DROP TRIGGER search_task_again;
DROP TRIGGER search_issue_again; DROP TRIGGER search_rule_again; DROP TRIGGER search_pulse_again; DROP TRIGGER search_sheet_again;
DROP TRIGGER search_team_again; DROP TRIGGER search_person_again; DROP TRIGGER search_edition_again; DROP TRIGGER search_approval_chain_again;
DROP TRIGGER search_allocation_again;
DROP TABLE search_text;
DROP TABLE search_docs;
