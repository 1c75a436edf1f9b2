package models_test

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

// symptomCase is how one kind of symptom shows in facts, and how those facts change while it still shows.
type symptomCase struct {
	kind  string
	facts func(f *models.SymptomFacts, w *alikeWorld, changed bool)
	says  string // of what changed
}

// either is a value before and after a change.
func either[T any](changed bool, was, is T) T {
	if changed {
		return is
	}
	return was
}

func symptomCases() []symptomCase {
	effort := func(w *alikeWorld, kind, id, title, team string) *models.Undertaking {
		return &models.Undertaking{Kind: kind, ID: id, Ref: id, Title: title, TeamID: &team}
	}
	process := func(id, name, team string, accountable ...int) *models.Process {
		v := &models.ProcessVersion{N: 1, State: models.ProcessInUse}
		for n, many := range accountable {
			s := &models.ProcessStep{Title: []string{"Pack", "Send"}[n], Duties: []*models.StepDuty{{Duty: models.Responsible, TeamID: &team}}}
			for range many {
				s.Duties = append(s.Duties, &models.StepDuty{Duty: models.Accountable, TeamID: &team})
			}
			v.Steps = append(v.Steps, s)
		}
		return &models.Process{Row: models.Row{ID: id}, Ref: id, Name: name, TeamID: &team, Current: v}
	}
	put := func(kind, team string, people, amount int64) models.AllocationFlag {
		return models.AllocationFlag{Part: &models.Allocation{Row: models.Row{ID: "a1"}, Ref: "A1", Name: "Two helpers", Kind: kind, TeamID: team, People: people, Amount: amount, State: models.Decided, FromDay: "2026-11-01", ToDay: "2026-12-31"}}
	}
	return []symptomCase{
		{"twins", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Efforts = []*models.Undertaking{effort(w, "objective", "B1", "Write fix notes for repeated tickets", w.deskID), effort(w, "objective", "B2", either(changed, "Write fix notes for repeated tickets", "Write fix notes for the 20 repeated tickets"), w.fID)}
		}, "B2 says: Write fix notes for the 20 repeated tickets, before Write fix notes for repeated tickets."},
		{"metrics", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			for n, team := range []string{w.deskID, w.fID} {
				f.Measured = append(f.Measured, &models.TeamMeasure{Kind: "initiative", ID: itoa(n), Ref: "I" + itoa(n), Title: "Ring back", TeamID: &team, MetricID: "m", Metric: either(changed, "Calls", "Calls answered")})
			}
		}, "Metric: Calls answered, before Calls."},
		{"processes", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Processes = []*models.Process{process("P1", "Hand out loan machines to clinics", w.deskID), process("P2", either(changed, "Hand out loan machines to clinics", "Hand out all loan machines to clinics"), w.fID)}
		}, "P2 says: Hand out all loan machines to clinics, before Hand out loan machines to clinics."},
		{"waits", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			for n := range either(changed, 2, 3) {
				f.Waits = append(f.Waits, models.TeamWait{Kind: "task", ID: itoa(n), Ref: "T" + itoa(n), Title: "Cables", FromTeamID: w.deskID, OnTeamID: w.fID, Say: "is blocked"}.Waited(3))
			}
		}, "Waiting: 3, before 2."},
		{"owners", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Answers = []models.AnswersFor{{PersonID: w.desk.ID, Ref: "U1", Tasks: either(changed, 31, 36), N: either(changed, 31, 36)}}
		}, "Answers for: from 35 to 39, before from 30 to 34."},
		{"people", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Flags = []models.AllocationFlag{put(models.Headcount, w.deskID, either(changed, int64(200), 300), 0)}
		}, "How much: 3 people, before 2 people."},
		{"unfunded", nil, "It was gone and is back."},
		{"money", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Flags = []models.AllocationFlag{put("budget", w.deskID, 0, 900_00)}
			f.Flags[0].Part.ToDay = either(changed, f.Flags[0].Part.ToDay, "2027-01-31")
		}, "To: 31 January 2027, before 31 December 2026."},
		{"quiet", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.AddQuiet(&models.Metric{Row: models.Row{ID: "m1"}, Ref: "M1", Name: "Calls", CadenceDays: 7}, either(changed, f.Today.Add(-30), f.Today.Add(-12)), models.QuietOutcome{Ref: "O1", Title: "Calls are answered"})
		}, "Silent since: 4 November 2026, before 17 October 2026."},
		{"rules", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Rules = []*models.QuietRule{{Rule: &models.Rule{Row: models.Row{ID: "r1"}, Ref: "R1", Name: "Hand over"}, Expected: 7, Since: f.Now.AddDate(0, 0, either(changed, -40, -20))}}
		}, "Since: 27 October 2026, before 7 October 2026."},
		{"layers", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Layers = []models.LayerFlag{{Code: models.LayerNoAnchor, Layer: models.Operations, ID: "os1", Ref: "OS1", Name: "Desk", Say: either(changed, "It serves no outcome.", "It serves one outcome, which is closed.")}}
		}, "What does not fit: It serves one outcome, which is closed, before It serves no outcome."},
		{"accountable", func(f *models.SymptomFacts, w *alikeWorld, changed bool) {
			f.Processes = []*models.Process{process("P1", "Hand out loan machines", w.deskID, 0, either(changed, 1, 2))}
		}, "Step “Send”: 2 are accountable. Keep exactly one; the others can be responsible or consulted."},
	}
}

func itoa(n int) string { return string(rune('0' + n)) }

// Of every kind: set aside with a reason, a symptom stays away while its facts are the same, though days pass; when they change it comes back
// and says what changed.
func TestASymptomOfEveryKindStaysAwayUntilItsFactsChange(t *testing.T) {
	t.Parallel()
	clock := modelstest.At(time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC))
	db := modelstest.Open(t, clock)
	w := buildAlike(t, db)
	boss := as(t, db, w.boss)
	began := clock.Now()
	look := func(c symptomCase, changed, gone bool) (found *models.Symptom) {
		write(t, db, models.Background, func(tx *models.Tx) error {
			tree, err := tx.Tree()
			if err != nil {
				return err
			}
			f := &models.SymptomFacts{Today: tx.Today(), Now: began, Company: models.NewCompany("Test"), Tree: tree, People: map[string]*models.Person{w.boss.ID: w.boss, w.desk.ID: w.desk}, First: &w.boss.ID}
			today := f.Today
			f.Today = "2026-11-16" // the facts stay as they were on the first day
			switch {
			case gone:
			case c.facts == nil:
				f.Flags = []models.AllocationFlag{{Outcome: w.outcome}}
			default:
				c.facts(f, w, changed)
			}
			f.Today = today
			return models.LookIn(tx, f)
		})
		for _, s := range symptoms(t, db) {
			if s.Kind == c.kind {
				found = s
			}
		}
		return found
	}
	cases := symptomCases()
	if len(cases) != len(models.SymptomKinds) {
		t.Fatalf("%d kinds are looked at, and there are %d", len(cases), len(models.SymptomKinds))
	}
	for _, c := range cases {
		s := look(c, false, false)
		if s == nil || s.State != models.SymptomOpen {
			t.Errorf("%s: its facts show nothing", c.kind)
			continue
		}
		write(t, db, boss, func(tx *models.Tx) error { return tx.AcceptSymptom(s, "Both desks want it so") })
		for range 2 {
			clock.Advance(24 * time.Hour)
			if s = look(c, false, false); s.State != models.SymptomAccepted || s.Reason != "Both desks want it so" {
				t.Errorf("%s: its facts are the same, and it is %s", c.kind, s.State)
			}
		}
		if c.facts == nil { // such facts only go and come
			look(c, false, true)
		}
		if s = look(c, true, false); s.State != models.SymptomOpen || s.Changed != c.says || s.Reason != "" {
			t.Errorf("%s: its facts changed, and it is %s and says %q", c.kind, s.State, s.Changed)
		}
		if s = look(c, true, true); s.State != models.SymptomGone || s.Way != "" {
			t.Errorf("%s: its facts were mended, and it is %s", c.kind, s.State)
		}
	}
}
