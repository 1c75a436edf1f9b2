package wizard

import (
	"throughline/models"
)

// Aside is advice that would stand on a step, had nobody set it aside with a reason.
type Aside struct {
	Flag
	Reason, By string
}

// Given finds the advice that a step gives now about a thing, by the code it is set aside under; nil when none does.
func (w *World) Given(entityID, code string) (*Step, *Flag) {
	for _, s := range Steps {
		for _, f := range s.Flags(w) {
			if f.Entity != nil && f.Entity.Identity() == entityID && f.Aside() == code {
				return s, &f
			}
		}
	}
	return nil, nil
}

// Dismiss sets one piece of advice aside with its reason, which is kept and shown. Advice on wording comes back by itself
// when the words change.
func Dismiss(tx *models.Tx, w *World, entityID, code, reason string) error {
	if reason == "" {
		return models.AgainstRule("Say in a few words why this advice does not fit here.")
	}
	_, about := w.Given(entityID, code)
	if about == nil {
		return nil // the advice is gone meanwhile, or was set aside already
	}
	return dismiss(tx, about.Entity, code, reason)
}

func dismiss(tx *models.Tx, about models.Entity, code, reason string) error {
	d := &models.Dismissal{EntityType: models.EntityType(about), EntityID: about.Identity(), Code: code, Reason: reason, PersonID: pointer(tx.Who.PersonID)}
	if err := tx.Insert(d); err != nil {
		return err
	}
	return tx.Emit(models.AdviceDismissed, d, nil, d)
}

// TakeBack lets advice that was set aside stand again.
func TakeBack(tx *models.Tx, w *World, entityID, code string) error {
	d := w.away[entityID+" "+code]
	if d == nil {
		return nil // somebody took it back meanwhile
	}
	if err := tx.Delete(d); err != nil {
		return err
	}
	return tx.Emit(models.AdviceTakenBack, d, d, nil)
}

// DismissAll sets one kind of advice of a step aside for everything it is given about now, with one reason that is kept for each.
func DismissAll(tx *models.Tx, w *World, s *Step, code, reason string) error {
	for _, f := range s.Flags(w) {
		if f.Entity == nil || f.Code != code || f.Must {
			continue
		}
		if err := dismiss(tx, f.Entity, f.Aside(), reason); err != nil {
			return err
		}
	}
	return nil
}

// TakeAllBack lets one kind of advice of a step stand again, wherever it was set aside.
func TakeAllBack(tx *models.Tx, w *World, s *Step, code string) error {
	for _, a := range s.SetAside(w) {
		if a.Code != code {
			continue
		}
		if err := TakeBack(tx, w, a.Entity.Identity(), a.Aside()); err != nil {
			return err
		}
	}
	return nil
}
