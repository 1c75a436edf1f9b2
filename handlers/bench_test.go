package handlers

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/ratio"
	"throughline/models/modelstest/scratch"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
)

// A page, cold and unchanged, against a bare Echo handler that runs the least SQL with database/sql and renders the same page. The bare
// one has no session, no rights and no log, and makes no figures: the page's values stand ready. Neither packs. Cold is the first page
// after a change of something on it: a person, an outcome, a workflow, an objective, a task, in turn. The bare handler comes after the
// same changes, because SQLite then reads its pages again.
func TestBenchPagesAgainstABareHandler(t *testing.T) {
	ratio.Wanted(t)
	clock := modelstest.At(modelstest.Monday)
	t.Run("SQLite", func(t *testing.T) { benchPages(t, "SQLite", "sqlite:"+modelstest.File(t), clock, ratio.Work) })
	if scratch.Have() {
		t.Run("PostgreSQL", func(t *testing.T) { benchPages(t, "PostgreSQL", modelstest.Postgres(t), clock, ratio.Times) })
	}
}

func benchPages(t *testing.T, on, database string, clock *modelstest.Clock, measure func(...ratio.Thing) []time.Duration) {
	h, c := measured(t, database, clock)
	changed, everything := h.changes(c)
	for _, page := range []struct {
		name, path, address string
		g                   *guest
		ready               func(c echo.Context, r *models.Read) (templ.Component, error)
		least               []string
		args                []any
	}{
		{"role page, 5 outcomes with 10 tasks each", link.PathTeamOutcomes, link.TeamOutcomes(h.teams["Service Desk"].Ref), h.as(models.TeamLead), h.readyRole, leastOfRole, []any{h.teams["Service Desk"].ID}},
		{"step 3, 60 workflows", link.PathStep, link.Step("audit"), h.as(models.Executive), h.readyAudit, leastOfAudit, nil},
	} {
		ask := func(g *guest, status int) func() {
			return func() {
				r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+page.address, nil)
				for name, values := range g.header {
					r.Header[name] = values
				}
				r.AddCookie(g.cookie)
				w := httptest.NewRecorder()
				if h.pages.ServeHTTP(w, r); w.Code != status {
					t.Fatalf("%s: %d %s", page.name, w.Code, w.Body)
				}
			}
		}
		whole := page.g.get(page.address).is(http.StatusOK)
		bare := h.bare(database, page.path, page.address, page.g, page.ready, page.least, page.args)
		got := bare(t)
		if got != whole.Body {
			t.Fatalf("%s: the bare handler answers with another page:\n%.3000s\n\n%.3000s", page.name, got, whole.Body)
		}
		kept := page.g.with("If-None-Match", whole.Header.Get("ETag"))
		same := measure(ratio.Thing{Do: ask(page.g, http.StatusOK)}, ratio.Thing{Do: ask(kept, http.StatusNotModified)})
		took := measure(ratio.Thing{First: changed, Do: func() { bare(t) }}, ratio.Thing{First: changed, Do: ask(page.g, http.StatusOK)},
			ratio.Thing{First: everything, Do: ask(page.g, http.StatusOK)})
		t.Logf("%s: %d bytes; bare %v, cold %v, nothing held %v, asked again %v, unchanged %v", page.name, len(got), took[0], took[1], took[2], same[0], same[1])
		name := page.name + ", " + on
		ratio.AtLeast(t, name+", cold: after a change on it", "bare Echo handler, least SQL, same page", took[0].Seconds()/took[1].Seconds(), 0.6, "")
		ratio.AtLeast(t, name+", nothing held: after a start or an import", "bare Echo handler, least SQL, same page", took[0].Seconds()/took[2].Seconds(), 0.6, "")
		ratio.AtLeast(t, name+", unchanged", "the same page, cold", took[1].Seconds()/same[1].Seconds(), 5, "")
	}
}

// changes gives a change of something on both pages, another one each time, and one that counts as a change of everything.
func (h *house) changes(c *demo.Company) (one, everything func()) {
	n := 0
	kinds := []func(tx *models.Tx) error{
		func(tx *models.Tx) error {
			p, err := tx.PersonByRef(c.Lead.Ref)
			if err != nil {
				return err
			}
			p.RoleTitle = fmt.Sprint("Lead ", n)
			return tx.Save(p)
		},
		func(tx *models.Tx) error {
			o, err := tx.OutcomeByRef(c.Outcomes["O1"].Ref)
			if err != nil {
				return err
			}
			before := *o
			o.StatusText = fmt.Sprint("Look ", n)
			return tx.SaveOutcome(models.OutcomeChanged, &before, o)
		},
		func(tx *models.Tx) error {
			list, err := tx.WorkflowsOfTeams([]string{c.Teams["Service Desk"].ID})
			if err != nil {
				return err
			}
			before := *list[0]
			list[0].Description = fmt.Sprint("Look ", n)
			return tx.SaveWorkflow(&before, list[0])
		},
		func(tx *models.Tx) error {
			list, err := tx.ObjectivesOf(c.Strategy.ID)
			if err != nil {
				return err
			}
			before := *list[0]
			list[0].DueText = fmt.Sprint("Look ", n)
			return tx.SaveObjective(models.ObjectiveChanged, &before, list[0])
		},
		func(tx *models.Tx) error {
			task, err := tx.TaskByRef("T1")
			if err != nil {
				return err
			}
			task.StatusText = fmt.Sprint("Look ", n)
			return tx.Save(task)
		},
	}
	return func() { n++; h.write(kinds[n%len(kinds)]) }, func() {
		h.write(func(tx *models.Tx) error { return tx.DB().Exec("UPDATE counters SET last = last").Error })
	}
}

// measured is the example company with 60 workflows, and with five objectives of ten tasks each on one team's page.
func measured(t *testing.T, database string, clock *modelstest.Clock) (*house, *demo.Company) {
	t.Helper()
	db, err := models.Open(t.Context(), database, models.Options{Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	h, c := exampleIn(emptyOn(t, db, clock))
	team := c.Teams["Service Desk"]
	h.write(func(tx *models.Tx) error {
		for i, name := range []string{"O1", "O2", "O3", "O4", "O5"} {
			g := &models.Goal{StrategyID: &c.Strategy.ID, Title: fmt.Sprint("Raise the level of ", name), State: models.Active, OutcomeIDs: []string{c.Outcomes[name].ID}}
			if err := tx.AddGoal(g); err != nil {
				return err
			}
			o := &models.Objective{StrategyID: &c.Strategy.ID, Title: fmt.Sprint("Do the next step for ", name), State: models.Active, TeamID: &team.ID, GoalIDs: []string{g.ID}}
			if err := tx.AddObjective(o); err != nil {
				return err
			}
			for n := range 10 {
				task := &models.Task{Title: fmt.Sprintf("Piece %d of %s", n, name), TeamID: &team.ID, OwnerPersonID: &c.Lead.ID, DueDay: tx.Today().Add(i), ObjectiveIDs: []string{o.ID}}
				if err := tx.AddTask(task); err != nil {
					return err
				}
			}
		}
		return moreWorkflows(tx, c, 60)
	})
	return h, c
}

func moreWorkflows(tx *models.Tx, c *demo.Company, until int) error {
	list, err := tx.Workflows()
	var others []*models.Team
	for name, team := range c.Teams {
		if name != "Service Desk" {
			others = append(others, team)
		}
	}
	for i := len(list); i < until && err == nil; i++ {
		err = tx.AddWorkflow(&models.Workflow{Name: fmt.Sprint("Weekly report ", i), TeamID: &others[i%len(others)].ID, OwnerPersonID: &c.Member.ID, Verdict: models.Keep,
			Outcomes: []*models.WorkflowOutcome{{OutcomeID: c.Outcomes["O1"].ID}}})
	}
	return err
}

func (h *house) readyRole(c echo.Context, r *models.Read) (templ.Component, error) {
	role, err := r.TeamOutcomesOf(h.teams["Service Desk"].Ref)
	if err != nil {
		return nil, err
	}
	v, err := h.app.rolePage(c, r, role, link.TeamOutcomes(role.Team.Ref))
	if err != nil {
		return nil, err
	}
	p := h.app.page(c, r, "Outcomes of "+role.Team.Name, navMine)
	p.Signs, err = r.SymptomsAbout(role.Team.Ref)
	return views.RoleOutcomes(p, v), err
}

func (h *house) readyAudit(c echo.Context, r *models.Read) (templ.Component, error) {
	step := wizard.ByKey("audit")
	s, err := wizard.Current(r)
	if err != nil {
		return nil, err
	}
	w, err := wizard.Load(r, s)
	if err != nil {
		return nil, err
	}
	p := views.WizardStep{Sheet: wizard.Show(w, step, h.app.query(c, step))}
	err = h.app.fillStep(c, r, &p)
	return views.Step(p), err
}

// bare is the bare handler: its own connections, statements prepared once, every row read, the page rendered.
func (h *house) bare(database, path, address string, g *guest, ready func(echo.Context, *models.Read) (templ.Component, error), least []string, args []any) func(t *testing.T) string {
	driver, at := "pgx", database
	if file, found := strings.CutPrefix(database, "sqlite:"); found {
		driver, at = "sqlite3", "file:"+filepath.ToSlash(file)+"?_query_only=1"
	}
	db, err := sql.Open(driver, at)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = db.Close() })
	var statements []*sql.Stmt
	for _, query := range least {
		s, err := db.Prepare(query)
		if err != nil {
			h.t.Fatalf("%s: %v", query, err)
		}
		statements = append(statements, s)
	}
	var page templ.Component
	prepare := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+address, nil), httptest.NewRecorder())
	prepare.Request().AddCookie(g.cookie)
	prepare.SetPath(path)
	prepare.SetParamNames("step", "ref")
	prepare.SetParamValues("audit", h.teams["Service Desk"].Ref)
	known, err := h.app.recognise(prepare)
	if err != nil {
		h.t.Fatal(err)
	}
	prepare.Set("person", known)
	if err := h.app.read(prepare, func(r *models.Read) (err error) { page, err = ready(prepare, r); return err }); err != nil {
		h.t.Fatal(err)
	}
	e := echo.New()
	e.GET("/*", func(c echo.Context) error {
		for _, s := range statements {
			if err := drain(s, args); err != nil {
				return err
			}
		}
		var body bytes.Buffer
		if err := page.Render(c.Request().Context(), &body); err != nil {
			return err
		}
		return c.HTMLBlob(http.StatusOK, body.Bytes())
	})
	return func(t *testing.T) string {
		w := httptest.NewRecorder()
		if e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+address, nil)); w.Code != http.StatusOK {
			t.Fatalf("bare: %d %s", w.Code, w.Body)
		}
		return w.Body.String()
	}
}

// drain reads every row, each value into memory of its own, as a page needs it.
func drain(s *sql.Stmt, args []any) error {
	n := 0
	if len(args) > 0 {
		n = 1
	}
	rows, err := s.Query(args[:n]...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(names)), make([]any, len(names))
	for i := range into {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// What a role page needs at the least: one query for each list on it, with the columns shown. $1 is the team.
var leastOfRole = []string{
	"SELECT name, time_zone, fiscal_start, at_risk_after, off_track_after, example FROM companies WHERE $1 <> ''",
	"SELECT t.id, t.ref, t.name, t.parent_team_id, p.ref, p.name FROM teams t LEFT JOIN people p ON p.id = t.lead_person_id WHERE t.removed_at IS NULL AND $1 <> '' ORDER BY t.name",
	"SELECT s.id, i.statement, i.in_force_at FROM strategies s JOIN intents i ON i.strategy_id = s.id AND i.state = 'in force' WHERE s.state = 'in force' AND s.kind = 'organizational' AND $1 <> ''",
	"SELECT o.id, o.ref, o.title, o.deadline, o.deadline_text, o.owner_team_id, o.status_override, o.override_reason, p.name, m.metric_id, m.unit, m.direction, m.baseline, m.baseline_day, m.target, m.low, m.high, x.name, x.cadence_days FROM outcomes o JOIN strategies s ON s.id = o.strategy_id AND s.state = 'in force' LEFT JOIN outcome_metrics m ON m.outcome_id = o.id LEFT JOIN metrics x ON x.id = m.metric_id LEFT JOIN people p ON p.id = o.owner_person_id WHERE o.removed_at IS NULL AND $1 <> '' ORDER BY o.priority",
	"SELECT r.metric_id, r.day, r.value, r.corrects_reading_id FROM readings r JOIN outcome_metrics m ON m.metric_id = r.metric_id JOIN outcomes o ON o.id = m.outcome_id JOIN strategies s ON s.id = o.strategy_id AND s.state = 'in force' WHERE $1 <> '' ORDER BY r.day",
	"SELECT w.ref, w.name, w.hours, w.verdict, l.outcome_id, l.weight FROM workflows w LEFT JOIN workflow_outcomes l ON l.workflow_id = w.id WHERE w.team_id = $1 AND w.removed_at IS NULL",
	"SELECT outcome_id, COUNT(*) FROM workflow_outcomes WHERE $1 <> '' GROUP BY outcome_id",
	"SELECT o.id, o.ref, o.title, o.due_day, o.state, p.name, g.ref, g.title, go.outcome_id FROM objectives o LEFT JOIN people p ON p.id = o.owner_person_id LEFT JOIN objective_goals og ON og.objective_id = o.id LEFT JOIN goals g ON g.id = og.goal_id LEFT JOIN goal_outcomes go ON go.goal_id = g.id WHERE o.team_id = $1 AND o.removed_at IS NULL AND o.state NOT IN ('done', 'missed', 'dropped')",
	"SELECT t.id, t.ref, t.title, t.state, t.due_day, p.name, b.ref, b.title FROM (SELECT * FROM tasks WHERE team_id = $1 AND removed_at IS NULL AND state IN ('open', 'in progress', 'blocked') AND due_day <> '' AND due_day <= '2026-11-29' ORDER BY due_day, created_at, id LIMIT 10) t LEFT JOIN people p ON p.id = t.owner_person_id LEFT JOIN task_objectives l ON l.task_id = t.id LEFT JOIN objectives b ON b.id = l.objective_id",
	"SELECT SUM(CASE WHEN due_day <> '' AND due_day <= '2026-11-29' THEN 1 ELSE 0 END), SUM(CASE WHEN due_day = '' THEN 1 ELSE 0 END) FROM tasks WHERE team_id = $1 AND removed_at IS NULL AND state IN ('open', 'in progress', 'blocked')",
	"SELECT ref, title, done_day FROM tasks WHERE team_id = $1 AND removed_at IS NULL AND state = 'done' AND done_day >= '2026-11-16' ORDER BY done_day DESC LIMIT 5",
	"SELECT p.id, p.ref, p.name FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.team_id = $1 AND p.active ORDER BY p.name",
	"SELECT clock, MIN(day) FROM reviews WHERE state = 'scheduled' AND day >= '2026-11-16' AND removed_at IS NULL AND $1 <> '' GROUP BY clock",
	"SELECT ref, n, issued_at, issued_name FROM editions WHERE team_id = $1 ORDER BY n DESC LIMIT 1",
	"SELECT COUNT(*) FROM promise_moves m LEFT JOIN tasks t ON m.entity_type = 'task' AND t.id = m.entity_id LEFT JOIN objectives o ON m.entity_type = 'objective' AND o.id = m.entity_id WHERE m.moved_day >= '2026-10-01' AND m.moved_day <= '2026-12-31' AND m.taken_back_at IS NULL AND (t.team_id = $1 OR o.team_id = $1)",
}

// What step 3 needs at the least: the matrix, and the facts of the six steps beside it.
var leastOfAudit = []string{
	"SELECT name, time_zone, example FROM companies",
	"SELECT s.id, s.state, i.statement FROM strategies s JOIN intents i ON i.strategy_id = s.id WHERE s.state = 'in force' AND i.state = 'in force'",
	"SELECT o.id, o.ref, o.title, o.deadline, m.unit, m.target, m.baseline FROM outcomes o LEFT JOIN outcome_metrics m ON m.outcome_id = o.id WHERE o.removed_at IS NULL AND o.strategy_id IS NOT NULL",
	"SELECT id, version, ref, name, team_id, owner_person_id, owner_text, hours, times, per, minutes, attendees, effort_text, verdict, verdict_reason, verdict_person_id, verdict_day FROM workflows WHERE removed_at IS NULL ORDER BY created_at",
	"SELECT workflow_id, outcome_id, weight FROM workflow_outcomes",
	"SELECT id, ref, name, removed_at FROM teams",
	"SELECT id, ref, name, active FROM people ORDER BY name",
	"SELECT step, done_at, saved_at, look_again FROM alignment_steps",
	"SELECT p.id, p.name, v.n, v.state FROM processes p LEFT JOIN process_versions v ON v.process_id = p.id WHERE p.removed_at IS NULL",
	"SELECT g.id, g.title, l.outcome_id FROM goals g LEFT JOIN goal_outcomes l ON l.goal_id = g.id WHERE g.removed_at IS NULL AND g.strategy_id IS NOT NULL",
	"SELECT o.id, o.title, o.team_id, o.owner_person_id, o.due_day, l.goal_id FROM objectives o LEFT JOIN objective_goals l ON l.objective_id = o.id WHERE o.removed_at IS NULL AND o.strategy_id IS NOT NULL",
	"SELECT * FROM rules WHERE removed_at IS NULL",
	"SELECT * FROM cadences",
	"SELECT entity_id, code, reason FROM dismissals",
}
