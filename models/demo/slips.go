package demo

import (
	"throughline/models"
	"throughline/models/day"
)

// slip is how the due date of an objective moved: each move so many days later, so many days ago, and why. It ends where it stands today.
type slip struct {
	objective, by string
	moves         []moved
}

type moved struct {
	ago, later int
	why        string
}

// slips are the promises that were moved in this quarter and the one before.
var slips = []slip{
	{objective: "B10", by: "Tom Okafor", moves: []moved{{58, 14, "Two of the nine clinics moved into other rooms first."}, {31, 14, "The carrier delivered the lines three weeks late."}, {9, 7, ""}}},
	{objective: "B7", by: "Tom Okafor", moves: []moved{{44, 21, "The plan needs the sheet of P1, which was not approved yet."}}},
	{objective: "B5", by: "Yusuf Haddad", moves: []moved{{27, 14, "The evening shift is two people short until the rota stands."}, {12, -7, "The rota stands earlier than expected."}}},
	{objective: "B13", by: "Élodie Marchais", moves: []moved{{35, 30, ""}}},
}

// firstPromised is a thing as it was promised at first, before it slipped.
func (l *loader) firstPromised(e models.Entity) models.Entity {
	if first := l.beforeChange(e); first != nil {
		return first
	}
	o, ok := e.(*models.Objective)
	if !ok {
		return e
	}
	for _, s := range slips {
		if l.Objectives[s.objective] == o {
			first := *o
			first.DueDay = s.first(o.DueDay)
			return &first
		}
	}
	return e
}

// first is the day that was promised before any move.
func (s slip) first(last day.Day) day.Day {
	for _, m := range s.moves {
		last = last.Add(-m.later)
	}
	return last
}

// loadSlips moves what slipped, step by step, to where it stands.
func (l *loader) loadSlips() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	for _, s := range slips {
		o := l.Objectives[s.objective]
		o.DueDay = s.first(o.DueDay)
		for _, m := range s.moves {
			var err error
			if l.tx.Who, err = l.tx.WhoIs(l.People[s.by]); err != nil {
				return err
			}
			l.tx.Now = l.at(l.workday(l.today.Add(-m.ago)), 10)
			before := *o
			o.DueDay = o.DueDay.Add(m.later)
			if err := l.moveObjective(&before, o, m.why); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *loader) moveObjective(before, o *models.Objective, why string) error {
	defer l.tx.For(why)()
	return l.tx.SaveObjective(models.ObjectiveChanged, before, o)
}
