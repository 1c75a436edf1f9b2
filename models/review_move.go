package models

import (
	"cmp"
	"fmt"

	"throughline/models/day"
)

// ReviewChange is a date as somebody wants to move it.
type ReviewChange struct {
	To      day.Day
	Reason  string
	Anyway  bool // also to a day on which the company does not work
	Version int  // of the review as the person saw it
}

// MoveReview moves one date and leaves the trace: from, to, why and who (R17). Who saw an older date is told who moved it meanwhile.
func (tx *Tx) MoveReview(r *Review, c ReviewChange) error {
	if err := tx.Who.Must(MoveReview, OfPerson(r.OwnerPersonID)); err != nil {
		return err
	}
	if r.Version != c.Version {
		return tx.staleReview(r)
	}
	if err := tx.judgeMove(r, c); err != nil {
		return err
	}
	before := *r
	r.Day = c.To
	if err := tx.Save(r); err != nil {
		return err
	}
	move := &ReviewMove{ReviewID: r.ID, FromDay: before.Day, ToDay: c.To, Reason: c.Reason, ByName: tx.Who.Name}
	if tx.Who.PersonID != "" {
		move.PersonID = &tx.Who.PersonID
	}
	if err := tx.Insert(move); err != nil {
		return err
	}
	defer tx.For(c.Reason)()
	return tx.Emit(ReviewMoved, r, &before, r)
}

// judgeMove says what speaks against a new date, at the field that can mend it.
func (tx *Tx) judgeMove(r *Review, c ReviewChange) error {
	company, err := tx.Company()
	if err != nil {
		return err
	}
	last, err := tx.lastReviewDay(r)
	if err != nil {
		return err
	}
	var there int64
	if err := tx.DB().Model(&Review{}).Where("strategy_id = ? AND clock = ? AND day = ? AND id <> ? AND removed_at IS NULL", r.StrategyID, r.Clock, string(c.To), r.ID).
		Count(&there).Error; err != nil {
		return err
	}
	off := company.Calendar().WhyOff(c.To)
	switch {
	case r.State != Scheduled:
		return AgainstRule("Only a date that is still to come can be moved.")
	case !c.To.Valid() || c.To.Before(tx.Today()):
		return AgainstRuleAt("to", "Give a day from "+tx.Today().Long()+" on.")
	case c.To == r.Day:
		return AgainstRuleAt("to", "It is on "+r.Day.Long()+" already. Give another day.")
	case c.To.After(last):
		return AgainstRuleAt("to", "The calendar runs until "+last.Long()+". Give a day until then, or lock the cadence in again for another year.")
	case there > 0:
		return AgainstRuleAt("to", "Another one of the same kind is on that day. Give another day.")
	case c.Reason == "":
		return AgainstRuleAt("reason", "Say in a sentence why it moves.")
	case off != "" && !c.Anyway:
		return AskAt("to", fmt.Sprintf("%s is no working day: %s. Give another day, or tick that it moves there all the same.", c.To.Long(), off))
	}
	return nil
}

// lastReviewDay is the end of the year that a review's clock was agreed for.
func (r *Read) lastReviewDay(v *Review) (day.Day, error) {
	clocks, err := r.Cadences(v.StrategyID)
	first := v.PlannedDay
	for _, c := range clocks {
		if c.Clock == v.Clock {
			first = cmp.Or(c.FirstDay, first)
		}
	}
	last := first.AddMonths(12)
	if latest := v.PlannedDay.AddMonths(1); latest.After(last) { // the last of a year may move a little beyond it
		last = latest
	}
	return last, err
}

// staleReview says who moved a date meanwhile, from when to when, and why.
func (tx *Tx) staleReview(r *Review) error {
	refused := &Refusal{Kind: KindStale, Say: "This date was changed while you were looking at it. It is on " + r.Day.Long() + " now."}
	moves, err := tx.ReviewMoves([]string{r.ID})
	if err != nil {
		return err
	}
	if len(moves) > 0 && moves[0].ToDay == r.Day {
		m := moves[0]
		refused.By, refused.At = m.ByName, m.CreatedAt
		refused.Say = m.ByName + " moved it from " + m.FromDay.Long() + " to " + m.ToDay.Long() + " meanwhile, because: " + m.Reason
	}
	return refused
}

// Words say a trace in one line: "moved from 3 Mar 2027 because the figures come later".
func (m *ReviewMove) Words() string {
	return "moved from " + m.FromDay.Short() + " because: " + m.Reason
}
