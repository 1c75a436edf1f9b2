package wizard

import (
	"context"

	"throughline/models"
	"throughline/models/day"
)

// reads is a transaction or a reading: both find.
type reads interface {
	NextOf(s *models.Strategy) (*models.Next, error)
}

// MissingOf is why the strategy cannot come in force yet: the steps that are not done and, of one that takes the place of another, what of
// that one nobody decided yet. Empty when it can.
func (w *World) MissingOf(r reads) ([]string, error) {
	list := w.Missing()
	if !w.Follows() {
		return list, nil
	}
	n, err := r.NextOf(w.Strategy)
	if err != nil {
		return nil, err
	}
	return append(list, n.Gaps()...), nil
}

// SetDay sets the day on which the draft takes the place of the strategy in force by itself, moves it, or takes it back with an empty one. A
// day is set only when nothing is missing.
func SetDay(ctx context.Context, db *models.DB, who models.Who, ref string, on day.Day) error {
	return db.Write(ctx, who, func(tx *models.Tx) error {
		n, err := tx.NextByRef(ref)
		if err != nil {
			return err
		}
		if err := tx.Who.Must(models.PutInForce); err != nil {
			return err
		}
		if err := tx.Hold(n.Strategy); err != nil {
			return err
		}
		if n, err = tx.NextByRef(ref); err != nil {
			return err
		}
		if on == "" {
			return tx.SetBegins(n.Strategy, on)
		}
		w, err := Load(&tx.Read, n.Strategy)
		if err != nil {
			return err
		}
		missing, err := w.MissingOf(tx)
		if err != nil {
			return err
		}
		if len(missing) > 0 {
			return models.AgainstRuleAt("day", "Before a day can be set: "+missing[0])
		}
		return tx.SetBegins(n.Strategy, on)
	})
}

// Begin puts a draft in force because its day has come. What is missing by then takes the day back, and those who draft it are told.
func Begin(tx *models.Tx, work *models.Work) error {
	s, err := tx.StrategyDue(work)
	if err != nil || s == nil {
		return err
	}
	why, err := tx.MayBegin(s)
	if err != nil {
		return err
	}
	if why != "" {
		return tx.HoldUp(s, []string{why})
	}
	w, err := Load(&tx.Read, s)
	if err != nil {
		return err
	}
	missing, err := w.MissingOf(tx)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		return tx.HoldUp(s, missing)
	}
	return putInForce(tx, w)
}
