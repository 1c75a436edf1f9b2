package models_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/form"
	"throughline/models/modelstest"
	"throughline/models/work"
)

// parts are parts of the gap that all look at ten things, with so much amiss; below 0 nothing is known.
func gapParts(amiss ...float64) (list []models.GapPart) {
	for i, k := range models.GapKinds {
		p := models.GapPart{GapKind: k}
		if amiss[i] >= 0 {
			p.Amiss, p.Of = amiss[i], 10
		}
		list = append(list, p)
	}
	return list
}

func TestTheScoreIsTheWeightedMeanOfWhatIsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		amiss  []float64
		score  float64 // below 0: none
		weight float64
	}{
		"whole":                {[]float64{0, 0, 0, 0, 0, 0, 0}, 100, 100},
		"nothing connected":    {[]float64{10, 10, 10, 10, 10, 10, 10}, 0, 100},
		"by weight":            {[]float64{10, 0, 0, 0, 0, 0, 0}, 75, 100},
		"rounded":              {[]float64{1, 0, 0, 0, 0, 0, 0}, 98, 100},
		"effort not known":     {[]float64{-1, 5, 0, 0, 0, 0, 0}, 87, 75},
		"half is enough":       {[]float64{0, 10, -1, -1, -1, -1, 0}, 60, 50},
		"less than half known": {[]float64{-1, -1, -1, 0, 0, 0, 0}, -1, 45},
		"nothing known":        {[]float64{-1, -1, -1, -1, -1, -1, -1}, -1, 0},
	} {
		score, weight := models.GapScore(gapParts(c.amiss...))
		if weight != c.weight || (score == nil) != (c.score < 0) || score != nil && *score != c.score {
			t.Errorf("%s: %v of weight %v", name, score, weight)
		}
	}
	sum := 0.0
	for _, k := range models.GapKinds {
		sum += k.Weight
	}
	if sum != 100 {
		t.Errorf("the weights make %v", sum)
	}
}

// gapFacts reads what the gap of the example is computed from.
func gapFacts(t *testing.T, db *models.DB) (f *models.GapFacts) {
	t.Helper()
	read(t, db, models.CommandLine, func(r *models.Read) (err error) { f, err = models.GapFactsOf(r); return err })
	return f
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func TestTheFiguresOfTeamsAddUpAndDoNotDependOnTheOrder(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		f := gapFacts(t, db)
		for _, team := range append([]*models.Team{nil}, f.Tree.All()...) {
			g := models.GapOf(f, team)
			for i, p := range g.Parts {
				amiss, of := 0.0, 0.0
				for _, group := range g.Groups {
					amiss, of = amiss+group.Parts[i].Amiss, of+group.Parts[i].Of
				}
				if len(g.Groups) > 0 && (!near(amiss, p.Amiss) || !near(of, p.Of)) {
					t.Errorf("%v: the lines of %s make %v of %v, the figure is %v of %v", team, p.Key, amiss, of, p.Amiss, p.Of)
				}
				if p.Amiss > p.Of || p.Amiss < 0 {
					t.Errorf("%s is %v of %v", p.Key, p.Amiss, p.Of)
				}
			}
			if !near(g.Part(models.GapEffort).Of, g.Effort.All.Hours) || !near(g.Part(models.GapEffort).Amiss, g.Effort.Unmapped.Hours) || int(g.Part(models.GapWorkflows).Amiss) != g.Effort.Unmapped.Count {
				t.Errorf("%v: the gap says %+v, the audit of workflows %v of %v", team, g.Part(models.GapEffort), g.Effort.Unmapped.Hours, g.Effort.All.Hours)
			}
		}
		first, _ := json.Marshal(models.GapOf(f, nil).File(nil))
		random := rand.New(rand.NewPCG(3, 4))
		for range 20 {
			shuffle(random, f.Workflows)
			shuffle(random, f.Outcomes)
			shuffle(random, f.Goals)
			shuffle(random, f.Objectives)
			shuffle(random, f.Initiatives)
			shuffle(random, f.Tasks)
			shuffle(random, f.Decisions)
			if again, _ := json.Marshal(models.GapOf(f, nil).File(nil)); string(again) != string(first) {
				t.Fatalf("in another order:\n%s\n%s", again, first)
			}
		}
	})
}

func TestEveryFigureIsTheLengthOfItsListForEverybody(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		write(t, db, models.CommandLine, func(tx *models.Tx) error { // on one personal page alone
			return tx.AddTask(&models.Task{Title: "Ask for leave", OwnerPersonID: &c.Member.ID})
		})
		figures := ""
		for _, who := range []*models.Person{c.Owner, c.Head, c.Lead, c.Member, c.Administrator} {
			read(t, db, as(t, db, who), func(r *models.Read) error {
				for _, team := range []string{"", c.Teams["Client Services"].Ref, c.Teams["Field"].Ref} {
					g, err := r.Gap(team)
					if err != nil {
						return err
					}
					if b, _ := json.Marshal(g.File(nil)); team == "" && figures == "" {
						figures = string(b)
					} else if team == "" && string(b) != figures {
						t.Errorf("%s reads other figures", who.Name)
					}
					for _, p := range g.Parts {
						list, err := r.GapRows(p.Key, team, false, 0, 3, form.Locale{})
						if err != nil {
							return err
						}
						if p.Key != models.GapEffort && list.All != int(p.Amiss) || list.Of != p.Of || len(list.Rows) != min(3, list.All) {
							t.Errorf("%s of %q: %v of %v, and a list of %d", p.Key, team, p.Amiss, p.Of, list.All)
						}
					}
					_, all, err := r.TasksFound(models.TaskQuery{Thread: models.ThreadGap, Team: team}, 0, 1)
					if err != nil || int(all) != int(g.Part(models.GapTasks).Amiss) {
						t.Errorf("%s finds %d tasks without a thread, the figure is %v: %v", who.Name, all, g.Part(models.GapTasks).Amiss, err)
					}
				}
				return nil
			})
		}
	})
}

func TestTeamsThatStandAloneDoNotKeepTheCompanyInOneLine(t *testing.T) {
	root, sales, desk, old := &models.Team{Name: "Company"}, &models.Team{Name: "Sales"}, &models.Team{Name: "Desk"}, &models.Team{Name: "Of last year"}
	for i, team := range []*models.Team{root, sales, desk, old} {
		team.ID = fmt.Sprint("t", i)
	}
	sales.ParentTeamID, desk.ParentTeamID = &root.ID, &root.ID
	f := &models.GapFacts{Tree: &models.Tree{Roots: []*models.Team{root, old}, ByID: map[string]*models.Team{}, Direct: map[string][]*models.Team{root.ID: {sales, desk}}}}
	for _, team := range []*models.Team{root, sales, desk, old} {
		f.Tree.ByID[team.ID] = team
		f.Tasks = append(f.Tasks, models.Tally{TeamID: &team.ID, Amiss: 1, Of: 2})
	}
	if d := f.Tree.Department(desk.ID); d != desk {
		t.Errorf("the desk belongs to the department %+v", d)
	}
	var lines []string
	for _, g := range models.GapOf(f, nil).Groups {
		lines = append(lines, fmt.Sprint(g.Team.Name, " ", g.Alone, g.Parts[3].Of))
	}
	if got := strings.Join(lines, ", "); got != "Desk false 2, Of last year false 2, Sales false 2, Company true 2" {
		t.Error(got)
	}
}

func TestTheLinesByTeamOpenToTheirOwnRows(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, models.CommandLine, func(r *models.Read) error {
			g, err := r.Gap("")
			if err != nil {
				return err
			}
			for _, group := range g.Groups {
				ref := ""
				if group.Team != nil {
					ref = group.Team.Ref
				}
				for _, p := range group.Parts {
					list, err := r.GapRows(p.Key, ref, group.Alone, 0, 50, form.Locale{})
					if err != nil {
						return err
					}
					if p.Key != models.GapEffort && list.All != int(p.Amiss) || !near(list.Amiss, p.Amiss) || len(list.Rows) != min(50, list.All) {
						t.Errorf("%s of %q alone %v: %v, and a list of %d saying %v", p.Key, ref, group.Alone, p.Amiss, list.All, list.Amiss)
					}
				}
			}
			return nil
		})
	})
}

func TestALongListOfTasksWithoutAThreadHasTheOrderOfAShortOne(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		loaded(t, db)
		shown := func() (refs []string) {
			read(t, db, models.CommandLine, func(r *models.Read) error {
				for from := 0; ; from += 500 {
					l, err := r.GapRows(models.GapTasks, "", false, from, 500, form.Locale{})
					if err != nil || len(l.Rows) == 0 {
						if len(refs) != l.All {
							t.Errorf("%d of %d are listed", len(refs), l.All)
						}
						return err
					}
					for _, row := range l.Rows {
						refs = append(refs, row.Title)
					}
				}
			})
			return refs
		}
		few := shown()
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			var list []*models.Task
			for n := range 1_200 {
				list = append(list, &models.Task{Title: fmt.Sprintf("Later %04d", n), State: models.TaskOpen, DueDay: tx.Today().Add(400 + n)})
			}
			list[7].State, list[9].DueDay = models.TaskBlocked, ""
			return models.InsertAll(tx, list)
		})
		many := shown()
		dated := slices.DeleteFunc(slices.Clone(many), func(title string) bool { return !strings.HasPrefix(title, "Later") })
		if len(many) != len(few)+1_200 || !slices.Equal(slices.DeleteFunc(slices.Clone(many), func(title string) bool { return strings.HasPrefix(title, "Later") }), few) {
			t.Fatalf("%d are listed after %d: the first lost their order", len(many), len(few))
		}
		if last := dated[1_199]; last != "Later 0009" || !slices.IsSorted(dated[:1_199]) {
			t.Fatalf("not by day, those without one last: %s", last)
		}
	})
}

func TestTheGapIsKeptOncePerWeekAndTheExampleHasAPast(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		loaded(t, db)
		trend := func() (list []*models.GapPoint) {
			read(t, db, models.CommandLine, func(r *models.Read) (err error) { list, err = r.GapTrend(); return err })
			return list
		}
		past := trend()
		if len(past) != 13 || past[0].Score == nil || past[0].Week != "2026-08-17" || *past[0].Score == *past[12].Score {
			t.Fatalf("%d weeks, the first %+v", len(past), past[0])
		}
		for range 9 {
			write(t, db, models.Background, (*models.Tx).BeginDay)
			doWork(t, db, work.Clocks()...)
			clock.Advance(24 * time.Hour)
		}
		now := trend()
		if len(now) != len(past)+2 {
			t.Fatalf("%d weeks after %d", len(now), len(past))
		}
		read(t, db, models.CommandLine, func(r *models.Read) error {
			g, err := r.Gap("")
			for i, p := range now[len(now)-1].Parts {
				if g.Parts[i].Amiss != p.Amiss || g.Parts[i].Of != p.Of {
					t.Errorf("%s is kept as %v of %v and stands at %v of %v", p.Key, p.Amiss, p.Of, g.Parts[i].Amiss, g.Parts[i].Of)
				}
			}
			return err
		})
	})
}

func TestWithoutAStrategyInForceTheGapIsOfWhatWasBroughtIn(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		read(t, db, models.CommandLine, func(r *models.Read) error {
			g, err := r.Gap("")
			if err == nil && (g.Score != nil || g.Weight != 0) {
				t.Errorf("an empty company has the score %v", *g.Score)
			}
			return err
		})
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			draft := &models.Strategy{Kind: models.Organizational, State: models.Draft}
			if err := tx.Insert(draft); err != nil {
				return err
			}
			if err := tx.AddGoal(&models.Goal{Title: "Brought in"}); err != nil {
				return err
			}
			return tx.AddGoal(&models.Goal{Title: "Of a draft", StrategyID: &draft.ID})
		})
		read(t, db, models.CommandLine, func(r *models.Read) error {
			g, err := r.Gap("")
			if p := g.Part(models.GapGoals); err == nil && (p.Of != 1 || p.Amiss != 1) {
				t.Errorf("%v of %v goals", p.Amiss, p.Of)
			}
			return err
		})
	})
}
