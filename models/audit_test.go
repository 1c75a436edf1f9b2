package models_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/work"
)

// bare is what is known of a strategy of which nothing is written.
func bare() *models.AuditFacts {
	return &models.AuditFacts{Strategy: &models.Strategy{Ref: "S1", Title: "Strategy", State: models.Draft}, Today: "2026-11-16", Tree: &models.Tree{}}
}

func breaksAt(a *models.StrategyAudit) string {
	if e := a.Breaks(); e != nil {
		return e.Key + " " + string(e.Standing)
	}
	return ""
}

func TestTheFirstMissingElementIsWhereExecutionBreaks(t *testing.T) {
	intent := func(says string) func(*models.AuditFacts) {
		return func(f *models.AuditFacts) { f.Intent = &models.Intent{Statement: says} }
	}
	const whole = "By the end of 2027 mid-size clinics in the north trust us to keep them running, because we answer first."
	for name, c := range map[string]struct {
		change func(*models.AuditFacts)
		intent models.Stand
		breaks string
	}{
		"nothing written":    {intent(""), models.Missing, "intent missing"},
		"a sentence":         {intent(whole), models.Present, "goals missing"},
		"two sentences":      {intent(whole + " We win."), models.Partial, "goals missing"},
		"a destination only": {intent("We become the first choice of clinics in the north."), models.Partial, "goals missing"},
		"no strategy at all": {func(f *models.AuditFacts) { f.Strategy = nil }, models.Missing, "intent missing"},
	} {
		f := bare()
		c.change(f)
		a := models.Audit(f)
		if a.Standing(models.ElementIntent) != c.intent || breaksAt(a) != c.breaks {
			t.Errorf("%s: intent %s, breaks at %q", name, a.Standing(models.ElementIntent), breaksAt(a))
		}
		if name == "no strategy at all" && !strings.Contains(a.Elements[0].Checks[0].None, "Nothing that was brought in") {
			t.Errorf("what was brought in is told as %q", a.Elements[0].Checks[0].None)
		}
	}
}

func TestAMetricCountsAsWeeklyOnlyWhenEachWeekWasRead(t *testing.T) {
	value := 5.0
	for name, c := range map[string]struct {
		ago   []int // days
		young int   // days since the strategy came in force
		holds bool
	}{
		"each week": {[]int{1, 8, 15, 22}, 90, true}, "three days late": {[]int{9, 16, 23, 30}, 90, true}, "a week left out": {[]int{1, 15, 22}, 90, false},
		"silent now": {[]int{12, 19, 26}, 90, false}, "never": {nil, 90, false}, "young": {[]int{1}, 8, true}, "young and silent": {nil, 3, false}, "once a month": {[]int{2, 30}, 90, false},
	} {
		f := bare()
		f.InForceDay = f.Today.Add(-c.young)
		f.Outcomes = []*models.Outcome{{Row: models.Row{ID: "o"}, Ref: "O1", Title: "Calls", Measures: []*models.OutcomeMetric{{MetricID: "m", Metric: &models.Metric{Name: "Calls"}}}}}
		f.Readings = map[string][]*models.Reading{}
		for n, ago := range c.ago {
			f.Readings["m"] = append(f.Readings["m"], &models.Reading{Row: models.Row{ID: fmt.Sprint(n)}, MetricID: "m", Day: f.Today.Add(-ago), Value: &value})
		}
		for _, check := range models.Audit(f).Elements[1].Checks {
			if check.Key == "weekly" && (check.Of != 1 || (check.N == 1) != c.holds) {
				t.Errorf("%s: %d of %d, %+v", name, check.N, check.Of, check.Lacking)
			}
		}
	}
}

// soundAudit tells what in an audit does not add up.
func soundAudit(a *models.StrategyAudit) (wrong []string) {
	for _, e := range a.Elements {
		whole, none := true, true
		for _, c := range e.Checks {
			if c.N != len(c.Found)+c.MoreFound || c.Of-c.N != len(c.Lacking)+c.MoreLack || c.Of == 0 && c.N != 0 {
				wrong = append(wrong, fmt.Sprintf("%s %s: %d of %d, with %d and %d", e.Key, c.Key, c.N, c.Of, len(c.Found), len(c.Lacking)))
			}
			whole, none = whole && c.Of > 0 && c.N == c.Of, none && c.N == 0
		}
		if whole != (e.Standing == models.Present) || none != (e.Standing == models.Missing) {
			wrong = append(wrong, e.Key+" is "+string(e.Standing))
		}
	}
	return wrong
}

func TestAuditFiguresAddUpAndDoNotDependOnTheOrder(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, models.CommandLine, func(r *models.Read) error {
			f, err := models.AuditFactsOf(r, c.Strategy)
			if err != nil {
				return err
			}
			first := models.Audit(f)
			if wrong := soundAudit(first); len(wrong) > 0 {
				t.Error(wrong)
			}
			random := rand.New(rand.NewPCG(1, 2))
			for range 20 {
				shuffle(random, f.Outcomes)
				shuffle(random, f.Goals)
				shuffle(random, f.Objectives)
				shuffle(random, f.Workflows)
				shuffle(random, f.Processes)
				shuffle(random, f.Allocations)
				shuffle(random, f.Rules)
				again := models.Audit(f)
				for i, e := range again.Elements {
					if e.Standing != first.Elements[i].Standing {
						t.Fatalf("%s is %s in another order", e.Key, e.Standing)
					}
					for k, check := range e.Checks {
						if was := first.Elements[i].Checks[k]; check.N != was.N || check.Of != was.Of {
							t.Fatalf("%s: %d of %d in another order, %d of %d before", check.Key, check.N, check.Of, was.N, was.Of)
						}
					}
				}
			}
			return nil
		})
	})
}

func shuffle[T any](random *rand.Rand, list []T) {
	random.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
}

func TestARunIsKeptOnceForWhatItSaysAndTellsWhatChangedSince(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner := as(t, db, c.Owner)
		run := func() (one *models.AuditRun, kept bool) {
			write(t, db, owner, func(tx *models.Tx) (err error) { one, kept, err = tx.RunAudit(c.Strategy.Ref); return err })
			return one, kept
		}
		first, kept := run()
		if again, twice := run(); !kept || twice || again.Ref != first.Ref || first.ByName != c.Owner.Name {
			t.Errorf("kept %v, then %v as %s after %s by %s", kept, twice, again.Ref, first.Ref, first.ByName)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.AddGoal(&models.Goal{StrategyID: &c.Strategy.ID, Title: "Grow the number of sites", State: models.Active})
		})
		second, _ := run()
		before, _ := first.Audit()
		after, _ := second.Audit()
		changes := fmt.Sprint(models.AuditChanges(before, after))
		for _, say := range []string{"Goals in an order of priority: 7 of 8, before 7 of 7.", "New, and it does not hold: “Grow the number of sites” (G8): has no place in the order.", "nobody is named"} {
			if !strings.Contains(changes, say) {
				t.Errorf("it is not said that %s: %s", say, changes)
			}
		}
		if same := models.AuditChanges(after, after); len(same) != 0 {
			t.Errorf("nothing changed, and it is told as %v", same)
		}
		read(t, db, owner, func(r *models.Read) error {
			runs, err := r.AuditRuns(models.AuditChoice{Strategy: c.Strategy}, 100)
			if err != nil {
				return err
			}
			history, err := models.AuditHistory(runs)
			if len(history) < 7 || len(history[0].Changes) != 2 || !history[len(history)-1].First {
				t.Errorf("%d runs, the newest with %v", len(history), history[0].Changes)
			}
			return err
		})
	})
}

func TestTheAuditIsKeptEachWeekByItselfAndADraftStaysInItsCircle(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := loaded(t, db)
		draft := &models.Strategy{Kind: models.Organizational, Title: "Next", State: models.Draft}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(draft); err != nil {
				return err
			}
			return tx.Insert(&models.Intent{StrategyID: draft.ID, Statement: "We move on.", State: models.Draft})
		})
		count := func(s *models.Strategy) (n int) {
			read(t, db, models.CommandLine, func(r *models.Read) error {
				runs, err := r.AuditRuns(models.AuditChoice{Strategy: s}, 100)
				n = len(runs)
				return err
			})
			return n
		}
		was := count(c.Strategy)
		for range 3 {
			write(t, db, models.Background, (*models.Tx).BeginDay)
			doWork(t, db, work.Clocks()...)
			clock.Advance(24 * time.Hour)
		}
		if count(c.Strategy) != was+1 || count(draft) != 1 {
			t.Errorf("%d runs after %d, and %d of the draft", count(c.Strategy), was, count(draft))
		}
		clock.Advance(5 * 24 * time.Hour)
		write(t, db, models.Background, (*models.Tx).BeginDay)
		doWork(t, db, work.Clocks()...)
		if count(c.Strategy) != was+2 {
			t.Errorf("%d runs a week later", count(c.Strategy))
		}
		for _, who := range []*models.Person{c.Member, c.Administrator} {
			read(t, db, as(t, db, who), func(r *models.Read) error {
				if _, _, _, err := r.AuditNow(draft.Ref); !hidden(err) {
					t.Errorf("%s reads the audit of a draft: %v", who.Name, err)
				}
				run := &models.AuditRun{}
				if err := r.DB().Where("strategy_id = ?", draft.ID).First(run).Error; err != nil {
					return err
				}
				if _, _, err := r.AuditRunByRef(run.Ref); !hidden(err) {
					t.Errorf("%s reads a run of a draft: %v", who.Name, err)
				}
				return nil
			})
		}
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			a, _, choices, err := r.AuditNow(draft.Ref)
			if err == nil && (len(choices) < 2 || a.State != models.Draft) {
				t.Errorf("%+v of %d", a, len(choices))
			}
			return err
		})
	})
}

func hidden(err error) bool {
	r, is := models.AsRefusal(err)
	return is && r.Kind == models.KindNotFound
}
