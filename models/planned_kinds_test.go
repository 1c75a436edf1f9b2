package models_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

// plannedKinds is how many kinds of changes there are to try.
const plannedKinds = 20

// planned prepares a random change of each kind in turn.
func planned(t *testing.T, tx *models.Tx, c *demo.Company, kind int, rnd *rand.Rand) *models.PlannedChange {
	t.Helper()
	s, intent, err := tx.InForce()
	if err != nil {
		t.Fatal(err)
	}
	list, err := tx.OutcomesOf(s.ID)
	if err != nil {
		t.Fatal(err)
	}
	o := list[rnd.IntN(len(list))]
	wanted, err := tx.OutcomeByID(o.ID)
	if err != nil {
		t.Fatal(err)
	}
	var p *models.PlannedChange
	goals, err := tx.GoalsOf(s.ID)
	if err != nil {
		t.Fatal(err)
	}
	objectives, err := tx.ObjectivesOf(s.ID)
	if err != nil {
		t.Fatal(err)
	}
	switch kind {
	case 0:
		to := 7 + rnd.Float64()
		wanted.Measures[0].Target, wanted.Measures[0].Metric.Name = &to, "Another metric"
		wanted.Deadline = tx.Today().AddMonths(1 + rnd.IntN(12))
		wanted.OwnerTeamID, wanted.OwnerPersonID = nil, &c.Member.ID
		p, err = tx.PlanChange(models.ChangeOutcome, o.Title, "", o, wanted)
	case 1:
		wanted.StrategyID, wanted.State = nil, models.OutcomeDraft
		p, err = tx.PlanChange(models.ChangeOutcome, o.Title, "", o, wanted)
	case 2:
		other := *intent
		other.Statement, other.ChangeReason = "By 2031 clinics in the west trust us, because we fix for good.", "The market turned."
		p, err = tx.PlanChange(models.ChangeIntent, "The intent", other.ChangeReason, intent, &other)
	case 3:
		lead, err := tx.PersonByID(c.Lead.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p, err = tx.PlanLeaving(lead); err != nil {
			t.Fatal(err)
		}
	case 4:
		team, err := tx.TeamByRef(c.Teams["Service Desk"].Ref)
		if err != nil {
			t.Fatal(err)
		}
		led := *team
		led.LeadPersonID = &c.Member.ID
		led.ParentTeamID = &c.Root.ID
		if p, err = tx.PlanChange(models.ChangeTeam, team.Name, "", team, &led); err != nil {
			t.Fatal(err)
		}
	case 5:
		g := goals[rnd.IntN(len(goals))]
		other := *g
		other.DueDay, other.TeamID, other.OutcomeIDs = tx.Today().AddMonths(9), &c.Root.ID, []string{o.ID}
		p, err = tx.PlanChange(models.ChangeGoal, g.Title, "", g, &other)
	case 6:
		b := objectives[rnd.IntN(len(objectives))]
		other := *b
		other.OwnerPersonID, other.DueDay, other.GoalIDs = &c.Member.ID, tx.Today().AddMonths(7), []string{goals[0].ID}
		p, err = tx.PlanChange(models.ChangeObjective, b.Title, "", b, &other)
	case 7:
		all, err := tx.Workflows()
		if err != nil {
			t.Fatal(err)
		}
		f := all[slices.IndexFunc(all, func(f *models.Workflow) bool { return len(f.Outcomes) > 0 })]
		other := *f
		other.Outcomes, other.TeamID = nil, &c.Root.ID
		if p, err = tx.PlanChange(models.ChangeWorkflow, f.Name, "", f, &other); err != nil {
			t.Fatal(err)
		}
	case 8:
		list, err := tx.ProcessesOf(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		other := *list[0]
		other.OwnerPersonID = &c.Administrator.ID
		if p, err = tx.PlanChange(models.ChangeProcess, other.Name, "", list[0], &other); err != nil {
			t.Fatal(err)
		}
	case 9:
		i, err := tx.InitiativeByRef(c.Initiatives["notes"].Ref)
		if err != nil {
			t.Fatal(err)
		}
		other := *i
		other.OwnerPersonID, other.DueDay, other.OutcomeIDs = &c.Owner.ID, tx.Today().AddMonths(5), []string{o.ID}
		if p, err = tx.PlanChange(models.ChangeInitiative, i.Name, "", i, &other); err != nil {
			t.Fatal(err)
		}
	case 10:
		p, err = tx.JoinGoals(goals[0], goals[1])
	case 11:
		keep, err := tx.ObjectiveByRef("B3")
		if err != nil {
			t.Fatal(err)
		}
		drop, err := tx.ObjectiveByRef("B1")
		if err != nil {
			t.Fatal(err)
		}
		if p, err = tx.JoinObjectives(keep, drop); err != nil {
			t.Fatal(err)
		}
	case 12:
		detail, err := tx.OutcomePage(o.Ref, "")
		if err != nil {
			t.Fatal(err)
		}
		if p, err = tx.EndOutcome(detail, &models.CloseEntry{Verdict: models.OutcomeRetired, Reason: "Nobody asks for it.", Learnt: "Ask."}); err != nil {
			t.Fatal(err)
		}
	default:
		p, err = plannedEnd(t, tx, c, kind)
	}
	if p == nil && err == nil {
		t.Fatalf("nothing rests on the subject of round %d", kind)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// plannedEnd prepares a change by which something is dropped, removed, set aside or left.
func plannedEnd(t *testing.T, tx *models.Tx, c *demo.Company, kind int) (*models.PlannedChange, error) {
	t.Helper()
	objective := func(ref string) *models.Objective {
		o, err := tx.ObjectiveByRef(ref)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	switch kind {
	case 13:
		return tx.DropObjective(objective("B3"), "The tools do it.")
	case 14:
		i, err := tx.InitiativeByRef(c.Initiatives["notes"].Ref)
		if err != nil {
			return nil, err
		}
		return tx.DropInitiative(i, "Nobody reads them.")
	case 15:
		return tx.LeaveTeam(c.Member, c.Teams["Service Desk"])
	case 16:
		list, err := tx.Workflows()
		if err != nil {
			return nil, err
		}
		f := list[slices.IndexFunc(list, func(f *models.Workflow) bool { return f.Verdict == models.Redesign })]
		other := *f
		other.Outcomes, other.Verdict, other.VerdictReason, other.VerdictDay, other.VerdictPersonID = nil, models.Stop, "Nobody asks for it.", tx.Today().AddMonths(1), &c.Lead.ID
		return tx.PlanChange(models.ChangeWorkflow, f.Name, "", f, &other)
	case 17:
		goals, err := tx.GoalsOf(*objective("B3").StrategyID)
		if err != nil {
			return nil, err
		}
		other := *goals[0]
		other.StrategyID, other.State = nil, models.Draft
		return tx.PlanChange(models.ChangeGoal, other.Title, "", goals[0], &other)
	case 18:
		list, err := tx.ProcessesOf(*objective("B3").StrategyID)
		if err != nil {
			return nil, err
		}
		was, gone := *list[0], *list[0]
		was.Current, gone.Current, gone.RemovedAt = nil, nil, &tx.Now
		return tx.PlanChange(models.ChangeProcess, gone.Name, "", &was, &gone)
	}
	was, gone := *objective("B3"), *objective("B3")
	gone.RemovedAt = &tx.Now
	return tx.PlanChange(models.ChangeObjective, gone.Title, "", &was, &gone)
}
