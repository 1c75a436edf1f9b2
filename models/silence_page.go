package models

import (
	"time"

	"throughline/models/day"
)

// RungNow is one rung of a handoff's ladder as its page shows it: climbed, or still to come.
type RungNow struct {
	Rung
	Day    day.Day
	ToldAt *time.Time // nil while it is to come
	Late   int        // days that it was told late
	Told   string     // whom it told, or would tell as things stand; empty for nobody
	Why    string     // why that person
	Turn   int
}

// Ladder is how a handoff climbs while nobody answers.
type Ladder struct {
	Climbed []RungNow
	Coming  []RungNow
	Silent  string // who has to answer; empty when nobody has to
	Rests   bool   // the decision no longer counts, so nobody is told
}

// ladderOf reads what a handoff has climbed, and what comes next as things stand.
func (r *Read) ladderOf(h *Handoff, d *Decision) (*Ladder, error) {
	climbed, err := r.rungsOf(h.ID)
	if err != nil {
		return nil, err
	}
	l := &Ladder{Rests: d.State != DecisionAccepted}
	var told []*string
	for _, c := range climbed {
		told = append(told, c.ToldPersonID)
	}
	people, err := r.peopleByID(told...)
	if err != nil {
		return nil, err
	}
	for _, c := range climbed {
		at := c.CreatedAt
		now := RungNow{Rung: Rung{c.Who, c.Days}, Day: c.Day, ToldAt: &at, Late: c.LateDays, Why: c.Why, Turn: c.Turn}
		if c.ToldPersonID != nil && people[*c.ToldPersonID] != nil {
			now.Told = people[*c.ToldPersonID].Name
		}
		l.Climbed = append(l.Climbed, now)
	}
	if !h.Unanswered() || l.Rests {
		return l, nil
	}
	return l, r.comingRungs(l, h, d, climbed)
}

// comingRungs adds the rungs that are still to come, each with whom it would tell.
func (r *Read) comingRungs(l *Ladder, h *Handoff, d *Decision, climbed []*HandoffRung) error {
	c, err := r.Company()
	if err != nil {
		return err
	}
	reach, err := r.reachOf(h, d, climbed)
	if err != nil {
		return err
	}
	if reach.silent != nil {
		l.Silent = reach.silent.Name
	}
	for _, open := range openRungs(h, c.Rungs(), climbed) {
		p, why := reach.next(open)
		now := RungNow{Rung: open, Day: rungDay(h, open, c.Calendar()), Why: why, Turn: h.Turn}
		row := &HandoffRung{Who: open.Who}
		if p != nil {
			now.Told, row.ToldPersonID = p.Name, &p.ID
		}
		reach.note(row)
		l.Coming = append(l.Coming, now)
	}
	return nil
}
