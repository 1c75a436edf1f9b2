-- The index that search reads: titles and bodies folded of case and accents, kept true by triggers for whoever writes. Beside the words stand tags, which
-- begin with "=": the kind, "few" for the kinds of which a company has few, and the team.
-- +goose Up
CREATE TABLE search_docs (
  id BIGSERIAL PRIMARY KEY,
  kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  ref TEXT NOT NULL,
  head TEXT NOT NULL,
  body TEXT NOT NULL,
  team_id TEXT,
  words TSVECTOR NOT NULL,
  UNIQUE (kind, entity_id)
);
CREATE INDEX search_docs_ref ON search_docs(ref);
CREATE INDEX search_docs_words ON search_docs USING GIN (words);

-- Lower case, without accents, and with nothing but words in it, whatever the locale of the database. A database that is not in UTF-8 keeps its accents.
-- +goose StatementBegin
CREATE FUNCTION search_bare(said TEXT) RETURNS TEXT AS $$
BEGIN
  IF getdatabaseencoding() = 'UTF8' THEN
    said := normalize(regexp_replace(normalize(said, NFD), U&'[\0300-\036f]', '', 'g'), NFC);
    said := translate(said, U&'\2018\2019\201C\201D\201E\2013\2014\2026\00AB\00BB\00B7\00A0', '            ');
  END IF;
  RETURN said;
END $$ LANGUAGE plpgsql IMMUTABLE STRICT;
CREATE FUNCTION search_fold(said TEXT) RETURNS TEXT AS $$
  SELECT lower(translate(CASE WHEN octet_length(said) = length(said) THEN said ELSE search_bare(said) END, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                '))
$$ LANGUAGE sql IMMUTABLE;
CREATE FUNCTION search_words(kind TEXT, head TEXT, body TEXT, team TEXT) RETURNS TSVECTOR AS $$
  SELECT setweight(to_tsvector('simple', search_fold(head)), 'A') || setweight(to_tsvector('simple', search_fold(body)), 'B')
    || array_to_tsvector(array_remove(ARRAY['=' || replace(kind, '_', ''), CASE WHEN kind IN ('task', 'handoff') THEN NULL ELSE '=few' END, '=' || replace(team, '-', '')], NULL))
$$ LANGUAGE sql IMMUTABLE;
-- +goose StatementEnd

-- For each kind: what is there already, how one thing is read again, and when. Two who change parts of one thing at a time wait for each other, so that the
-- second reads what the first has written.
-- +goose StatementBegin
DO $do$
DECLARE
  kinds TEXT[][] := ARRAY[
    ['handoff', 'handoffs', 'work measure team_id'],
    ['task', 'tasks', 'title description state_reason labels owner_text team_id removed_at'],
    ['strategy', 'strategies', 'title'],
    ['intent', 'intents', 'statement change_reason'],
    ['outcome', 'outcomes', 'title owner_text owner_team_id removed_at'],
    ['metric', 'metrics', 'name removed_at'],
    ['goal', 'goals', 'title description measure owner_text labels team_id removed_at'],
    ['objective', 'objectives', 'title description measure owner_text labels team_id removed_at'],
    ['workflow', 'workflows', 'name description inputs outputs steps technology owner_text team_id removed_at'],
    ['process', 'processes', 'name team_id removed_at'],
    ['initiative', 'initiatives', 'name description success_metric last_update_text state_reason owner_text team_id removed_at'],
    ['decision', 'decisions', 'title statement context weighed end_reason team_id removed_at'],
    ['issue', 'issues', 'title detail next_action resolution team_id'],
    ['rule', 'rules', 'name team_id removed_at'],
    ['pulse', 'pulses', 'title words reason'],
    ['sheet', 'review_sheets', 'day market competition notes reason'],
    ['team', 'teams', 'name mission removed_at'],
    ['person', 'people', 'name role_title active'],
    ['edition', 'editions', ''],
    ['approval_chain', 'approval_chains', 'name team_id removed_at'],
    ['allocation', 'allocations', 'name note team_id removed_at']];
  parts TEXT[][] := ARRAY[
    ['process', 'process_versions', '%s.process_id', 'state inputs outputs people_change process_change technology_change technology automation'],
    ['process', 'process_steps', '(SELECT v.process_id FROM process_versions v WHERE v.id = %s.process_version_id)', 'title who input output tool removed_at'],
    ['handoff', 'handoff_answers', '%s.handoff_id', ''],
    ['task', 'task_items', '%s.task_id', 'words removed_at'],
    ['task', 'task_comments', '%s.task_id', 'words removed_at'],
    ['issue', 'issue_notes', '%s.issue_id', ''],
    ['pulse', 'pulse_lines', '%s.pulse_id', 'words notes'],
    ['sheet', 'review_items', '%s.review_sheet_id', 'title words'],
    ['approval_chain', 'chain_stages', '%s.approval_chain_id', 'name']];
  one TEXT[];
  changed TEXT;
BEGIN
  FOREACH one SLICE 1 IN ARRAY kinds LOOP
    EXECUTE format('INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, words) SELECT %1$L, entity_id, ref, ref || '' '' || title, body, team_id, search_words(%1$L, ref || '' '' || title, body, team_id) FROM search_of_%1$s', one[1]);
    EXECUTE format($f$CREATE FUNCTION search_keep_%1$s(thing TEXT) RETURNS void AS $$
      BEGIN
        PERFORM 1 FROM search_docs WHERE kind = %1$L AND entity_id = thing FOR UPDATE;
        INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, words)
          SELECT %1$L, entity_id, ref, ref || ' ' || title, body, team_id, search_words(%1$L, ref || ' ' || title, body, team_id) FROM (SELECT * FROM search_of_%1$s WHERE entity_id = thing OFFSET 0) v
          ON CONFLICT (kind, entity_id) DO UPDATE SET id = excluded.id, ref = excluded.ref, head = excluded.head, body = excluded.body, team_id = excluded.team_id, words = excluded.words;
        IF NOT FOUND THEN
          DELETE FROM search_docs WHERE kind = %1$L AND entity_id = thing;
        END IF;
      END $$ LANGUAGE plpgsql$f$, one[1]);
    EXECUTE format('CREATE FUNCTION search_do_%1$s() RETURNS trigger AS $$ BEGIN PERFORM search_keep_%1$s(COALESCE(NEW.id, OLD.id)); RETURN NULL; END $$ LANGUAGE plpgsql', one[1]);
    EXECUTE format($f$CREATE FUNCTION search_come_%1$s() RETURNS trigger AS $$
      BEGIN
        INSERT INTO search_docs (kind, entity_id, ref, head, body, team_id, words)
          SELECT %1$L, v.entity_id, v.ref, v.ref || ' ' || v.title, v.body, v.team_id, search_words(%1$L, v.ref || ' ' || v.title, v.body, v.team_id)
          FROM fresh CROSS JOIN LATERAL (SELECT * FROM search_of_%1$s s WHERE s.entity_id = fresh.id OFFSET 0) v ON CONFLICT (kind, entity_id) DO NOTHING;
        RETURN NULL;
      END $$ LANGUAGE plpgsql$f$, one[1]);
    EXECUTE format('CREATE TRIGGER search_in AFTER INSERT ON %2$s REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_come_%1$s()', one[1], one[2]);
    EXECUTE format('CREATE TRIGGER search_out AFTER DELETE ON %2$s FOR EACH ROW EXECUTE FUNCTION search_do_%1$s()', one[1], one[2]);
    IF one[3] <> '' THEN
      SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', c), ' OR ') INTO changed FROM unnest(string_to_array(one[3], ' ')) c;
      EXECUTE format('CREATE TRIGGER search_new AFTER UPDATE ON %2$s FOR EACH ROW WHEN (%3$s) EXECUTE FUNCTION search_do_%1$s()', one[1], one[2], changed);
    END IF;
  END LOOP;
  FOREACH one SLICE 1 IN ARRAY parts LOOP
    EXECUTE format('CREATE FUNCTION search_part_%2$s() RETURNS trigger AS $$ BEGIN IF TG_OP = ''DELETE'' THEN PERFORM search_keep_%1$s(%3$s); ELSE PERFORM search_keep_%1$s(%4$s); END IF; RETURN NULL; END $$ LANGUAGE plpgsql',
      one[1], one[2], format(one[3], 'OLD'), format(one[3], 'NEW'));
    EXECUTE format('CREATE TRIGGER search_in AFTER INSERT OR DELETE ON %1$s FOR EACH ROW EXECUTE FUNCTION search_part_%1$s()', one[2]);
    IF one[4] <> '' THEN
      SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', c), ' OR ') INTO changed FROM unnest(string_to_array(one[4], ' ')) c;
      EXECUTE format('CREATE TRIGGER search_new AFTER UPDATE ON %1$s FOR EACH ROW WHEN (%2$s) EXECUTE FUNCTION search_part_%1$s()', one[2], changed);
    END IF;
  END LOOP;
END $do$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION search_of_team_editions() RETURNS trigger AS $$ BEGIN PERFORM search_keep_edition(e.id) FROM editions e WHERE e.team_id = NEW.id; RETURN NULL; END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE TRIGGER search_editions AFTER UPDATE ON teams FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION search_of_team_editions();

-- +goose Down
DROP TRIGGER search_editions ON teams;
DROP FUNCTION search_of_team_editions();
-- +goose StatementBegin
DO $do$
DECLARE
  one RECORD;
BEGIN
  FOR one IN SELECT t.tgname AS name, c.relname AS at FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE t.tgname IN ('search_in', 'search_new', 'search_out') AND n.nspname = current_schema() LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', one.name, one.at);
  END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.proname ~ '^search_(keep|do|come|part|bare|fold|words)' AND n.nspname = current_schema() LOOP
    EXECUTE format('DROP FUNCTION %s', one.name);
  END LOOP;
END $do$;
-- +goose StatementEnd
DROP TABLE search_docs;
