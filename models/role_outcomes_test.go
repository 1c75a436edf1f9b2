package models_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gorm.io/gorm"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

// withExample runs a test on the example company, on each database.
func withExample(t *testing.T, test func(t *testing.T, db *models.DB, c *demo.Company)) {
	t.Helper()
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		var c *demo.Company
		write(t, db, models.CommandLine, func(tx *models.Tx) (err error) {
			c, err = example.Load(tx)
			return err
		})
		test(t, db, c)
	})
}

func write(t *testing.T, db *models.DB, who models.Who, f func(tx *models.Tx) error) {
	t.Helper()
	if err := db.Write(context.Background(), who, f); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, db *models.DB, who models.Who, f func(r *models.Read) error) {
	t.Helper()
	if err := db.Read(context.Background(), who, f); err != nil {
		t.Fatal(err)
	}
}

// as is a person of the example with the rights they have.
func as(t *testing.T, db *models.DB, p *models.Person) (who models.Who) {
	t.Helper()
	read(t, db, models.Nobody, func(r *models.Read) (err error) {
		who, err = r.WhoIs(p)
		return err
	})
	return who
}

func refusedAs(t *testing.T, err error, kind models.RefusalKind) {
	t.Helper()
	if r, ok := models.AsRefusal(err); !ok || r.Kind != kind {
		t.Errorf("got %v", err)
	}
}

func TestATeamsPageConnectsItsWorkToTheOutcomesAndSaysWhatToDoOnMonday(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			p, err := r.TeamOutcomes(c.Teams["Service Desk"])
			if err != nil {
				return err
			}
			if p.Intent == nil || p.Intent.Statement != c.Intent.Statement {
				t.Error("the intent does not come first")
			}
			if len(p.Connected) == 0 || len(p.Connected)+p.Apart != len(p.Outcomes) {
				t.Errorf("%d connected and %d apart of %d", len(p.Connected), p.Apart, len(p.Outcomes))
			}
			hours := 0.0
			for _, part := range p.Connected[0].Effort.Parts {
				hours += part.Hours
			}
			if p.Connected[0].Ref != "O1" || hours == 0 || hours != p.Connected[0].Effort.Hours {
				t.Errorf("%s is moved by %v hours, its parts say %v", p.Connected[0].Ref, p.Connected[0].Effort.Hours, hours)
			}
			if len(p.Priorities) == 0 || len(p.Priorities) > 5 {
				t.Errorf("%d priorities", len(p.Priorities))
			}
			if len(p.Monday) != 10 || p.MoreMonday < 1 {
				t.Errorf("%d on Monday and %d more", len(p.Monday), p.MoreMonday)
			}
			for i, task := range p.Monday {
				if i > 0 && task.DueDay < p.Monday[i-1].DueDay || task.DueDay > "2026-11-29" || task.DueDay == "" {
					t.Errorf("%s is due on %s", task.Ref, task.DueDay)
				}
				if task.Overdue != task.DueDay.Before(p.Today) {
					t.Errorf("%s overdue %v", task.Ref, task.Overdue)
				}
			}
			if len(p.Next) == 0 || p.Edition == nil || p.Edition.N != 2 {
				t.Errorf("%d dates, edition %v", len(p.Next), p.Edition)
			}
			return nil
		})
	})
}

func TestADraftThatCameInWithAPastDayIsNotOverdue(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		draft := &models.Objective{Title: "Write the handbook", State: models.Draft, TeamID: &c.Teams["Service Desk"].ID, DueDay: "2020-03-31"}
		begun := &models.Objective{Title: "Write the other handbook", State: models.Active, TeamID: &c.Teams["Service Desk"].ID, DueDay: "2020-03-31"}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(draft); err != nil {
				return err
			}
			return tx.Insert(begun)
		})
		read(t, db, models.CommandLine, func(r *models.Read) error {
			b, err := r.InForceBoard()
			if err != nil {
				return err
			}
			says := ""
			for _, d := range b.FlagsByDepartment() {
				for _, f := range d.Flags {
					says += f.Say + " "
				}
			}
			if !strings.Contains(says, begun.Ref+" was due") || strings.Contains(says, draft.Ref+" was due") {
				t.Errorf("it says %q of the draft %s and of %s", says, draft.Ref, begun.Ref)
			}
			return nil
		})
	})
}

func TestTheFlawsOfTheExampleAreFlaggedWhereTheyBelong(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, models.CommandLine, func(r *models.Read) error {
			b, err := r.InForceBoard()
			if err != nil {
				return err
			}
			found := map[string]string{}
			for _, d := range b.FlagsByDepartment() {
				for _, f := range d.Flags {
					found[f.Code+" "+f.Kind+" "+f.Ref] = f.Say
				}
			}
			for _, want := range []string{models.FlagOffTarget + " outcome O3", models.FlagOffTarget + " outcome O2", models.FlagUnserved + " outcome O5", models.FlagSilent + " outcome O5"} {
				if found[want] == "" {
					t.Errorf("%q is not flagged: %v", want, found)
				}
			}
			return nil
		})
	})
}

func TestAPersonalPageIsForThatPersonAndTheLeadsAbove(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		outsider := c.People["Samuel Brandt"]
		for _, one := range []struct {
			who  *models.Person
			sees bool
		}{{c.Member, true}, {c.Lead, true}, {c.Head, true}, {c.Administrator, false}, {outsider, false}} {
			read(t, db, as(t, db, one.who), func(r *models.Read) error {
				p, err := r.PersonOutcomesOf(c.Member.Ref)
				if one.sees && err != nil {
					t.Errorf("%s: %v", one.who.Name, err)
				}
				if !one.sees {
					refusedAs(t, err, models.KindNotFound)
				} else if err == nil {
					for _, task := range p.Monday {
						if *task.OwnerPersonID != c.Member.ID {
							t.Errorf("%s is not theirs", task.Ref)
						}
					}
				}
				return nil
			})
		}
	})
}

// countQueries counts what one reading asks the database when nothing is held.
func countQueries(t *testing.T, db *models.DB, f func(r *models.Read) error) (n int) {
	t.Helper()
	write(t, db, models.CommandLine, func(tx *models.Tx) error { return tx.DB().Exec("UPDATE counters SET last = last").Error }) // counts as a change of everything
	read(t, db, models.CommandLine, func(r *models.Read) error {
		count := func(*gorm.DB) { n++ }
		callbacks := r.DB().Callback()
		for _, err := range []error{callbacks.Query().After("gorm:query").Replace("test:count", count), callbacks.Row().After("gorm:row").Replace("test:count", count),
			callbacks.Raw().After("gorm:raw").Replace("test:count", count)} {
			if err != nil {
				return err
			}
		}
		return f(r)
	})
	return n
}

func TestPagesAskTheSameNumberOfQueriesHoweverMuchThereIs(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		team := c.Teams["Service Desk"]
		pages := map[string]func(r *models.Read) error{
			"team":       func(r *models.Read) error { _, err := r.TeamOutcomes(team); return err },
			"person":     func(r *models.Read) error { _, err := r.PersonOutcomes(c.Lead); return err },
			"executive":  func(r *models.Read) error { _, err := r.InForceBoard(); return err },
			"strategy":   func(r *models.Read) error { _, err := r.StrategyPage(); return err },
			"operations": func(r *models.Read) error { _, err := r.Operations(nil, 0, 50); return err },
			"outcome":    func(r *models.Read) error { _, err := r.OutcomePage("O1", ""); return err },
			"goals":      func(r *models.Read) error { _, _, err := r.GoalList(models.ListFilter{Count: 50}); return err },
			"brief":      func(r *models.Read) error { _, err := models.LoadBrief(r, c.Strategy, team); return err },
		}
		before := map[string]int{}
		for name, page := range pages {
			before[name] = countQueries(t, db, page)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error { return crowd(tx, c, team, 300) })
		for name, page := range pages {
			if after := countQueries(t, db, page); after > before[name] || after == 0 {
				t.Errorf("%s: %d queries, %d with 300 more of everything", name, before[name], after)
			}
		}
	})
}

// crowd adds n workflows, objectives with goals, tasks and teams.
func crowd(tx *models.Tx, c *demo.Company, team *models.Team, n int) error {
	for i := range n {
		w := &models.Workflow{Name: fmt.Sprint("More work ", i), TeamID: &team.ID, OwnerPersonID: &c.Member.ID, Verdict: models.Keep,
			Outcomes: []*models.WorkflowOutcome{{OutcomeID: c.Outcomes["O1"].ID}}}
		if err := tx.AddWorkflow(w); err != nil {
			return err
		}
		g := &models.Goal{StrategyID: &c.Strategy.ID, Title: fmt.Sprint("More goal ", i), State: models.Active, OutcomeIDs: []string{c.Outcomes["O1"].ID}}
		if err := tx.AddGoal(g); err != nil {
			return err
		}
		o := &models.Objective{StrategyID: &c.Strategy.ID, Title: fmt.Sprint("More objective ", i), State: models.Active, TeamID: &team.ID, GoalIDs: []string{g.ID}}
		if err := tx.AddObjective(o); err != nil {
			return err
		}
		task := &models.Task{Title: fmt.Sprint("More to do ", i), TeamID: &team.ID, OwnerPersonID: &c.Lead.ID, DueDay: tx.Today(), ObjectiveIDs: []string{o.ID}}
		if err := tx.AddTask(task); err != nil {
			return err
		}
	}
	return nil
}

func TestWhatBelongsToADraftIsSeenByItsAuthorsAndExecutivesOnly(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		draft := &models.Strategy{Kind: models.Organizational, Title: "Secret plan", State: models.Draft, AuthorPersonID: &c.Head.ID}
		hidden := &models.Outcome{Title: "A secret outcome", State: models.OutcomeDraft}
		goal := &models.Goal{Title: "A secret goal", State: models.Draft}
		objective := &models.Objective{Title: "A secret objective", State: models.Draft, TeamID: &c.Teams["Service Desk"].ID, DueDay: "2026-11-20"}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(draft); err != nil {
				return err
			}
			hidden.StrategyID, goal.StrategyID, objective.StrategyID = &draft.ID, &draft.ID, &draft.ID
			if err := tx.AddOutcome(hidden); err != nil {
				return err
			}
			if err := tx.AddGoal(goal); err != nil {
				return err
			}
			return tx.AddObjective(objective)
		})
		for _, one := range []struct {
			who  *models.Person
			sees bool
		}{{c.Owner, true}, {c.Head, true}, {c.Lead, false}, {c.Member, false}, {c.Administrator, false}} {
			read(t, db, as(t, db, one.who), func(r *models.Read) error {
				_, err := r.OutcomePage(hidden.Ref, "")
				_, err2 := r.GoalPage(goal.Ref)
				_, err3 := r.ObjectivePage(objective.Ref)
				for _, err := range []error{err, err2, err3} {
					if one.sees && err != nil {
						t.Errorf("%s: %v", one.who.Name, err)
					}
					if !one.sees {
						refusedAs(t, err, models.KindNotFound)
					}
				}
				rows, all, err := r.ObjectiveList(models.ListFilter{Count: 500})
				if err != nil {
					return err
				}
				listed := false
				for _, row := range rows {
					listed = listed || strings.Contains(row.Title, "secret")
				}
				if listed != one.sees || int(all) != len(rows) {
					t.Errorf("%s: listed %v of %d and %d", one.who.Name, listed, all, len(rows))
				}
				p, err := r.TeamOutcomes(c.Teams["Service Desk"])
				if err != nil {
					return err
				}
				for _, o := range p.Objectives {
					if o.ID == objective.ID {
						t.Errorf("%s: a draft's objective counts on the team's page", one.who.Name)
					}
				}
				return nil
			})
		}
	})
}
