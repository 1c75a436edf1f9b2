package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestLongListsSayWhatDoesNotFitTheMethod(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		desk := c.Teams["Service Desk"]
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			goal := &models.Goal{Title: "Onboarding", State: models.Draft, DueText: "FQ2"}
			if err := tx.AddGoal(goal); err != nil {
				return err
			}
			for _, code := range []string{"horizon", "owner"} {
				if err := tx.Insert(&models.Finding{EntityType: "goal", EntityID: goal.ID, Code: code, Say: "Settle the " + code + "."}); err != nil {
					return err
				}
			}
			return nil
		})
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			goals, all, err := r.GoalList(models.ListFilter{Finding: "horizon", Count: 50})
			if err != nil {
				return err
			}
			if all != 1 || goals[0].Title != "Onboarding" || len(goals[0].Findings) != 2 || goals[0].InForce || goals[0].DueText != "FQ2" {
				t.Errorf("%d %+v", all, goals)
			}
			counts, err := r.FindingCounts()
			if err != nil {
				return err
			}
			if len(counts) != 2 || counts[0].N != 1 || counts[0].Say == "" {
				t.Errorf("%+v", counts)
			}
			tasks, all, err := r.TasksFound(models.TaskQuery{Team: desk.Ref, State: "all"}, 0, 5)
			if err != nil {
				return err
			}
			if len(tasks) != 5 || all < 10 || tasks[0].DueDay > tasks[1].DueDay {
				t.Errorf("%d of %d tasks", len(tasks), all)
			}
			outcomes, _, err := r.OutcomeList(models.ListFilter{Count: 50})
			if err != nil {
				return err
			}
			if !outcomes[0].InForce || outcomes[len(outcomes)-1].InForce {
				t.Error("those of the strategy in force do not come first")
			}
			return nil
		})
		read(t, db, as(t, db, c.Administrator), func(r *models.Read) error {
			counts, err := r.FindingCounts()
			if len(counts) != 0 {
				t.Error("an administrator reads no drafts, and so no counts of what may be in one")
			}
			return err
		})
	})
}

func TestOperationsOfATeamCountOnlyThatTeamAndThoseBelow(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			all, err := r.Operations(nil, 0, 50)
			if err != nil {
				return err
			}
			tree := all.Tree
			below, err := r.Operations(tree.Under(c.Teams["Client Services"].ID), 0, 3)
			if err != nil {
				return err
			}
			if below.All >= all.All || below.All != below.Gap.All.Count || len(below.Workflows) != 3 || below.Gap.All.Hours >= all.Gap.All.Hours {
				t.Errorf("%d of %d workflows, %d shown, %v of %v hours", below.All, all.All, len(below.Workflows), below.Gap.All.Hours, all.Gap.All.Hours)
			}
			last, err := r.Operations(nil, 10_000, 50)
			if err != nil {
				return err
			}
			if len(last.Workflows) != 0 || last.All != all.All {
				t.Error("a page past the end shows something")
			}
			if len(all.Processes) == 0 || all.Processes[0].OwnedBy.None() {
				t.Errorf("%d processes", len(all.Processes))
			}
			return nil
		})
	})
}
