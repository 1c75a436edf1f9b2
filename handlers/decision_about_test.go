package handlers

import (
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAWorkflowAProcessAndATeamShowTheDecisionsAboutThem(t *testing.T) {
	h, c := example(t)
	desk := c.Teams["Service Desk"]
	var process *models.Process
	var workflow *models.Workflow
	h.read(func(r *models.Read) error {
		if err := r.DB().Where("removed_at IS NULL").Order("ref").Limit(1).Find(&workflow).Error; err != nil {
			return err
		}
		return r.DB().Where("removed_at IS NULL AND strategy_id = ?", c.Strategy.ID).Order("ref").Limit(1).Find(&process).Error
	})
	things := []struct{ kind, id, ref, at, says string }{
		{"workflow", workflow.ID, workflow.Ref, link.Workflow(workflow.Ref), "Leave the workflow as it is"},
		{"process", process.ID, process.Ref, link.Process(process.Ref), "Try the process for a month"},
		{"team", desk.ID, desk.Ref, link.TeamOutcomes(desk.Ref), "Move the team to the second floor"},
	}
	h.write(func(tx *models.Tx) error {
		for _, one := range things {
			d := &models.Decision{Title: one.says, Statement: one.says + ".", State: models.DecisionAccepted, DeciderPersonID: &c.Owner.ID, DecidedDay: tx.Today()}
			if err := tx.Insert(d); err != nil {
				return err
			}
			if err := tx.Insert(&models.DecisionLink{DecisionID: d.ID, EntityType: one.kind, EntityID: one.id}); err != nil {
				return err
			}
		}
		return nil
	})
	head, member := h.as(models.DepartmentHead), h.as(models.Member)
	for _, one := range things {
		member.get(one.at).is(200).says("Decisions about it", one.says).silent("Record a decision about it")
		page := head.get(one.at).is(200).says(one.says, "Record a decision about it").page()
		if page.Find(`main a[href="`+link.DecisionNew(one.ref, "")+`"]`).Length() != 1 {
			t.Errorf("%s does not lead to a new decision about it", one.at)
		}
		head.get(link.DecisionNew(one.ref, "")).is(200)
	}
}
