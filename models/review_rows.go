package models

import "throughline/models/day"

// Cadences gives a strategy's agreed clocks.
func (r *Read) Cadences(strategyID string) ([]*Cadence, error) {
	return heldRows(r, "cadences of "+strategyID, partRhythm, func() ([]*Cadence, error) {
		return found[*Cadence](r.DB().Where("strategy_id = ?", strategyID).Order("clock"))
	})
}

// ReviewsOf gives a strategy's dates on the calendar from one day on, at most count.
func (r *Read) ReviewsOf(strategyID string, from day.Day, count int) ([]*Review, error) {
	return heldRows(r, "reviews of "+strategyID+" "+string(from)+" "+itoa(count), partRhythm, func() (list []*Review, err error) {
		err = r.DB().Where("strategy_id = ? AND removed_at IS NULL AND day >= ?", strategyID, string(from)).Order("day, clock, id").Limit(count).Find(&list).Error
		return list, err
	})
}

// ReviewByRef finds one date of the cadence.
func (r *Read) ReviewByRef(ref string) (*Review, error) {
	return one("This review", func() ([]*Review, error) { return found[*Review](r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
}

// ReviewMoves gives the traces of moved dates for some reviews, newest first.
func (r *Read) ReviewMoves(reviewIDs []string) ([]*ReviewMove, error) {
	if len(reviewIDs) == 0 {
		return nil, nil
	}
	return found[*ReviewMove](r.DB().Where("review_id IN ?", reviewIDs).Order("created_at DESC, id DESC"))
}

// States of a date on the calendar.
const (
	Scheduled = "scheduled"
	Held      = "held"
	Skipped   = "skipped"
)

// monthsOfRhythm is how far ahead the dates of a strategy lie on the calendar: an intent is due for another look after two years (R24),
// and the third keeps the rhythm going until its successor is in force.
const monthsOfRhythm = 36

// ScheduleReviews puts the dates of three years on the calendar from the agreed clocks: pulses each month, operations every 90 days,
// strategy each quarter (R17, R23). Dates that were planned and not held yet give way to the new ones. Weekly readings follow from
// their clock alone, see ReadingDays.
func (tx *Tx) ScheduleReviews(s *Strategy, clocks []*Cadence) error {
	c, err := tx.Company()
	if err != nil {
		return err
	}
	cal := c.Calendar()
	old, err := found[*Review](tx.DB().Where("strategy_id = ? AND state = ? AND removed_at IS NULL AND day >= ?", s.ID, Scheduled, string(tx.Today())))
	if err != nil {
		return err
	}
	for _, r := range old {
		if err := tx.Remove(r); err != nil {
			return err
		}
	}
	var list []*Review
	for _, clock := range clocks {
		for _, d := range clock.days() {
			if d = cal.AddWorkingDays(d.Add(-1), 1); d.Before(tx.Today()) {
				continue
			}
			list = append(list, &Review{StrategyID: s.ID, Clock: clock.Clock, Day: d, PlannedDay: d, State: Scheduled, OwnerPersonID: clock.OwnerPersonID})
		}
	}
	if err := InsertAll[Review](tx, list); err != nil {
		return err
	}
	for _, r := range list {
		if err := tx.Emit(ReviewScheduled, r, nil, r); err != nil {
			return err
		}
	}
	return tx.Enqueue(&Work{Key: string(TendPulses) + ":" + NewID(), Kind: TendPulses}) // the next pulse gets its meeting
}

// days lists a clock's days from its first one on, for as long as dates are put on the calendar.
func (c *Cadence) days() []day.Day {
	var list []day.Day
	end := c.FirstDay.AddMonths(monthsOfRhythm)
	for n := 0; ; n++ {
		d := c.FirstDay
		switch c.Clock {
		case ClockPulse:
			d = d.AddMonths(n)
		case ClockStrategy:
			d = d.AddMonths(3 * n)
		case ClockOperations:
			d = d.Add(90 * n)
		default:
			return nil
		}
		if !d.Before(end) {
			return list
		}
		list = append(list, d)
	}
}
