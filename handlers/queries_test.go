package handlers

import (
	"fmt"
	"testing"

	"gorm.io/gorm"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

func TestPagesAskTheSameNumberOfQueriesHoweverMuchThereIs(t *testing.T) {
	h, c := example(t)
	n := 0
	h.read(func(r *models.Read) error {
		count := func(*gorm.DB) { n++ }
		callbacks := r.DB().Callback()
		for _, err := range []error{callbacks.Query().After("gorm:query").Replace("test:count", count), callbacks.Row().After("gorm:row").Replace("test:count", count),
			callbacks.Raw().After("gorm:raw").Replace("test:count", count)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		return nil
	})
	owner := h.as(models.Executive)
	addresses := []string{link.Home(), link.Strategy(), link.Operations("", 1), link.Outcome("O1"), link.Update(), link.Tasks(), link.Teams(), link.People(), link.Briefs(),
		link.Decisions(""), link.Decision("D5"), link.Handoff("H1"), link.Alignment(), link.Answers(), link.TeamOutcomes(c.Teams["Service Desk"].Ref),
		link.Rules(nil, 1), link.Rule("R1", ""), link.RuleRuns("R1"), link.RuleHealth(), link.RuleSaved(""), link.Runs(nil), link.Run("N1"), link.Questions(), link.Question("Q1")}
	for _, s := range wizard.Steps {
		addresses = append(addresses, link.Step(s.Key))
	}
	asked := func() map[string]int {
		out := map[string]int{}
		for _, address := range addresses {
			h.write(func(tx *models.Tx) error { return tx.DB().Exec("UPDATE counters SET last = last").Error }) // counts as a change of everything: nothing is held
			n = 0
			owner.get(address).is(200)
			out[address] = n
		}
		return out
	}
	before := asked()
	team := c.Teams["Service Desk"]
	h.write(func(tx *models.Tx) error {
		for i := range 40 {
			if err := oneMore(tx, i, c.Strategy.ID, team.ID, c.Lead.ID, c.Outcomes["O1"].ID); err != nil {
				return err
			}
		}
		return nil
	})
	for address, after := range asked() {
		// Lists may ask once more, for owners of whom there were none before.
		if after > before[address]+2 || after == 0 {
			t.Errorf("%s: %d queries, %d with 40 more of everything", address, before[address], after)
		}
	}
}

// oneMore adds a team, a person, a workflow, a goal, an objective and a task.
func oneMore(tx *models.Tx, i int, strategy, team, person, outcome string) error {
	if err := tx.Insert(&models.Team{Name: fmt.Sprint("Squad ", i), ParentTeamID: &team}); err != nil {
		return err
	}
	if err := tx.Insert(&models.Person{Name: fmt.Sprint("Person ", i), Active: true}); err != nil {
		return err
	}
	w := &models.Workflow{Name: fmt.Sprint("More work ", i), TeamID: &team, OwnerPersonID: &person, Verdict: models.Keep, Outcomes: []*models.WorkflowOutcome{{OutcomeID: outcome}}}
	if err := tx.AddWorkflow(w); err != nil {
		return err
	}
	g := &models.Goal{StrategyID: &strategy, Title: fmt.Sprint("More goal ", i), State: models.Active, OutcomeIDs: []string{outcome}}
	if err := tx.AddGoal(g); err != nil {
		return err
	}
	o := &models.Objective{StrategyID: &strategy, Title: fmt.Sprint("More objective ", i), State: models.Active, TeamID: &team, GoalIDs: []string{g.ID}}
	if err := tx.AddObjective(o); err != nil {
		return err
	}
	return tx.AddTask(&models.Task{Title: fmt.Sprint("More to do ", i), TeamID: &team, OwnerPersonID: &person, DueDay: tx.Today(), ObjectiveIDs: []string{o.ID}})
}
