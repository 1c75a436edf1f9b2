package automation

import (
	"maps"
	"slices"

	"throughline/models"
)

// CarryOut looks at an event and does at once, in this transaction, what rules do about it, as the loop would have done at that moment. It is
// for what is loaded together with its past: the moment is that of the transaction.
func (e *Engine) CarryOut(tx *models.Tx, eventID string) error {
	if err := e.dispatch(tx, &models.Work{Ref: eventID}); err != nil {
		return err
	}
	return e.CatchUp(tx)
}

// CatchUp does at once what is due of the runs that are under way.
func (e *Engine) CatchUp(tx *models.Tx) error {
	kinds := map[models.WorkKind]func(*models.Tx, *models.Work) error{models.DoRunStep: e.doStep, models.RunDue: e.due, models.RunGoesOn: e.goesOn, models.RunTarget: (*models.Tx).LookAtTarget}
	for range mostTried {
		w, err := tx.DueWork(slices.Collect(maps.Keys(kinds)))
		if err != nil || w == nil {
			return err
		}
		if err := e.atOnce(tx, w, kinds[w.Kind]); err != nil {
			return err
		}
	}
	return nil
}

// atOnce does one piece of work outside of the loop, with its last try.
func (e *Engine) atOnce(tx *models.Tx, w *models.Work, do func(*models.Tx, *models.Work) error) error {
	back, over := tx.As(tx.Who), tx.Because(models.Cause{})
	defer func() { over(); back() }()
	w.Attempt = w.Max
	if err := tx.Attempt(func() error { return do(tx, w) }); err != nil {
		refusal, refused := models.AsRefusal(err)
		if !refused {
			return err
		}
		if _, err := e.stepFailed(tx, w, err, refusal.Say); err != nil {
			return err
		}
	}
	return tx.TrialDone(w)
}
