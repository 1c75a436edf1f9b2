package models_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// reviewDrops holds the review of a department's operations, which drops one objective of it.
func reviewDrops(t *testing.T, db *models.DB, c *demo.Company, who models.Who, ref string) (d *models.SheetDetail) {
	t.Helper()
	var s *models.ReviewSheet
	write(t, db, who, func(tx *models.Tx) (err error) {
		s, err = tx.OpenSheet(comingReview(t, db, c, models.ClockOperations), c.Teams["Client Services"].Ref)
		return err
	})
	d = sheetOf(t, db, who, s.Ref)
	for _, i := range d.Items {
		if i.Verdict, i.Words = models.VerdictKeep, "Yes."; i.EntityRef == ref {
			i.Verdict, i.Words = models.VerdictDrop, "The tools do it."
		}
	}
	write(t, db, who, func(tx *models.Tx) error { return tx.HoldSheet(d, models.Holding{}) })
	return d
}

func TestAReviewDropsOnlyOnceSomebodyHasLookedAtWhatRestsOnIt(t *testing.T) {
	db := modelstest.Open(t)
	c := loaded(t, db)
	head := as(t, db, c.Head) // leads the department, and is no author of the strategy
	d := reviewDrops(t, db, c, head, "B3")
	if len(d.Held) != 1 || d.Held[0].Reason != "The tools do it." {
		t.Fatalf("%d drops wait", len(d.Held))
	}
	state := func(want string) {
		t.Helper()
		read(t, db, head, func(r *models.Read) error {
			o, err := r.ObjectiveByRef("B3")
			if err == nil && o.State != want {
				t.Errorf("B3 is %s, not %s", o.State, want)
			}
			return err
		})
	}
	state(models.Active)
	if held := sheetOf(t, db, as(t, db, c.Member), d.Ref); held.State != models.Held || held.Waits[d.Held[0].SubjectID] == nil {
		t.Error("nobody sees that the drop waits")
	}
	for _, other := range []*models.Person{c.Member, c.Administrator, c.People["Samuel Brandt"]} {
		refusedWith(t, tryWrite(t, db, as(t, db, other), func(tx *models.Tx) error { return tx.ApplyChange(d.Held[0], nil) }), models.KindNotAllowed, "")
	}
	write(t, db, head, func(tx *models.Tx) error {
		p, err := tx.ChangeByRef(d.Held[0].Ref)
		if err != nil {
			return err
		}
		rad, err := tx.Radius(p, "", 0)
		if err != nil || rad.All == 0 {
			t.Fatal("nothing rests on it", err)
		}
		return tx.ApplyChange(p, nil)
	})
	state(models.Dropped)
	if held := sheetOf(t, db, head, d.Ref); len(held.Waits) != 0 {
		t.Error("it still waits")
	}
	write(t, db, head, func(tx *models.Tx) error {
		p, err := tx.ChangeByRef(d.Held[0].Ref)
		if err == nil {
			_, _, err = tx.UndoChange(p)
		}
		return err
	})
	state(models.Active)
}

func TestAnInitiativeIsDroppedOnlyOnceSomebodyHasLookedAtWhatRestsOnIt(t *testing.T) {
	db := modelstest.Open(t)
	c := loaded(t, db)
	i := c.Initiatives["notes"]
	lead := as(t, db, c.Head)
	var p *models.PlannedChange
	write(t, db, lead, func(tx *models.Tx) error {
		now, err := tx.InitiativeByRef(i.Ref)
		if err != nil {
			return err
		}
		if _, err := tx.DropInitiative(now, " "); err == nil {
			t.Error("it is dropped without a reason")
		}
		p, err = tx.DropInitiative(now, "Nobody reads them.")
		return err
	})
	if p == nil {
		t.Fatal("tasks rest on it, and it went at once")
	}
	// Whoever runs it may plan for it, but dropping it is a decision of those who lead.
	if i.OwnerPersonID != nil && *i.OwnerPersonID != c.Head.ID {
		var owner *models.Person
		read(t, db, lead, func(r *models.Read) (err error) { owner, err = r.PersonByID(*i.OwnerPersonID); return err })
		if who := as(t, db, owner); !who.MayCommit(i) {
			refusedWith(t, tryWrite(t, db, who, func(tx *models.Tx) error { return tx.ApplyChange(p, nil) }), models.KindNotAllowed, "decision")
		}
	}
	write(t, db, lead, func(tx *models.Tx) error { return tx.ApplyChange(p, nil) })
	read(t, db, lead, func(r *models.Read) error {
		now, err := r.InitiativeByRef(i.Ref)
		if err == nil && (now.State != models.Dropped || now.StateReason != "Nobody reads them.") {
			t.Errorf("it is %s: %s", now.State, now.StateReason)
		}
		var e models.Event
		if err := r.DB().Where("entity_id = ? AND type = ?", i.ID, string(models.InitiativeDropped)).Order("occurred_at DESC").First(&e).Error; err != nil || e.Reason != "Nobody reads them." {
			t.Errorf("history says %q, %v", e.Reason, err)
		}
		return err
	})
}

func TestWhoGoesOffATeamLeavesNothingOfItInTheirNameUnseen(t *testing.T) {
	db := modelstest.Open(t)
	c := loaded(t, db)
	admin, desk := as(t, db, c.Administrator), c.Teams["Service Desk"]
	refusedWith(t, tryWrite(t, db, as(t, db, c.Lead), func(tx *models.Tx) error { _, err := tx.LeaveTeam(c.Member, desk); return err }), models.KindNotAllowed, "")
	on := func() (n int64) {
		read(t, db, admin, func(r *models.Read) error {
			return r.DB().Model(&models.Membership{}).Where("person_id = ? AND team_id = ?", c.Member.ID, desk.ID).Count(&n).Error
		})
		return n
	}
	var held []*models.PlannedChange
	write(t, db, admin, func(tx *models.Tx) error {
		p, err := tx.PersonByID(c.Member.ID)
		if err == nil {
			held, err = tx.SetTeams(p, nil)
		}
		return err
	})
	if len(held) != 1 || on() != 1 {
		t.Fatalf("%d changes wait, on the team %d times", len(held), on())
	}
	var elsewhere int64
	write(t, db, admin, func(tx *models.Tx) error {
		rad, err := tx.Radius(held[0], "", 0)
		if err != nil {
			return err
		}
		for _, g := range rad.Groups {
			for _, row := range g.Rows {
				if row.TeamID == nil || *row.TeamID != desk.ID {
					t.Errorf("%s %s is not of that team", g.Key, row.Ref)
				}
			}
		}
		if err := tx.DB().Model(&models.Task{}).Where("owner_person_id = ? AND (team_id IS NULL OR team_id <> ?)", c.Member.ID, desk.ID).Count(&elsewhere).Error; err != nil {
			return err
		}
		if err := tx.HandAll(held[0], "person:"+c.Lead.ID); err != nil {
			return err
		}
		return tx.ApplyChange(held[0], nil)
	})
	read(t, db, admin, func(r *models.Read) error {
		var left, now int64
		if err := r.DB().Model(&models.Task{}).Where("owner_person_id = ? AND team_id = ? AND state NOT IN ?", c.Member.ID, desk.ID, []string{models.TaskFinished, models.TaskCancelled}).Count(&left).Error; err != nil {
			return err
		}
		err := r.DB().Model(&models.Task{}).Where("owner_person_id = ? AND (team_id IS NULL OR team_id <> ?)", c.Member.ID, desk.ID).Count(&now).Error
		if on() != 0 || left != 0 || now != elsewhere {
			t.Errorf("on the team %d times, %d tasks left; elsewhere %d, not %d", on(), left, now, elsewhere)
		}
		return err
	})
	write(t, db, admin, func(tx *models.Tx) error {
		p, err := tx.ChangeByRef(held[0].Ref)
		if err == nil {
			_, _, err = tx.UndoChange(p)
		}
		return err
	})
	if on() != 1 {
		t.Error("the undo does not put them back")
	}
}

func TestATeamGoesAndTellsNothingOfDraftsNobodyMayRead(t *testing.T) {
	db := modelstest.Open(t)
	c := loaded(t, db)
	admin := as(t, db, c.Administrator)
	var team *models.Team
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		team = &models.Team{Name: "Lab", ParentTeamID: &c.Root.ID}
		if err := tx.AddTeam(team); err != nil {
			return err
		}
		draft := &models.Strategy{Kind: models.Organizational, State: models.Draft, Title: "Next", AuthorPersonID: &c.Member.ID}
		if err := tx.Insert(draft); err != nil {
			return err
		}
		if err := tx.Insert(&models.Goal{StrategyID: &draft.ID, Title: "Hush", State: models.Draft, TeamID: &team.ID}); err != nil {
			return err
		}
		return tx.AddObjective(&models.Objective{Title: "Paint the house", State: models.Active, TeamID: &team.ID})
	})
	write(t, db, admin, func(tx *models.Tx) error {
		gone := *team
		gone.RemovedAt = &tx.Now
		p, err := tx.PlanTeam(team, &gone, "")
		if err != nil {
			return err
		}
		refused := tx.ApplyChange(p, nil)
		if r, is := models.AsRefusal(refused); !is || !strings.Contains(r.Say, ": 1 in all") {
			t.Errorf("it says more than what may be read: %v", refused)
		}
		return nil
	})
	write(t, db, admin, func(tx *models.Tx) error {
		gone := *team
		gone.RemovedAt = &tx.Now
		p, err := tx.PlanTeam(team, &gone, "")
		if err != nil {
			return err
		}
		rad, err := tx.Radius(p, "", 0)
		if err != nil || rad.All != 1 {
			t.Errorf("%d things are counted: %v", rad.All, err)
		}
		if err := tx.HandAll(p, "team:"+c.Teams["Service Desk"].ID); err != nil {
			return err
		}
		if err := tx.ApplyChange(p, nil); err != nil {
			return err
		}
		var said string
		if err := tx.DB().Raw("SELECT payload FROM events WHERE type = ? AND entity_id = ?", string(models.ChangeMade), p.ID).Scan(&said).Error; err != nil {
			return err
		}
		if strings.Contains(said, "Hush") || !strings.Contains(said, "Your draft “Next” has something in this name") {
			t.Errorf("told: %s", said)
		}
		back, _, err := tx.UndoChange(p)
		if back != 2 { // the team and the objective; of the goal in the draft no number speaks
			t.Errorf("%d things are said to be as they were", back)
		}
		return err
	})
}

func TestWhileNothingIsInForceOnlyALeadThatThereIsIsLookedAt(t *testing.T) {
	db := modelstest.Open(t)
	var ada, ben *models.Person
	var team *models.Team
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		if err := tx.Insert(models.NewCompany("Fjord IT")); err != nil {
			return err
		}
		ada, ben, team = &models.Person{Name: "Ada", Active: true}, &models.Person{Name: "Ben", Active: true}, &models.Team{Name: "Desk"}
		for _, e := range []models.Entity{ada, ben} {
			if err := tx.Insert(e); err != nil {
				return err
			}
		}
		if err := tx.AddTeam(team); err != nil {
			return err
		}
		if _, err := tx.EnsureStrategy(); err != nil {
			return err
		}
		return tx.AddWorkflow(&models.Workflow{Name: "Triage", TeamID: &team.ID})
	})
	lead := func(p *models.Person) (held *models.PlannedChange) {
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			before, err := tx.TeamByRef(team.Ref)
			if err != nil {
				return err
			}
			after := *before
			after.LeadPersonID = &p.ID
			held, err = tx.ChangeTeam(before, &after, "")
			return err
		})
		return held
	}
	if lead(ada) != nil {
		t.Error("a company that is being set up cannot name its leads at once")
	}
	held := lead(ben)
	if held == nil {
		t.Fatal("another lead counts at once, though a workflow rests on the team")
	}
	write(t, db, models.CommandLine, func(tx *models.Tx) error { return tx.ApplyChange(held, nil) })
	read(t, db, models.CommandLine, func(r *models.Read) error {
		now, err := r.TeamByRef(team.Ref)
		if err == nil && *now.LeadPersonID != ben.ID {
			t.Error("it does not count")
		}
		return err
	})
}
