package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// hiddenWord stands in every text that only some may read.
const hiddenWord = "zqhidden"

// hide writes a draft with one thing of each kind, and a personal task with a comment and a checklist, all of which say the word.
func hide(t *testing.T, db *models.DB, c *demo.Company) {
	t.Helper()
	say := func(what string) string { return hiddenWord + " " + what }
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		s := &models.Strategy{Kind: models.Organizational, Title: say("strategy"), State: models.Draft}
		if err := tx.Insert(s); err != nil {
			return err
		}
		task := &models.Task{Title: say("task"), State: models.TaskOpen, OwnerPersonID: &c.Member.ID}
		o := &models.Outcome{StrategyID: &s.ID, Title: say("outcome"), State: models.OutcomeDraft}
		m := &models.Metric{Name: say("metric")}
		p := &models.Process{StrategyID: &s.ID, Name: say("process")}
		open := &models.Process{Name: "Open process"}
		accounts := c.Teams["Accounts"].ID
		run := &models.OperationsStrategy{Line: models.NewID(), N: 2, State: models.Draft, Name: say("operations"), Scope: models.ScopeTeam, TeamID: &accounts, Runs: say("runs")}
		for _, e := range []models.Entity{
			&models.Intent{StrategyID: s.ID, Statement: say("intent"), State: models.Draft}, &models.Intent{StrategyID: c.Strategy.ID, Statement: say("next intent"), State: models.Draft}, o, m,
			&models.Goal{StrategyID: &s.ID, Title: say("goal"), State: models.Draft}, &models.Objective{StrategyID: &s.ID, Title: say("objective"), State: models.Draft}, p, open,
			&models.Rule{StrategyID: &s.ID, Name: say("rule"), State: models.RuleDraft}, task, run,
		} {
			if err := tx.Insert(e); err != nil {
				return err
			}
		}
		for _, e := range []models.Entity{
			&models.OutcomeMetric{OutcomeID: o.ID, MetricID: m.ID}, &models.ProcessVersion{ProcessID: open.ID, N: 1, State: models.ProcessDraft, Inputs: say("inputs")},
			&models.OperationsMeasure{OperationsStrategyID: run.ID, Position: 1, Name: say("measured")}, &models.OperationsPriority{OperationsStrategyID: run.ID, Position: 1, Title: say("first")},
			&models.TaskComment{TaskID: task.ID, Words: say("comment")}, &models.TaskItem{TaskID: task.ID, Words: say("item")},
		} {
			if err := tx.Insert(e); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestNobodyFindsOrCountsOrIsShownATitleOfWhatTheyMayNotOpen(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		hide(t, db, c)
		all := []string{"intent ", "intent ", "metric ", "operations_strategy ", "outcome ", "process ", "rule ", "strategy "}
		task := []string{"task "}
		for _, one := range []struct {
			who  *models.Person
			sees []string
		}{
			{c.Owner, append(append([]string{"goal ", "objective "}, all...), task...)}, {c.Administrator, nil}, {c.Lead, task}, {c.Member, task},
			{c.People["Tom Okafor"], []string{"intent "}}, {c.People["Kateryna Bondar"], nil}, // the first works on the strategy in force, as its author
		} {
			for _, words := range []string{hiddenWord, "zqhid", "zqhidden comment", "zqhiden", "zqhidde item"} {
				_, s := found(t, db, as(t, db, one.who), models.SearchQuery{Words: words})
				for _, f := range append(slices.Clone(s.All), s.Nearest...) {
					if strings.Contains(f.Head, hiddenWord) && !slices.Contains(one.sees, f.Kind+" ") {
						t.Errorf("%s finds %s %q with %q", one.who.Name, f.Kind, f.Head, words)
					}
				}
				if words != hiddenWord {
					continue
				}
				var kinds []string
				n := 0
				for _, f := range s.All {
					kinds = append(kinds, f.Kind+" ")
				}
				for _, k := range s.Kinds {
					n += k.Count
				}
				slices.Sort(kinds)
				want := slices.Clone(one.sees)
				slices.Sort(want)
				if fmt.Sprint(kinds) != fmt.Sprint(want) || n != len(want) {
					t.Errorf("%s finds %v and counts %d, not %v", one.who.Name, kinds, n, want)
				}
			}
		}
		if _, s := found(t, db, models.Nobody, models.SearchQuery{Words: "delivery"}); len(s.All)+len(s.Nearest) > 0 {
			t.Error("somebody who is signed out finds", len(s.All))
		}
	})
}

func TestTheIndexFollowsWhateverIsWritten(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		task := &models.Task{Title: "Zqfirst wording", State: models.TaskOpen, TeamID: &c.Teams["Service Desk"].ID}
		comment := &models.TaskComment{Words: "zqcomment"}
		has := func(words string, want int) {
			t.Helper()
			if refs, _ := found(t, db, as(t, db, c.Member), models.SearchQuery{Words: words}); len(refs) != want {
				t.Errorf("%q finds %v, not %d", words, refs, want)
			}
		}
		do := func(f func(tx *models.Tx) error) { t.Helper(); write(t, db, models.CommandLine, f) }
		do(func(tx *models.Tx) error { return tx.Insert(task) })
		has("zqfirst", 1)
		do(func(tx *models.Tx) error { comment.TaskID = task.ID; return tx.Insert(comment) })
		has("zqfirst zqcomment", 1)
		do(func(tx *models.Tx) error { task.Title = "Zqsecond wording"; return tx.Save(task) })
		has("zqfirst", 0)
		has("zqsecond zqcomment", 1)
		do(func(tx *models.Tx) error { return tx.Remove(comment) })
		has("zqcomment", 0)
		do(func(tx *models.Tx) error { return tx.Remove(task) })
		has("zqsecond", 0)
		do(func(tx *models.Tx) error { return tx.PutBack(task) })
		has("zqsecond", 1)
		do(func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE tasks SET title = 'Zqthird' WHERE id = ?", task.ID).Error
		})
		has("zqthird", 1)
		do(func(tx *models.Tx) error {
			if err := tx.DB().Exec("DELETE FROM task_comments WHERE task_id = ?", task.ID).Error; err != nil {
				return err
			}
			return tx.DB().Exec("DELETE FROM tasks WHERE id = ?", task.ID).Error
		})
		has("zqthird", 0)
		process := c.Processes["Handing a sale to delivery"]
		if process == nil {
			t.Fatal("no process")
		}
		step := &models.ProcessStep{}
		read(t, db, models.CommandLine, func(r *models.Read) error {
			return r.DB().Where("process_version_id IN (?)", r.DB().Model(&models.ProcessVersion{}).Select("id").Where("process_id = ? AND state <> ?", process.ID, models.ProcessDraft)).Order("created_at DESC, id DESC").First(step).Error
		})
		do(func(tx *models.Tx) error { step.Title = "Zqstep of the way"; return tx.Save(step) })
		has("zqstep", 1)
		team := c.Teams["Service Desk"]
		do(func(tx *models.Tx) error { team.Name = "Zqdesk"; return tx.Save(team) })
		if _, s := found(t, db, as(t, db, c.Member), models.SearchQuery{Words: "zqdesk brief"}); len(s.All) == 0 {
			t.Error("the editions of a team do not follow its name")
		}
	})
}

func TestKindAndTeamNarrowAndNearTitlesComeWhenNothingIsFound(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		all, _ := found(t, db, as(t, db, c.Member), models.SearchQuery{Words: "delivery"})
		goals, _ := found(t, db, as(t, db, c.Member), models.SearchQuery{Words: "delivery", Kind: "goal"})
		team, s := found(t, db, as(t, db, c.Member), models.SearchQuery{Words: "delivery", Team: c.Teams["Delivery"].Ref})
		if len(goals) != 1 || !strings.HasPrefix(goals[0], "goal ") || len(team) == 0 || len(team) >= len(all) {
			t.Errorf("all %v, goals %v, team %v", all, goals, team)
		}
		for _, f := range s.All {
			if f.TeamID == nil {
				t.Errorf("%s belongs to no team", f.Head)
			}
		}
		_, s = found(t, db, as(t, db, c.Member), models.SearchQuery{Words: "delvery cicle"})
		if len(s.All) != 0 || len(s.Nearest) == 0 || !strings.Contains(strings.ToLower(s.Nearest[0].Head), "delivery cycle") {
			t.Errorf("near %+v", s.Nearest)
		}
	})
}

func TestPinsAndWhatWasOpenedAreEachPersonsOwnAndGoWithTheRightToOpenThem(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		task := c.Tasks
		var one *models.Task
		for _, t := range task {
			if t.TeamID != nil && (one == nil || t.Ref < one.Ref) {
				one = t
			}
		}
		me, other := as(t, db, c.Member), as(t, db, c.People["Tom Okafor"])
		hand := func(who models.Who) (h *models.AtHand) {
			t.Helper()
			read(t, db, who, func(r *models.Read) (err error) { h, err = r.AtHand(); return err })
			return h
		}
		write(t, db, me, func(tx *models.Tx) error {
			for range 2 {
				if _, err := tx.Pin("task", one.Ref); err != nil {
					return err
				}
			}
			for i := range 30 {
				if err := tx.NoteSearched(fmt.Sprint("word ", i)); err != nil {
					return err
				}
			}
			return tx.NoteOpened("outcome", "O1")
		})
		if h := hand(me); len(h.Pinned) != 1 || !h.Pinned[0].Pinned || len(h.Opened) != 1 || h.Opened[0].Ref != "O1" || len(h.Words) != 8 || h.Words[0] != "word 29" {
			t.Errorf("at hand: %+v", h)
		}
		if h := hand(other); len(h.Pinned)+len(h.Opened)+len(h.Words) != 0 {
			t.Errorf("another has %+v", h)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE tasks SET removed_at = updated_at WHERE id = ?", one.ID).Error
		})
		if h := hand(me); len(h.Pinned) != 0 {
			t.Error("a removed thing stays pinned")
		}
		if err := db.Write(t.Context(), me, func(tx *models.Tx) error { _, err := tx.Pin("task", "T99999"); return err }); err == nil {
			t.Error("what is not there is pinned")
		}
	})
}

// A hidden title is no nearest one, and takes no place from those that are seen.
func TestAHiddenTitleChangesNothingAboutWhatIsNearest(t *testing.T) {
	t.Parallel()
	db := modelstest.Open(t)
	c := loaded(t, db)
	near := func() (heads []string) {
		_, s := found(t, db, as(t, db, c.Member), models.SearchQuery{Words: "zorblix"})
		for _, f := range s.Nearest {
			heads = append(heads, f.Head)
		}
		return heads
	}
	add := func(team *string, titles ...string) {
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			for _, title := range titles {
				if err := tx.AddTask(&models.Task{Title: title, TeamID: team, OwnerPersonID: &c.Owner.ID}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	add(&c.Teams["Service Desk"].ID, "Zorblia", "Zorblib", "Zorblic", "Zorblid", "Zorblie")
	was := near()
	add(nil, "Zorblixa", "Zorblixb", "Zorblixc", "Zorblixd")
	if now := near(); len(was) != 4 || !slices.Equal(was, now) {
		t.Errorf("nearest were %q and are %q", was, now)
	}
}
