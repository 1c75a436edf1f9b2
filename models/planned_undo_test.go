package models_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

// valued are the tables whose values an undo has to restore, each with the columns that go on instead. Links are told apart by what they tie.
var valued = map[string]string{
	"outcomes": "", "outcome_metrics": "", "metrics": "", "goals": "", "goal_outcomes": "id", "objectives": "", "objective_goals": "id", "workflows": "", "workflow_outcomes": "id",
	"processes": "", "process_versions": "", "rules": "", "approval_chains": "", "chain_stages": "", "chain_approvers": "id", "initiatives": "", "initiative_outcomes": "id",
	"initiative_objectives": "id", "allocations": "", "tasks": "", "task_outcomes": "id", "task_goals": "id", "task_objectives": "id", "handoffs": "turn", "decisions": "", "decision_links": "id",
	"reviews": "", "issues": "", "task_series": "", "cadences": "", "teams": "", "people": "", "memberships": "id", "alignment_steps": "",
}

// values are all rows of these tables and the sentence in force, as text.
func values(t *testing.T, r *models.Read) []string {
	t.Helper()
	var all []string
	for table, not := range valued {
		var rows []map[string]any
		if err := r.DB().Table(table).Find(&rows).Error; err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, goesOn := range []string{"version", "created_at", "updated_at", not} {
				delete(row, goesOn)
			}
			b, err := json.Marshal(row)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, table+" "+string(b))
		}
	}
	_, intent, err := r.InForce()
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, fmt.Sprint("intent ", intent.Statement, intent.InForceAt.UTC(), intent.ChangeReason, intent.State))
	slices.Sort(all)
	return all
}

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
		gone := *c.Lead
		gone.Active = false
		p, err = tx.PlanChange(models.ChangePerson, gone.Name, "", c.Lead, &gone)
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
	}
	if p == nil && err == nil {
		t.Fatalf("nothing rests on the subject of round %d", kind)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// chooseAnyhow chooses something for some things of every group and for all others of it.
func chooseAnyhow(t *testing.T, tx *models.Tx, c *demo.Company, p *models.PlannedChange, rnd *rand.Rand) {
	t.Helper()
	rad, err := tx.Radius(p, "", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range rad.Groups {
		if p.Joins() {
			break
		}
		targets, err := rad.Targets(g)
		if err != nil {
			t.Fatal(err)
		}
		for i := -1; i < min(len(g.Rows), 3); i++ {
			ch := models.Choose{Kind: g.Key, All: i < 0, Choice: g.Choices[rnd.IntN(len(g.Choices))], Reason: "It rests on what changes"}
			if i >= 0 {
				ch.IDs = []string{g.Rows[i].ID}
			}
			switch ch.Choice {
			case models.ChoiceHand:
				if ch.To = "person:" + c.Owner.ID; g.Key == "allocation" {
					ch.To = "team:" + c.Root.ID
				}
			case models.ChoiceRetarget:
				ch.Day = tx.Today().Add(40)
				if len(targets) > 0 {
					to := targets[rnd.IntN(len(targets))]
					ch.To = to.Kind + ":" + to.ID
				}
			}
			if err := tx.Choose(p, ch); err != nil {
				t.Fatalf("%s %s: %v", g.Key, ch.Choice, err)
			}
		}
	}
}

func TestUndoRestoresEveryValueWhateverWasChosen(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		for round := range 13 {
			rnd := rand.New(rand.NewPCG(uint64(round), 7))
			var p *models.PlannedChange
			var before, after []string
			write(t, db, models.CommandLine, func(tx *models.Tx) error {
				before = values(t, &tx.Read)
				p = planned(t, tx, c, round, rnd)
				chooseAnyhow(t, tx, c, p, rnd)
				if got := values(t, &tx.Read); !slices.Equal(got, before) {
					t.Fatal("choosing changed something")
				}
				return nil
			})
			write(t, db, models.CommandLine, func(tx *models.Tx) error { return tx.ApplyChange(p, nil) })
			stand := 0
			write(t, db, models.CommandLine, func(tx *models.Tx) error {
				after = values(t, &tx.Read)
				p, err := tx.ChangeByRef(p.Ref)
				if err != nil {
					return err
				}
				_, stand, err = tx.UndoChange(p)
				return err
			})
			if slices.Equal(before, after) || stand != 0 {
				t.Fatalf("round %d: nothing changed, or %d things stand", round, stand)
			}
			read(t, db, models.CommandLine, func(r *models.Read) error {
				if got := values(t, r); !slices.Equal(got, before) {
					t.Fatalf("round %d, %s:\n%s", round, p.Kind, strings.Join(unlike(before, got), "\n"))
				}
				return nil
			})
		}
	})
}

// unlike lists what stands in only one of two lists.
func unlike(a, b []string) (list []string) {
	for _, s := range a {
		if !slices.Contains(b, s) {
			list = append(list, "was "+s)
		}
	}
	for _, s := range b {
		if !slices.Contains(a, s) {
			list = append(list, "is  "+s)
		}
	}
	return list
}

// leaves has somebody leave, with all that stands in their name handed to another.
func leaves(tx *models.Tx, from, to *models.Person) error {
	p, err := tx.PersonByID(from.ID)
	if err != nil {
		return err
	}
	c, err := tx.PlanLeaving(p)
	if err != nil {
		return err
	}
	if err := tx.HandAll(c, "person:"+to.ID); err != nil {
		return err
	}
	return tx.ApplyChange(c, nil)
}
