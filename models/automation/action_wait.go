package automation

import (
	"cmp"
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
)

// morning is when a day that is waited for begins, in the company's zone.
const morning = 6

// waitFor lets a run rest for a while, until a day, or until something happens to what it is about.
func waitFor(s *step) (result, error) {
	p := s.at.Wait
	if p == nil {
		return result{}, models.AgainstRule("The block does not say what it waits for.")
	}
	w := &models.Wait{RunID: s.run.ID, StepKey: s.at.Key, Iter: s.iter, EventType: p.Event, EntityType: s.run.EntityType, EntityID: s.run.EntityID}
	var at time.Time
	switch {
	case p.For != nil:
		until, err := s.after(p.For)
		if err != nil {
			return result{}, err
		}
		at = until
	case p.Until != "":
		d, ok := s.clock.DayOf(cmp.Or(s.facts[p.Until].Text, p.Until))
		if !ok {
			return result{}, models.AgainstRule("“" + p.Until + "” names no day here.")
		}
		at = s.clock.Calendar.At(d, morning)
	default:
		return result{}, models.AgainstRule("The block does not say how long it waits.")
	}
	w.DueAt = &at
	s.input(map[string]string{"until": at.Format(time.RFC3339), "event": p.Event})
	return result{waits: true}, s.tx.AddWait(w)
}

// after is the instant at which a while from now ends. Working days end at the same time of day; a day begins in the morning.
func (s *step) after(d *blocks.Due) (time.Time, error) {
	switch {
	case d.Day != "":
		on, ok := s.clock.DayOf(cmp.Or(s.facts[d.Day].Text, d.Day))
		if !ok {
			return time.Time{}, models.AgainstRule("“" + d.Day + "” names no day here.")
		}
		return s.clock.Calendar.At(on, morning), nil
	case d.WorkingDays > 0:
		return sameTime(s.clock, s.clock.Calendar.AddWorkingDays(s.clock.Calendar.Today(s.clock.Now), d.WorkingDays)), nil
	case d.Hours > 0:
		return s.clock.Now.Add(hours(d.Hours)), nil
	}
	return time.Time{}, models.AgainstRule("The block does not say how long.")
}

// sameTime is a day at the time of day that it is now, in the company's zone.
func sameTime(c blocks.Clock, d day.Day) time.Time {
	zone := c.Calendar.Zone
	if zone == nil {
		zone = time.UTC
	}
	now, on := c.Now.In(zone), d.Time()
	return time.Date(on.Year(), on.Month(), on.Day(), now.Hour(), now.Minute(), now.Second(), 0, zone).UTC()
}

// due goes on with a run whose time has come: a wait is over, or nobody decided. A clock that was off meanwhile is said, and it comes once.
func (e *Engine) due(tx *models.Tx, w *models.Work) error {
	s, err := e.waiting(tx, w)
	if err != nil || s == nil {
		return err
	}
	late := blocks.Facts{}
	if by := tx.Now.Sub(w.RunAt).Round(time.Minute); by > time.Minute {
		late["late_by"] = blocks.Value{Kind: blocks.TextField, Text: by.String()}
	}
	if s.at.Do == blocks.Approval {
		a, err := tx.ApprovalOf(s.run.ID, s.at.Key, s.iter)
		if err != nil || a == nil {
			return err
		}
		if ended, err := tx.EndApproval(a, models.ApprovalLate); err != nil || !ended {
			return err
		}
		return s.decided(models.ApprovalLate, late)
	}
	wait, err := tx.WaitOf(s.run.ID, s.at.Key, s.iter)
	if err != nil || wait == nil {
		return err
	}
	if ended, err := tx.EndWait(wait); err != nil || !ended {
		return err
	}
	res := result{given: late}
	if wait.EventType != "" {
		res.branch = "late"
	}
	return s.settle(res)
}

// goesOn goes on with a run whose event came, or whose approval was decided.
func (e *Engine) goesOn(tx *models.Tx, w *models.Work) error {
	s, err := e.waiting(tx, w)
	if err != nil || s == nil {
		return err
	}
	if s.at.Do == blocks.Approval {
		a, err := tx.ApprovalOf(s.run.ID, s.at.Key, s.iter)
		if err != nil || a == nil {
			return err
		}
		return s.decided(a.State, blocks.Facts{})
	}
	return s.settle(result{})
}

// waiting reads a step that waits; nil when it does not any more.
func (e *Engine) waiting(tx *models.Tx, w *models.Work) (*step, error) {
	runID, key, iter := place(w)
	s, err := e.load(tx, runID, key, iter)
	if err != nil || s == nil || s.at == nil || s.row.State != models.RunStepWaiting {
		return nil, err
	}
	return s, nil
}

// wake ends the waits of runs that an event was waited for by.
func (d *dispatching) wake() error {
	waits, err := d.tx.OpenWaits(models.TriggersOf(d.h.Event.Type), d.h.Event.EntityID)
	if err != nil {
		return err
	}
	for _, w := range waits {
		if !d.h.Meets(w.EventType) {
			continue
		}
		run, err := d.tx.RunByID(w.RunID)
		if err != nil {
			return err
		}
		def, err := d.engine.definition(&d.tx.Read, run.RuleVersionID)
		if err != nil {
			return err
		}
		s, _ := def.Find(w.StepKey)
		if s == nil || s.Wait == nil {
			continue
		}
		if held, _ := s.Wait.Where.Holds(d.h.Facts, d.clock); !held {
			continue
		}
		if ended, err := d.tx.EndWait(w); err != nil || !ended {
			return err
		}
		if err := d.tx.WakeRun(w.RunID, w.StepKey, w.Iter, w.ID); err != nil {
			return err
		}
	}
	return nil
}
