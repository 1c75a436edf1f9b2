package automation_test

import (
	"testing"

	"throughline/models"
	"throughline/models/automation"
)

func TestADateThatARuleMovesStandsInTheLedgerOnceAndNotAtAllWhenTheRunIsTakenBack(t *testing.T) {
	const rule = `{"trigger":{"type":"task.blocked"},"mode":"parallel","steps":[{"k":"a","do":"set_field","field":"task.due_day","value":"2027-09-30"}]}`
	onStage(t, func(s *stage) {
		task := s.c.Tasks["Publish fix notes 10 to 12"]
		r := s.publish("Move", rule)
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			t, err := tx.TaskToChange(task.Ref)
			if err != nil {
				return err
			}
			return tx.MoveTask(t, models.TaskBlocked, "The desk is short.")
		})
		run := s.only(r, models.RunDone)
		moves := func(want, back int) {
			s.Helper()
			err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) error {
				l, err := r.PromiseLedger(models.LedgerQuery{Kind: "task"}, 0, 500)
				if err != nil {
					return err
				}
				for _, p := range l.Rows {
					if p.EntityID == task.ID && (p.Moves != want || p.Back != back || p.Trail[len(p.Trail)-1].CauseRunID != run.ID) {
						s.Errorf("%d moves and %d taken back, want %d and %d", p.Moves, p.Back, want, back)
					} else if p.EntityID == task.ID {
						return nil
					}
				}
				s.Error("it is not in the ledger")
				return nil
			})
			if err != nil {
				s.Fatal(err)
			}
		}
		moves(1, 0)
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			_, _, err := automation.New().Undo(tx, s.run(run))
			return err
		})
		moves(0, 1)
	})
}
