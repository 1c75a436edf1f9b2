-- Operations strategies are found by all that they say, drafts too: who may know of them is asked with each search. A strategy is found by what it
-- stands on, not by its name alone.
-- +goose Up
CREATE VIEW search_of_operations_strategy AS SELECT x.id AS entity_id, x.ref AS ref, x.name AS title,
  substr(x.system || ' ' || x.runs || ' ' || x.capacity_note || ' ' || x.end_reason || ' ' || COALESCE((SELECT string_agg(m.name, ' ') FROM operations_measures m WHERE m.operations_strategy_id = x.id), '') || ' ' || COALESCE((SELECT string_agg(p.title, ' ') FROM operations_priorities p WHERE p.operations_strategy_id = x.id), ''), 1, 100000) AS body, x.team_id AS team_id FROM operations_strategies x WHERE x.removed_at IS NULL;
DROP TRIGGER search_new ON strategies;
DROP VIEW search_of_strategy;
CREATE VIEW search_of_strategy AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  substr(x.mission || ' ' || x.position || ' ' || x.markets || ' ' || x.trade_offs || ' ' || x.ambition || ' ' || COALESCE((SELECT string_agg(g.title, ' ') FROM long_goals g WHERE g.strategy_id = x.id), ''), 1, 100000) AS body, CAST(NULL AS TEXT) AS team_id FROM strategies x;

-- +goose StatementBegin
CREATE FUNCTION search_keep_operations_strategy(thing TEXT) RETURNS void AS $$
BEGIN
  PERFORM 1 FROM search_docs WHERE kind = 'operations_strategy' AND entity_id = thing FOR UPDATE;
  INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, words)
    SELECT 'operations_strategy', entity_id, ref, ref || ' ' || title, body, team_id, search_words('operations_strategy', ref || ' ' || title, body, team_id) FROM (SELECT * FROM search_of_operations_strategy WHERE entity_id = thing OFFSET 0) v
    ON CONFLICT (kind, entity_id) DO UPDATE SET id = excluded.id, ref = excluded.ref, head = excluded.head, body = excluded.body, team_id = excluded.team_id, words = excluded.words;
  IF NOT FOUND THEN
    DELETE FROM search_docs WHERE kind = 'operations_strategy' AND entity_id = thing;
  END IF;
END $$ LANGUAGE plpgsql;
CREATE FUNCTION search_do_operations_strategy() RETURNS trigger AS $$ BEGIN PERFORM search_keep_operations_strategy(COALESCE(NEW.id, OLD.id)); RETURN NULL; END $$ LANGUAGE plpgsql;
CREATE FUNCTION search_part_operations_measures() RETURNS trigger AS $$ BEGIN IF TG_OP = 'DELETE' THEN PERFORM search_keep_operations_strategy(OLD.operations_strategy_id); ELSE PERFORM search_keep_operations_strategy(NEW.operations_strategy_id); END IF; RETURN NULL; END $$ LANGUAGE plpgsql;
CREATE FUNCTION search_part_operations_priorities() RETURNS trigger AS $$ BEGIN IF TG_OP = 'DELETE' THEN PERFORM search_keep_operations_strategy(OLD.operations_strategy_id); ELSE PERFORM search_keep_operations_strategy(NEW.operations_strategy_id); END IF; RETURN NULL; END $$ LANGUAGE plpgsql;
CREATE FUNCTION search_part_long_goals() RETURNS trigger AS $$ BEGIN IF TG_OP = 'DELETE' THEN PERFORM search_keep_strategy(OLD.strategy_id); ELSE PERFORM search_keep_strategy(NEW.strategy_id); END IF; RETURN NULL; END $$ LANGUAGE plpgsql;
-- +goose StatementEnd

CREATE TRIGGER search_in AFTER INSERT OR DELETE ON operations_strategies FOR EACH ROW EXECUTE FUNCTION search_do_operations_strategy();
CREATE TRIGGER search_new AFTER UPDATE ON operations_strategies FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.system IS DISTINCT FROM NEW.system OR OLD.runs IS DISTINCT FROM NEW.runs OR OLD.capacity_note IS DISTINCT FROM NEW.capacity_note OR OLD.end_reason IS DISTINCT FROM NEW.end_reason OR OLD.team_id IS DISTINCT FROM NEW.team_id OR OLD.removed_at IS DISTINCT FROM NEW.removed_at) EXECUTE FUNCTION search_do_operations_strategy();
CREATE TRIGGER search_new AFTER UPDATE ON strategies FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.mission IS DISTINCT FROM NEW.mission OR OLD.position IS DISTINCT FROM NEW.position OR OLD.markets IS DISTINCT FROM NEW.markets OR OLD.trade_offs IS DISTINCT FROM NEW.trade_offs OR OLD.ambition IS DISTINCT FROM NEW.ambition) EXECUTE FUNCTION search_do_strategy();
CREATE TRIGGER search_in AFTER INSERT OR DELETE ON operations_measures FOR EACH ROW EXECUTE FUNCTION search_part_operations_measures();
CREATE TRIGGER search_new AFTER UPDATE ON operations_measures FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION search_part_operations_measures();
CREATE TRIGGER search_in AFTER INSERT OR DELETE ON operations_priorities FOR EACH ROW EXECUTE FUNCTION search_part_operations_priorities();
CREATE TRIGGER search_new AFTER UPDATE ON operations_priorities FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION search_part_operations_priorities();
CREATE TRIGGER search_in AFTER INSERT OR DELETE ON long_goals FOR EACH ROW EXECUTE FUNCTION search_part_long_goals();
CREATE TRIGGER search_new AFTER UPDATE ON long_goals FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION search_part_long_goals();

SELECT search_keep_strategy(id) FROM strategies;
SELECT search_keep_operations_strategy(id) FROM operations_strategies;

-- +goose Down
DROP TRIGGER search_in ON operations_strategies;
DROP TRIGGER search_new ON operations_strategies;
DROP TRIGGER search_in ON operations_measures;
DROP TRIGGER search_new ON operations_measures;
DROP TRIGGER search_in ON operations_priorities;
DROP TRIGGER search_new ON operations_priorities;
DROP TRIGGER search_in ON long_goals;
DROP TRIGGER search_new ON long_goals;
DROP TRIGGER search_new ON strategies;
DROP FUNCTION search_part_operations_measures();
DROP FUNCTION search_part_operations_priorities();
DROP FUNCTION search_part_long_goals();
DROP FUNCTION search_do_operations_strategy();
DROP FUNCTION search_keep_operations_strategy(TEXT);
DELETE FROM search_docs WHERE kind = 'operations_strategy';
DROP VIEW search_of_operations_strategy;
DROP VIEW search_of_strategy;
CREATE VIEW search_of_strategy AS SELECT x.id AS entity_id, x.ref AS ref, x.title AS title,
  '' AS body, CAST(NULL AS TEXT) AS team_id FROM strategies x;
CREATE TRIGGER search_new AFTER UPDATE ON strategies FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION search_do_strategy();
SELECT search_keep_strategy(id) FROM strategies;
