package demo

import (
	"throughline/models"
)

// said of things at the first review of the strategy; what is not named is kept.
var reviewed = map[string][2]string{
	"O2": {models.VerdictChange, "Live means that the clinic has worked for a day without calling us. The metric is counted so from now on."},
	"G7": {models.VerdictDrop, "Nobody can say what a better mark after a visit would change. Repeat visits tell us more."},
}

// keptBecause is why the others were kept.
const keptBecause = "The first readings say nothing against it."

// holdFirstReview holds the first review of the strategy, some days after the first briefs, in the name of Maja Holm. One outcome is
// changed and one goal dropped, each by a decision.
func (l *loader) holdFirstReview() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	held := l.cal.AddWorkingDays(l.firstIssued(), 3)
	v := &models.Review{Row: l.row("review", "first look", l.inForce), StrategyID: l.Strategy.ID, Clock: models.ClockStrategy, Day: held, PlannedDay: held, State: models.Scheduled,
		OwnerPersonID: l.person(theOwner)}
	if err := l.tx.Insert(v); err != nil {
		return err
	}
	return l.act(theOwner, l.at(held, 14), now, func() error {
		s, err := l.tx.OpenSheet(v, "")
		if err != nil {
			return err
		}
		d, err := l.tx.SheetByRef(s.Ref)
		if err != nil {
			return err
		}
		d.Market = "Two clinic groups in the north were bought by one owner from the south. Prices are asked for earlier and by fewer people."
		d.Competition = "The largest competitor answers at night since this summer, from abroad. Nobody else came near us."
		d.Notes = "We looked at five outcomes and seven goals in 50 minutes. The sentence of intent stays."
		for _, i := range d.Items {
			i.Verdict, i.Words = models.VerdictKeep, keptBecause
			if say, named := reviewed[i.EntityRef]; named {
				i.Verdict, i.Words = say[0], say[1]
			}
		}
		return l.tx.HoldSheet(d, models.Holding{})
	})
}

// prepareReviews prepares the next review of the strategy and that of Client Services: what is known before people meet is written down.
func (l *loader) prepareReviews() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	next := func(clock string) (first *models.Review) {
		for _, v := range l.Reviews {
			if v.Clock == clock && v.Day > l.today && v.State == models.Scheduled && (first == nil || v.Day < first.Day) {
				first = v
			}
		}
		return first
	}
	yesterday := l.at(l.workday(l.today.Add(-1)), 15)
	if err := l.act(theOwner, yesterday, now, func() error {
		return l.prepare(next(models.ClockStrategy), "", func(d *models.SheetDetail) {
			d.Market = "The health funds pay video visits like others from January. Clinics ask us what they need for that."
			d.Notes = "To read before: the renewal figures of the month, and what the lost clinic told us."
		})
	}); err != nil {
		return err
	}
	return l.act(theHead, yesterday, now, func() error {
		return l.prepare(next(models.ClockOperations), l.Teams["Client Services"].Ref, func(d *models.SheetDetail) {
			d.Notes = "We begin with what is overdue."
			if len(d.Items) > 0 {
				d.Items[0].Verdict, d.Items[0].Words = models.VerdictKeep, "It moves, and the readings follow it."
			}
		})
	})
}

func (l *loader) prepare(v *models.Review, team string, write func(*models.SheetDetail)) error {
	s, err := l.tx.OpenSheet(v, team)
	if err != nil {
		return err
	}
	d, err := l.tx.SheetByRef(s.Ref)
	if err != nil {
		return err
	}
	write(d)
	return l.tx.SaveSheet(d)
}
