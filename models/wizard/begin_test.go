package wizard

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/modelstest"
)

// draftNext begins the strategy after the one in force of the small company, carries everything but the second outcome, and finishes the six steps.
func draftNext(t *testing.T, db *models.DB, who models.Who) *models.Strategy {
	t.Helper()
	write := func(do func(tx *models.Tx) error) {
		t.Helper()
		if err := db.Write(t.Context(), who, do); err != nil {
			t.Fatal(err)
		}
	}
	outcomes := world(t, db, who).Outcomes
	var s *models.Strategy
	write(func(tx *models.Tx) (err error) {
		if s, err = tx.BeginNext("Next"); err != nil {
			return err
		}
		n, err := tx.NextOf(s)
		if err != nil {
			return err
		}
		if err := tx.ChooseNext(n, models.NextChoice{Kind: "outcome", IDs: []string{outcomes[1].ID}, Choice: models.LeftOut, Reason: "All of them renew."}); err != nil {
			return err
		}
		for _, kind := range []string{"outcome", "goal", "objective", "workflow", "process", "rule"} {
			if err := tx.ChooseNext(n, models.NextChoice{Kind: kind, All: true, Choice: models.Carried}); err != nil {
				return err
			}
		}
		return nil
	})
	done := func(step string, q Query, v url.Values) {
		t.Helper()
		if sheet := mustSave(t, db, who, step, q, v, true); !sheet.Form.Valid() || sheet.Clash != nil {
			t.Fatalf("%s: %v", step, sheet.Form.Problems())
		}
	}
	done("intent", Query{}, url.Values{})
	v := url.Values{}
	outcome(v, newID(50), "Nights without a call")
	done("outcomes", Query{}, v)
	w := world(t, db, who)
	f := "workflows." + w.Workflows[0].ID + "."
	v = url.Values{}
	for _, o := range w.Outcomes {
		v.Add(f+"outcomes", o.ID)
	}
	done("audit", Query{}, v)
	done("redesign", Query{Item: w.Processes[0].Ref}, url.Values{})
	done("goals", Query{}, url.Values{})
	v = url.Values{"do": {"lock"}}
	for _, clock := range Clocks {
		v.Set("cadence."+clock.Key+".first", "6 Jan 2031")
		v.Set("cadence."+clock.Key+".owner", "Maja")
	}
	done("handoff", Query{}, v)
	if missing := world(t, db, who).Missing(); len(missing) > 0 {
		t.Fatal(missing)
	}
	return s
}

// sayAhead says how all outcomes of the strategy in force end.
func sayAhead(t *testing.T, db *models.DB, who models.Who) {
	t.Helper()
	if err := db.Write(t.Context(), who, func(tx *models.Tx) error {
		s, _, err := tx.InForce()
		if err != nil {
			return err
		}
		list, err := tx.OutcomesOf(s.ID)
		for _, o := range list {
			p, err := tx.OutcomePage(o.Ref, "")
			if err != nil {
				return err
			}
			if err := tx.CloseAhead(p, &models.CloseEntry{Verdict: models.OutcomeMissed, Reason: "Nobody measured it.", Learnt: "Measure it."}); err != nil {
				return err
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestTheNextStrategyTakesOverOnItsDayInOneAct(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		maja, tom := live(t, db)
		old := world(t, db, maja)
		task := &models.Task{Title: "Ask ten clinics", State: models.TaskOpen, OutcomeIDs: []string{old.Outcomes[0].ID, old.Outcomes[1].ID}, ObjectiveIDs: []string{old.Objectives[0].ID}}
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error { return tx.AddTask(task) }); err != nil {
			t.Fatal(err)
		}
		s := draftNext(t, db, maja)
		on := day.Of(modelstest.Monday, time.UTC).Add(3)
		set := func(on day.Day) error { return SetDay(t.Context(), db, maja, s.Ref, on) }
		if err := set(on); err == nil || !strings.Contains(err.Error(), "Nobody said yet how") {
			t.Fatalf("a day was set without the closes: %v", err)
		}
		sayAhead(t, db, maja)
		if err := set(on.Add(-3)); err == nil {
			t.Fatal("today was taken as a day to come")
		}
		for _, d := range []day.Day{on.Add(5), "", on} { // set, taken back, set anew
			if err := set(d); err != nil {
				t.Fatal(err)
			}
		}
		due := func() {
			t.Helper()
			if err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error {
				var works []*models.Work
				if err := tx.DB().Where("kind = ? AND run_at <= ?", models.StrategyBegins, tx.Now).Order("run_at").Find(&works).Error; err != nil {
					return err
				}
				for _, w := range works {
					if err := Begin(tx, w); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		due()
		if w := world(t, db, maja); w.Live() {
			t.Fatal("it came in force before its day")
		}
		late := &models.Workflow{Name: "Came in last night"}
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error { return tx.AddWorkflow(late) }); err != nil {
			t.Fatal(err)
		}
		clock.Advance(3*24*time.Hour + time.Minute)
		due()
		if w := world(t, db, maja); w.Live() || w.Strategy.BeginsDay != "" {
			t.Fatalf("with a workflow that nobody decided it is %s, with the day %q", w.Strategy.State, w.Strategy.BeginsDay)
		}
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error { return tx.RemoveWorkflow(late) }); err != nil {
			t.Fatal(err)
		}
		if err := set(on.Add(1)); err != nil {
			t.Fatal(err)
		}
		clock.Advance(24 * time.Hour)
		due()
		w := world(t, db, maja)
		if !w.Live() || w.Strategy.ID != s.ID {
			t.Fatalf("on its day it is %s", w.Strategy.State)
		}
		if err := db.Read(t.Context(), tom, func(r *models.Read) error {
			v, err := r.StrategyByRef(old.Strategy.Ref)
			if err != nil {
				return err
			}
			if v.State != models.Superseded || v.Sum.Missed != 3 {
				t.Errorf("the one before is %s with %+v", v.State, v.Sum)
			}
			if v.Goals[0].State != models.Dropped {
				t.Errorf("its goal is %s", v.Goals[0].State)
			}
			if len(v.Left) != 1 || v.Left[0].Tasks != 1 || v.Left[0].EntityID != old.Outcomes[1].ID {
				t.Errorf("left of what was dropped: %v", v.Left)
			}
			c, err := r.CompareStrategies(s.Ref)
			if err != nil {
				return err
			}
			if len(c.Outcomes) != 4 || c.Outcomes[3].New != nil || c.Outcomes[3].Reason != "All of them renew." || *c.Kinds[0] != (models.ComparedKind{Key: "outcome", Many: "outcomes", Carried: 2, Dropped: 1, New: 1}) {
				t.Errorf("compared as %+v", c.Kinds[0])
			}
			g, err := r.GoalPage(old.Goals[0].Ref)
			if err != nil || g.Onward == nil || g.Onward.CopyRef != w.Goals[0].Ref {
				t.Errorf("the goal before leads to %+v, %v", g.Onward, err)
			}
			var rule *models.Rule
			if rule, err = r.RuleByID(old.Rules[0].ID); err != nil || *rule.StrategyID != s.ID {
				t.Errorf("the carried rule stays behind: %v", err)
			}
			p, err := r.TaskPage(task.Ref)
			if err != nil {
				return err
			}
			carried := w.Outcomes[slices.IndexFunc(w.Outcomes, func(o *models.Outcome) bool {
				return o.FollowsOutcomeID != nil && *o.FollowsOutcomeID == old.Outcomes[0].ID
			})]
			if !slices.Contains(p.Task.OutcomeIDs, carried.ID) || !slices.Contains(p.Task.OutcomeIDs, old.Outcomes[1].ID) || slices.Contains(p.Task.OutcomeIDs, old.Outcomes[0].ID) {
				t.Errorf("the open task is tied to %v", p.Task.OutcomeIDs)
			}
			if !slices.Contains(p.Task.ObjectiveIDs, w.Objectives[0].ID) {
				t.Error("it does not serve what goes on with its objective")
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		told := map[string]int{}
		if err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error {
			var works []*models.Work
			if err := tx.DB().Where("kind = ? AND state = 'ready'", models.TellEvent).Find(&works).Error; err != nil {
				return err
			}
			for _, w := range works {
				list, err := tx.TellEvent(w)
				if err != nil {
					return err
				}
				for _, one := range list {
					if strings.Contains(one.Sentence, "is in force now") {
						told[one.PersonID]++
						if one.PersonID == tom.PersonID && !strings.Contains(one.Sentence, "is carried on.") {
							t.Errorf("told %q", one.Sentence)
						}
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if told[tom.PersonID] != 1 {
			t.Errorf("told so often: %v", told)
		}
	})
}
