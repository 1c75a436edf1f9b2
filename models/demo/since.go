package demo

import (
	"throughline/models"
)

// endings are the stops that were carried through: what was to be freed stands at the workflow, what was freed here.
var endings = []struct {
	workflow string
	ago      int // days
	freed    float64
}{
	{"Weekend stand-by for old servers", 19, 3},
	{"Copies of invoices in folders", 33, 3},
}

// laterReadings are those since the first edition.
func (l *loader) laterReadings() error { return models.InsertAll(l.tx, l.readings) }

// laterWorkflows is what has happened to today's work since the first edition: one was taken out, and two stops have ended.
func (l *loader) laterWorkflows() error {
	if err := l.endMeeting(); err != nil {
		return err
	}
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	for _, e := range endings {
		w := l.Workflows[e.workflow]
		ended := l.workday(l.today.Add(-e.ago))
		var err error
		if l.tx.Who, err = l.tx.WhoIs(l.byID(*w.VerdictPersonID)); err != nil {
			return err
		}
		l.tx.Now = l.at(ended, 15)
		if err := l.tx.EndWorkflow(w, &models.Ending{Day: ended, Freed: number(e.freed)}); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) byID(id string) *models.Person {
	for _, p := range l.People {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// laterReviews holds the reviews whose day has passed, and moves the next one of the strategy.
func (l *loader) laterReviews() error {
	now := l.tx.Now
	defer func() { l.tx.Now = now }()
	for _, r := range l.Reviews {
		if r.Day >= l.today || r.Clock == models.ClockPulse { // pulses have meetings of their own
			continue
		}
		l.tx.Now = l.at(r.Day, 11)
		r.State = models.Held
		if err := l.tx.Save(r); err != nil {
			return err
		}
	}
	l.tx.Now = l.at(l.workday(l.today.Add(-4)), 9)
	move, before, next := l.moveStrategyReview()
	if err := l.tx.Insert(move); err != nil {
		return err
	}
	if err := l.tx.Save(next); err != nil {
		return err
	}
	defer l.tx.For(move.Reason)()
	return l.asOwner(l.tx.Now, func() error { return l.tx.Emit(models.ReviewMoved, next, &before, next) })
}
