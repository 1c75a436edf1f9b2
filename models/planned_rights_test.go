package models_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// aPlan is a change of an initiative that its team's lead has written: it goes to somebody else.
func aPlan(t *testing.T, db *models.DB, c *demo.Company, who models.Who, to *models.Person) (p *models.PlannedChange, of *models.Initiative) {
	t.Helper()
	write(t, db, who, func(tx *models.Tx) error {
		before, err := tx.InitiativeByRef(c.Initiatives["notes"].Ref)
		if err != nil {
			return err
		}
		after := *before
		after.OwnerPersonID = &to.ID
		of = before
		p, err = tx.EditInitiative(before, &after, "She knows the printers.")
		return err
	})
	if p == nil {
		t.Fatal("nothing rests on the initiative, so it went at once")
	}
	return p, of
}

func refusedWith(t *testing.T, err error, kind models.RefusalKind, words string) {
	t.Helper()
	if r, is := models.AsRefusal(err); !is || r.Kind != kind || !strings.Contains(r.Say, words) {
		t.Errorf("not refused with %q: %v", words, err)
	}
}

func TestWhoRunsAnInitiativePlansForItAndChoosesOnlyForWhatIsTheirs(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead := as(t, db, c.Lead)
		p, of := aPlan(t, db, c, lead, c.Lead)
		for _, other := range []*models.Person{c.Member, c.Administrator} {
			if of.OwnerPersonID != nil && other.ID == *of.OwnerPersonID {
				continue
			}
			refusedWith(t, tryWrite(t, db, as(t, db, other), func(tx *models.Tx) error { return tx.ApplyChange(p, nil) }), models.KindNotAllowed, "")
			refusedWith(t, db.Read(t.Context(), as(t, db, other), func(r *models.Read) error { _, err := r.ChangePage(p.Ref, "", 0); return err }), models.KindNotFound, "")
		}
		// A lead chooses for the tasks of their own team, and not for all of them.
		err := tryWrite(t, db, lead, func(tx *models.Tx) error {
			return tx.Choose(p, models.Choose{Kind: "rule", All: true, Choice: models.ChoiceStop, Reason: "x"})
		})
		refusedWith(t, err, models.KindNotAllowed, "")
		write(t, db, lead, func(tx *models.Tx) error {
			rad, err := tx.Radius(p, "task", 0)
			if err != nil || len(rad.Groups) == 0 {
				t.Fatal("no task rests on it", err)
			}
			for _, row := range rad.Groups[0].Rows {
				err := tx.Choose(p, models.Choose{Kind: "task", IDs: []string{row.ID}, Choice: models.ChoiceHand, To: "person:" + c.Member.ID})
				mine := tx.Who.May(models.ChangeTask, models.Owned(row.TeamID, row.OwnerPersonID))
				if mine != (err == nil) {
					t.Errorf("%s: theirs %v, chosen %v", row.Title, mine, err)
				}
			}
			return tx.ApplyChange(p, nil)
		})
		read(t, db, lead, func(r *models.Read) error {
			now, err := r.InitiativeByRef(of.Ref)
			if err == nil && *now.OwnerPersonID != c.Lead.ID {
				t.Error("it did not count")
			}
			return err
		})
	})
}

func TestNobodyLearnsFromWhatRestsOnSomebodyOfWhatTheyMayNotOpen(t *testing.T) {
	db := modelstest.Open(t)
	c := loaded(t, db)
	admin := as(t, db, c.Administrator)
	sizes := func() (n int64, tasks int64) {
		write(t, db, admin, func(tx *models.Tx) error {
			p, err := tx.PlanLeaving(c.Member)
			if err != nil {
				return err
			}
			rad, err := tx.Radius(p, "", 0)
			for _, g := range rad.Groups {
				if g.Key == "task" {
					tasks = g.All
				}
			}
			n = rad.All
			return err
		})
		return n, tasks
	}
	all, tasks := sizes()
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		draft := &models.Strategy{Kind: models.Organizational, State: models.Draft, Title: "Next", OwnerPersonID: &c.Member.ID, AuthorPersonID: &c.People["Tom Okafor"].ID}
		if err := tx.Insert(draft); err != nil {
			return err
		}
		if err := tx.Insert(&models.Goal{StrategyID: &draft.ID, Title: "Hush", State: models.Draft, OwnerPersonID: &c.Member.ID}); err != nil {
			return err
		}
		return tx.Insert(&models.Task{Title: "Dentist", State: models.TaskOpen, OwnerPersonID: &c.Member.ID})
	})
	if now, nowTasks := sizes(); now != all || nowTasks != tasks {
		t.Errorf("a draft or a personal task is counted: %d, not %d; tasks %d, not %d", now, all, nowTasks, tasks)
	}
	// Of the drafts of operations strategies their own writers know.
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		for line, author := range map[string]*models.Person{"theirs": c.Administrator, "not theirs": c.Lead} {
			if err := tx.Insert(&models.OperationsStrategy{Line: line, N: 1, Name: line, State: models.Draft, Scope: models.ScopeTeam, CapacityUnit: models.CapacityHours, OwnerPersonID: &c.Member.ID, AuthorPersonID: &author.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	if now, _ := sizes(); now != all+1 {
		t.Errorf("with an operations strategy that the reader drafts %d things rest on it, not %d", now, all+1)
	}
	// They go along all the same, so that nothing is left in a name that has gone.
	write(t, db, admin, func(tx *models.Tx) error { return leaves(tx, c.Member, c.Lead) })
	read(t, db, models.CommandLine, func(r *models.Read) error {
		var e models.Event
		var said struct{ After *models.ChangeStory }
		err := r.DB().Where("type = ?", string(models.ChangeMade)).Order("occurred_at DESC, id DESC").First(&e).Error
		if err == nil {
			err = json.Unmarshal([]byte(e.Payload), &said)
		}
		for id, line := range said.After.People {
			if author := id == c.People["Tom Okafor"].ID; strings.Contains(line, "Your draft “Next”") != author || !author && (strings.Contains(line, "Hush") || strings.Contains(line, "Next")) {
				t.Errorf("%s is told: %s", id, line)
			}
		}
		return err
	})
	read(t, db, models.CommandLine, func(r *models.Read) error {
		var left int64
		err := r.DB().Raw("SELECT (SELECT COUNT(*) FROM goals WHERE owner_person_id = @id) + (SELECT COUNT(*) FROM tasks WHERE owner_person_id = @id AND state = 'open')", map[string]any{"id": c.Member.ID}).Scan(&left).Error
		if left != 0 {
			t.Errorf("%d things stay in the name of somebody who left", left)
		}
		return err
	})
}

func TestAChangeTellsEachPersonOnceAndStartsRulesOnceForEachThing(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		tellAll(t, db)
		clock.Advance(time.Hour)
		since := clock.Now()
		owner := as(t, db, c.Owner)
		var p *models.PlannedChange
		write(t, db, owner, func(tx *models.Tx) error {
			g, err := tx.GoalByRef("G1")
			if err != nil {
				return err
			}
			other := *g
			other.DueDay = g.DueDay.AddMonths(2)
			if p, err = tx.HoldBack(g.Title, "Two clinics came later.", g, &other); err != nil {
				return err
			}
			for _, kind := range []string{"objective", "task"} {
				if err := tx.Choose(p, models.Choose{Kind: kind, All: true, Choice: models.ChoiceHand, To: "person:" + c.Lead.ID}); err != nil {
					return err
				}
			}
			return tx.ApplyChange(p, nil)
		})
		tellAll(t, db)
		read(t, db, models.CommandLine, func(r *models.Read) error {
			var told []struct {
				PersonID string
				N        int
			}
			if err := r.DB().Raw("SELECT person_id, COUNT(*) AS n FROM notices WHERE thing_kind = 'change' AND thing_ref = ? AND happened_at >= ? GROUP BY person_id", p.Ref, since).Scan(&told).Error; err != nil {
				return err
			}
			if len(told) == 0 {
				t.Error("nobody was told")
			}
			for _, one := range told {
				if one.N != 1 {
					t.Errorf("%s was told %d times", one.PersonID, one.N)
				}
			}
			var events, changed, works int64
			if err := r.DB().Model(&models.Event{}).Where("occurred_at >= ? AND type IN ?", since, []models.EventType{models.TaskChanged, models.ObjectiveChanged, models.GoalChanged}).Count(&events).Error; err != nil {
				return err
			}
			if err := r.DB().Model(&models.PlannedItem{}).Where("planned_change_id = ? AND result = ?", p.ID, models.ItemApplied).Count(&changed).Error; err != nil {
				return err
			}
			if events != changed || changed < 3 {
				t.Errorf("%d events for %d changed things", events, changed)
			}
			if err := r.DB().Raw("SELECT COUNT(*) FROM work w JOIN events e ON e.id = w.ref WHERE w.kind = ? AND e.occurred_at >= ? AND e.type IN ?", models.DispatchEvent, since,
				[]models.EventType{models.TaskChanged, models.ObjectiveChanged, models.GoalChanged}).Scan(&works).Error; err != nil {
				return err
			}
			var most int64
			err := r.DB().Raw("SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM work WHERE kind = ? GROUP BY ref) AS each", models.DispatchEvent).Scan(&most).Error
			if most > 1 {
				t.Errorf("rules look at one event %d times", most)
			}
			var moved models.PromiseMove
			if err := r.DB().Where("entity_type = 'goal' AND created_at >= ?", since).Limit(1).Find(&moved).Error; err != nil {
				return err
			}
			if moved.Reason != "Two clinics came later." {
				t.Errorf("the ledger says %q", moved.Reason)
			}
			return err
		})
	})
}

func TestAChangeIsUndoneAcrossMidnightAndNotAfterThirtyMinutes(t *testing.T) {
	clock := modelstest.At(time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC))
	db := modelstest.Open(t, clock)
	c := loaded(t, db)
	owner := as(t, db, c.Owner)
	undo := func(ref string) error {
		return tryWrite(t, db, owner, func(tx *models.Tx) error {
			p, err := tx.ChangeByRef(ref)
			if err == nil {
				_, _, err = tx.UndoChange(p)
			}
			return err
		})
	}
	apply := func() string {
		p, _ := aPlan(t, db, c, owner, c.Lead)
		write(t, db, owner, func(tx *models.Tx) error { return tx.ApplyChange(p, nil) })
		return p.Ref
	}
	clock.Set(c.Company.Calendar().At(c.Company.Calendar().Today(clock.Now()).Add(1), 0).Add(-10 * time.Minute))
	first := apply()
	clock.Advance(29 * time.Minute) // the next day
	if err := undo(first); err != nil {
		t.Error(err)
	}
	second := apply()
	clock.Advance(models.UndoLasts)
	refusedWith(t, undo(second), models.KindRule, "The time to undo this change is over")
}

func TestTheOrderOfChoosingChangesNothing(t *testing.T) {
	db := modelstest.Open(t)
	c := loaded(t, db)
	var results [2][]string
	for turn := range results {
		var p *models.PlannedChange
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			g, err := tx.GoalByRef("G1")
			if err != nil {
				return err
			}
			other := *g
			other.DueDay = g.DueDay.AddMonths(2)
			if p, err = tx.HoldBack(g.Title, "", g, &other); err != nil {
				return err
			}
			rad, err := tx.Radius(p, "", 0)
			if err != nil {
				return err
			}
			var list []models.Choose
			for _, group := range rad.Groups {
				for _, row := range group.Rows {
					if group.May(models.ChoiceHand) {
						list = append(list, models.Choose{Kind: group.Key, IDs: []string{row.ID}, Choice: models.ChoiceHand, To: "person:" + c.Lead.ID})
					}
				}
			}
			if turn == 1 {
				slices.Reverse(list)
			}
			for _, ch := range list {
				if err := tx.Choose(p, ch); err != nil {
					return err
				}
			}
			return tx.ApplyChange(p, nil)
		})
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			results[turn] = values(t, &tx.Read)
			p, err := tx.ChangeByRef(p.Ref)
			if err == nil {
				_, _, err = tx.UndoChange(p)
			}
			return err
		})
	}
	if !slices.Equal(results[0], results[1]) {
		t.Error(strings.Join(unlike(results[0], results[1]), "\n"))
	}
}
