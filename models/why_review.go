package models

import "throughline/models/day"

// ClosedOutcome is an outcome with how it was closed.
type ClosedOutcome struct {
	*Outcome
	Close *OutcomeClose
}

// closedSince lists the outcomes that were closed after one day and up to another, as far as this person may know of them; every close counts
// where no day is given. What a review of the strategy asks first of each is why it was missed.
func (r *Read) closedSince(after, to day.Day) ([]*ClosedOutcome, error) {
	q := r.DB().Where("closed_at IS NOT NULL AND taken_back_at IS NULL AND day <= ?", string(to))
	if after != "" {
		q = q.Where("day > ?", string(after))
	}
	var closes []*OutcomeClose
	if err := q.Order("day DESC, id").Limit(mostClosed).Find(&closes).Error; err != nil || len(closes) == 0 {
		return nil, err
	}
	ids := make([]string, len(closes))
	for i, c := range closes {
		ids[i] = c.OutcomeID
	}
	outcomes, err := r.outcomes(r.visibleOutcomes(r.DB().Where("id IN ? AND removed_at IS NULL", ids)))
	at := map[string]*Outcome{}
	for _, o := range outcomes {
		at[o.ID] = o
	}
	var list []*ClosedOutcome
	for _, c := range closes {
		if o := at[c.OutcomeID]; o != nil {
			list = append(list, &ClosedOutcome{Outcome: o, Close: c})
		}
	}
	return list, err
}

// mostClosed bounds how many closed outcomes one review lists.
const mostClosed = 50

// fillClosed adds to a review of the strategy what was closed since the one before it, up to the day on which it was held.
func (r *Read) fillClosed(d *SheetDetail) (err error) {
	if d.Clock != ClockStrategy {
		return nil
	}
	var after day.Day
	if d.Before != nil {
		if after, err = r.heldOn(d.Before); err != nil {
			return err
		}
	}
	to, err := r.heldOn(d.ReviewSheet)
	if err != nil {
		return err
	}
	d.Closed, err = r.closedSince(after, to)
	return err
}

// heldOn is the company's day on which a review was held; today while it is open.
func (r *Read) heldOn(s *ReviewSheet) (day.Day, error) {
	if s.HeldAt == nil {
		return r.Today(), nil
	}
	c, err := r.Company()
	if err != nil {
		return "", err
	}
	return c.Calendar().Today(*s.HeldAt), nil
}
