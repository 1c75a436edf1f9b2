-- What can be searched: one line for each thing, with its title and all that it says. The views are what the index of each database is made from, and
-- what its triggers read again when a thing is changed. What a draft of a process says, and what an outcome's target is, stands in none of them.
-- +goose Up
CREATE VIEW search_of_strategy AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  '' AS body, CAST(NULL AS TEXT) AS team_id FROM strategies x;
CREATE VIEW search_of_intent AS SELECT x.id AS entity_id, '' AS ref, x.statement AS title,
  substr(x.change_reason, 1, 100000) AS body, CAST(NULL AS TEXT) AS team_id FROM intents x;
CREATE VIEW search_of_outcome AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.owner_text, 1, 100000) AS body, x.owner_team_id AS team_id FROM outcomes x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_metric AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  '' AS body, CAST(NULL AS TEXT) AS team_id FROM metrics x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_goal AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.description || ' ' || x.measure || ' ' || x.owner_text || ' ' || x.labels, 1, 100000) AS body, x.team_id AS team_id FROM goals x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_objective AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.description || ' ' || x.measure || ' ' || x.owner_text || ' ' || x.labels, 1, 100000) AS body, x.team_id AS team_id FROM objectives x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_workflow AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(x.description || ' ' || x.inputs || ' ' || x.outputs || ' ' || x.steps || ' ' || x.technology || ' ' || x.owner_text, 1, 100000) AS body, x.team_id AS team_id FROM workflows x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_process AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(COALESCE(v.inputs || ' ' || v.outputs || ' ' || v.people_change || ' ' || v.process_change || ' ' || v.technology_change || ' ' || v.technology || ' ' || v.automation, '') || ' ' || COALESCE((SELECT string_agg(s.title || ' ' || s.who || ' ' || s.input || ' ' || s.output || ' ' || s.tool, ' ') FROM process_steps s WHERE s.process_version_id = v.id AND s.removed_at IS NULL), ''), 1, 100000) AS body, x.team_id AS team_id FROM processes x LEFT JOIN process_versions v ON v.process_id = x.id AND v.n = (SELECT MAX(w.n) FROM process_versions w WHERE w.process_id = x.id AND w.state <> 'draft') WHERE x.removed_at IS NULL;
CREATE VIEW search_of_initiative AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(x.description || ' ' || x.success_metric || ' ' || x.last_update_text || ' ' || x.state_reason || ' ' || x.owner_text, 1, 100000) AS body, x.team_id AS team_id FROM initiatives x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_decision AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.statement || ' ' || x.context || ' ' || x.weighed || ' ' || x.end_reason, 1, 100000) AS body, x.team_id AS team_id FROM decisions x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_handoff AS SELECT x.id AS entity_id, x.ref AS ref, x.work AS title,
  substr(x.measure || ' ' || COALESCE((SELECT string_agg(a.words, ' ') FROM handoff_answers a WHERE a.handoff_id = x.id), ''), 1, 100000) AS body, x.team_id AS team_id FROM handoffs x;
CREATE VIEW search_of_task AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.description || ' ' || x.state_reason || ' ' || x.labels || ' ' || x.owner_text || ' ' || COALESCE((SELECT string_agg(i.words, ' ') FROM task_items i WHERE i.task_id = x.id AND i.removed_at IS NULL), '') || ' ' || COALESCE((SELECT string_agg(c.words, ' ') FROM task_comments c WHERE c.task_id = x.id AND c.removed_at IS NULL), ''), 1, 100000) AS body, x.team_id AS team_id FROM tasks x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_issue AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.detail || ' ' || x.next_action || ' ' || x.resolution || ' ' || COALESCE((SELECT string_agg(n.words || ' ' || n.next_action, ' ') FROM issue_notes n WHERE n.issue_id = x.id), ''), 1, 100000) AS body, x.team_id AS team_id FROM issues x;
CREATE VIEW search_of_rule AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  '' AS body, x.team_id AS team_id FROM rules x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_pulse AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.words || ' ' || x.reason || ' ' || COALESCE((SELECT string_agg(l.words || ' ' || l.notes, ' ') FROM pulse_lines l WHERE l.pulse_id = x.id), ''), 1, 100000) AS body, CAST(NULL AS TEXT) AS team_id FROM pulses x;
CREATE VIEW search_of_sheet AS SELECT x.id AS entity_id, x.ref AS ref, CASE WHEN x.initiative_id IS NOT NULL THEN 'Review of ' || COALESCE(i.name, 'an initiative') WHEN x.team_id IS NOT NULL THEN 'Review of operations, ' || COALESCE(t.name, '') ELSE 'Review of the strategy' END || ' ' || x.day AS title,
  substr(x.market || ' ' || x.competition || ' ' || x.notes || ' ' || x.reason || ' ' || COALESCE((SELECT string_agg(r.title || ' ' || r.words, ' ') FROM review_items r WHERE r.review_sheet_id = x.id), ''), 1, 100000) AS body, x.team_id AS team_id FROM review_sheets x LEFT JOIN teams t ON t.id = x.team_id LEFT JOIN initiatives i ON i.id = x.initiative_id;
CREATE VIEW search_of_team AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(x.mission, 1, 100000) AS body, x.id AS team_id FROM teams x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_person AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(x.role_title, 1, 100000) AS body, CAST(NULL AS TEXT) AS team_id FROM people x WHERE x.active;
CREATE VIEW search_of_edition AS SELECT x.id AS entity_id, x.ref AS ref, CASE WHEN t.id IS NULL THEN 'Strategy brief of the company' ELSE 'Strategy brief of ' || t.name END || ', edition ' || CAST(x.n AS TEXT) AS title,
  '' AS body, x.team_id AS team_id FROM editions x LEFT JOIN teams t ON t.id = x.team_id;
CREATE VIEW search_of_approval_chain AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(COALESCE((SELECT string_agg(s.name, ' ') FROM chain_stages s WHERE s.approval_chain_id = x.id), ''), 1, 100000) AS body, x.team_id AS team_id FROM approval_chains x WHERE x.removed_at IS NULL;
CREATE VIEW search_of_allocation AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(x.note, 1, 100000) AS body, x.team_id AS team_id FROM allocations x WHERE x.removed_at IS NULL;

-- What a person wants at hand.
CREATE TABLE pins (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  UNIQUE (person_id, entity_type, entity_id)
);

-- What a person searched for and opened last: words, or a thing. Only the newest of each person are kept.
CREATE TABLE recents (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  words TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  UNIQUE (person_id, words, entity_type, entity_id)
);
CREATE INDEX recents_newest ON recents(person_id, updated_at);

-- Single keys do something on every page, unless the person switched them off.
ALTER TABLE people ADD COLUMN keys_off BOOLEAN NOT NULL DEFAULT FALSE;

-- +goose Down
ALTER TABLE people DROP COLUMN keys_off;
DROP TABLE recents;
DROP TABLE pins;
DROP VIEW search_of_strategy;
DROP VIEW search_of_intent;
DROP VIEW search_of_outcome;
DROP VIEW search_of_metric;
DROP VIEW search_of_goal;
DROP VIEW search_of_objective;
DROP VIEW search_of_workflow;
DROP VIEW search_of_process;
DROP VIEW search_of_initiative;
DROP VIEW search_of_decision;
DROP VIEW search_of_handoff;
DROP VIEW search_of_task;
DROP VIEW search_of_issue;
DROP VIEW search_of_rule;
DROP VIEW search_of_pulse;
DROP VIEW search_of_sheet;
DROP VIEW search_of_team;
DROP VIEW search_of_person;
DROP VIEW search_of_edition;
DROP VIEW search_of_approval_chain;
DROP VIEW search_of_allocation;
