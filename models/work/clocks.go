package work

import (
	"errors"

	"throughline/models"
)

// Clocks is the work that a day or an hour brings about by itself: issues that nobody moved, the monthly pulses, handoffs that nobody answers, what the
// company’s morning brings, changes that have a day, and tasks that come again.
func Clocks() []Kind {
	return []Kind{
		{Name: models.TendPulses, Hourly: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.TendPulses() }},
		{Name: models.ClimbIssues, Do: func(tx *models.Tx, w *models.Work) error { return tx.ClimbIssue(w.Ref) }},
		{Name: models.LookIssues, Quiet: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.LookAtIssues() }},
		{Name: models.LookDates, Quiet: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.LookAtDates() }},
		{Name: models.RungDue, Do: (*models.Tx).ClimbRung},
		{Name: models.LookSilence, Quiet: true, Do: (*models.Tx).LookForSilence},
		{Name: models.Morning, Quiet: true, Hourly: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.BeginDay() }},
		{Name: models.LookMetrics, Do: func(tx *models.Tx, _ *models.Work) error { return tx.LookAtMetrics() }},
		{Name: models.LookAudits, Do: func(tx *models.Tx, _ *models.Work) error { return errors.Join(tx.LookAtStrategies(), tx.KeepGap()) }},
		{Name: models.LookWrong, Do: func(tx *models.Tx, _ *models.Work) error { return tx.LookAtSymptoms() }},
		{Name: models.ApplyOnDay, Do: (*models.Tx).ApplyOnItsDay, Failed: (*models.Tx).ChangeStuck},
		{Name: models.ChangeEve, Do: (*models.Tx).RemindOfDay},
		{Name: models.RepeatLook, Quiet: true, Hourly: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.RepeatDue() }},
		{Name: models.RepeatTasks, Do: func(tx *models.Tx, w *models.Work) error { return tx.MakeNext(w.Ref) }},
	}
}
