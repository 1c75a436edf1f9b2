-- Operations strategies are found by all that they say, drafts too: who may know of them is asked with each search. A strategy is found by what it
-- stands on, not by its name alone.
-- +goose Up
CREATE VIEW search_of_operations_strategy AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(x.system || ' ' || x.runs || ' ' || x.capacity_note || ' ' || x.end_reason || ' ' || COALESCE((SELECT string_agg(m.name, ' ') FROM operations_measures m WHERE m.operations_strategy_id = x.id), '') || ' ' || COALESCE((SELECT string_agg(p.title, ' ') FROM operations_priorities p WHERE p.operations_strategy_id = x.id), ''), 1, 100000) AS body, x.team_id AS team_id FROM operations_strategies x WHERE x.removed_at IS NULL;
DROP TRIGGER search_strategy_new;
DROP VIEW search_of_strategy;
CREATE VIEW search_of_strategy AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.mission || ' ' || x.position || ' ' || x.markets || ' ' || x.trade_offs || ' ' || x.ambition || ' ' || COALESCE((SELECT string_agg(g.title, ' ') FROM long_goals g WHERE g.strategy_id = x.id), ''), 1, 100000) AS body, CAST(NULL AS TEXT) AS team_id FROM strategies x;
-- +goose StatementBegin
CREATE TRIGGER search_operations_strategy_again INSTEAD OF INSERT ON search_of_operations_strategy BEGIN
  DELETE FROM search_docs WHERE kind = 'operations_strategy' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'operations_strategy', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'operationsstrategy' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_operations_strategy WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_strategy_again INSTEAD OF INSERT ON search_of_strategy BEGIN
  DELETE FROM search_docs WHERE kind = 'strategy' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'strategy', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'strategy' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_strategy WHERE entity_id = NEW.entity_id;
END;
-- +goose StatementEnd

INSERT INTO search_of_strategy (entity_id) SELECT id FROM strategies;
INSERT INTO search_of_operations_strategy (entity_id) SELECT id FROM operations_strategies;

-- +goose StatementBegin
CREATE TRIGGER search_operations_strategy_in AFTER INSERT ON operations_strategies BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_operations_strategy_new AFTER UPDATE OF name, system, runs, capacity_note, end_reason, team_id, removed_at ON operations_strategies
  WHEN OLD.name IS NOT NEW.name OR OLD.system IS NOT NEW.system OR OLD.runs IS NOT NEW.runs OR OLD.capacity_note IS NOT NEW.capacity_note OR OLD.end_reason IS NOT NEW.end_reason OR OLD.team_id IS NOT NEW.team_id OR OLD.removed_at IS NOT NEW.removed_at
  BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_operations_strategy_out AFTER DELETE ON operations_strategies BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (OLD.id); END;
CREATE TRIGGER search_strategy_new AFTER UPDATE OF title, mission, position, markets, trade_offs, ambition ON strategies
  WHEN OLD.title IS NOT NEW.title OR OLD.mission IS NOT NEW.mission OR OLD.position IS NOT NEW.position OR OLD.markets IS NOT NEW.markets OR OLD.trade_offs IS NOT NEW.trade_offs OR OLD.ambition IS NOT NEW.ambition
  BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (NEW.id); END;
CREATE TRIGGER search_operations_measures_in AFTER INSERT ON operations_measures BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (NEW.operations_strategy_id); END;
CREATE TRIGGER search_operations_measures_new AFTER UPDATE OF name ON operations_measures
  WHEN OLD.name IS NOT NEW.name
  BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (NEW.operations_strategy_id); END;
CREATE TRIGGER search_operations_measures_out AFTER DELETE ON operations_measures BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (OLD.operations_strategy_id); END;
CREATE TRIGGER search_operations_priorities_in AFTER INSERT ON operations_priorities BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (NEW.operations_strategy_id); END;
CREATE TRIGGER search_operations_priorities_new AFTER UPDATE OF title ON operations_priorities
  WHEN OLD.title IS NOT NEW.title
  BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (NEW.operations_strategy_id); END;
CREATE TRIGGER search_operations_priorities_out AFTER DELETE ON operations_priorities BEGIN INSERT INTO search_of_operations_strategy (entity_id) VALUES (OLD.operations_strategy_id); END;
CREATE TRIGGER search_long_goals_in AFTER INSERT ON long_goals BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (NEW.strategy_id); END;
CREATE TRIGGER search_long_goals_new AFTER UPDATE OF title ON long_goals
  WHEN OLD.title IS NOT NEW.title
  BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (NEW.strategy_id); END;
CREATE TRIGGER search_long_goals_out AFTER DELETE ON long_goals BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (OLD.strategy_id); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER search_operations_strategy_in;
DROP TRIGGER search_operations_strategy_new;
DROP TRIGGER search_operations_strategy_out;
DROP TRIGGER search_strategy_new;
DROP TRIGGER search_operations_measures_in;
DROP TRIGGER search_operations_measures_new;
DROP TRIGGER search_operations_measures_out;
DROP TRIGGER search_operations_priorities_in;
DROP TRIGGER search_operations_priorities_new;
DROP TRIGGER search_operations_priorities_out;
DROP TRIGGER search_long_goals_in;
DROP TRIGGER search_long_goals_new;
DROP TRIGGER search_long_goals_out;
DELETE FROM search_docs WHERE kind = 'operations_strategy';
DROP VIEW search_of_operations_strategy;
DROP VIEW search_of_strategy;
CREATE VIEW search_of_strategy AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  '' AS body, CAST(NULL AS TEXT) AS team_id FROM strategies x;
-- +goose StatementBegin
CREATE TRIGGER search_strategy_again INSTEAD OF INSERT ON search_of_strategy BEGIN
  DELETE FROM search_docs WHERE kind = 'strategy' AND entity_id = NEW.entity_id;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, tags)
    SELECT 'strategy', entity_id, ref, ref || ' ' || title, body, team_id, char(57344) || 'strategy' || ' ' || char(57344) || 'few' || COALESCE(' ' || char(57344) || replace(team_id, '-', ''), '')
    FROM search_of_strategy WHERE entity_id = NEW.entity_id;
END;
CREATE TRIGGER search_strategy_new AFTER UPDATE OF title ON strategies
  WHEN OLD.title IS NOT NEW.title
  BEGIN INSERT INTO search_of_strategy (entity_id) VALUES (NEW.id); END;
-- +goose StatementEnd
INSERT INTO search_of_strategy (entity_id) SELECT id FROM strategies;
