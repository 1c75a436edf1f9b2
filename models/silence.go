package models

import (
	"slices"

	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// remindHour is when on its day a rung is climbed, in the company's zone.
const remindHour = 8

// HandoffRung is one rung that an unanswered handoff has climbed: whom it told, why that person, and how many days late that was because
// the program stood still. It is never changed.
type HandoffRung struct {
	Row
	HandoffID      string
	Turn           int    // how often it was somebody's turn to answer by then
	Who            string // the rung's side, see Rung
	Days           int
	Day            day.Day // the day it was due
	LateDays       int
	SilentPersonID *string // who had to answer
	ToldPersonID   *string // nil when nobody was left to tell, or the person was told just then
	Why            string  // why that person, in words
}

// Silence is what an event says of a handoff without an answer: whom it told, and why that person.
type Silence struct {
	Ref      string  `json:"ref"`
	Work     string  `json:"work"`
	Decision string  `json:"decision"`
	Silent   string  `json:"silent"` // who has to answer, by name
	SilentID string  `json:"silent_person_id"`
	Told     string  `json:"told"`
	ToldID   string  `json:"told_person_id"`
	Why      string  `json:"why"`
	AnswerBy day.Day `json:"answer_by"`
	Days     int     `json:"days"` // working days since then
	LateDays int     `json:"late_days"`
}

// Unanswered tells whether somebody has to say something: the receiver, or the giver who was asked.
func (h *Handoff) Unanswered() bool { return h.WaitsForReceiver() || h.WaitsForGiver() }

// rungDay is the day on which a handoff climbs a rung.
func rungDay(h *Handoff, r Rung, cal day.Calendar) day.Day {
	return cal.AddWorkingDays(cal.WorkingFrom(h.AnswerDay), r.Days)
}

// openRungs are the rungs that a handoff has not climbed in this turn.
func openRungs(h *Handoff, ladder []Rung, climbed []*HandoffRung) (open []Rung) {
	for _, r := range ladder {
		if !slices.ContainsFunc(climbed, func(c *HandoffRung) bool { return c.Turn == h.Turn && c.Who == r.Who && c.Days == r.Days }) {
			open = append(open, r)
		}
	}
	return open
}

func silenceLane(id string) string { return "silence:" + id }

// planSilence sets the timer of the next rung. There is one at a time; an answer takes it out.
func (tx *Tx) planSilence(h *Handoff, climbed []*HandoffRung) error {
	c, err := tx.Company()
	if err != nil || !h.Unanswered() {
		return err
	}
	open := openRungs(h, c.Rungs(), climbed)
	if len(open) == 0 {
		return nil
	}
	cal := c.Calendar()
	on := rungDay(h, open[0], cal)
	key := silenceLane(h.ID) + ":" + itoa(h.Turn) + ":" + open[0].Who + "+" + itoa(open[0].Days) + ":" + string(on)
	return tx.Enqueue(&Work{Key: key, Kind: RungDue, Ref: h.ID, Lane: silenceLane(h.ID), RunAt: cal.At(on, remindHour)})
}

// keepHandoff writes a handoff that was changed. When it is somebody else's turn to answer, or another day to answer by, the ladder begins
// anew; when nobody has to answer any more, it ends.
func (tx *Tx) keepHandoff(before, h *Handoff) error {
	turned := before.WaitsForReceiver() != h.WaitsForReceiver() || before.WaitsForGiver() != h.WaitsForGiver() || before.AnswerDay != h.AnswerDay ||
		before.ReceiverPersonID != h.ReceiverPersonID
	if turned && h.Unanswered() {
		h.Turn = before.Turn + 1
	}
	if err := tx.Save(h); err != nil {
		return err
	}
	if err := tx.runTaken("handoff", h.ID, before.AcknowledgedAt, h.AcknowledgedAt); err != nil || !turned {
		return err
	}
	if err := tx.forgetWork(silenceLane(h.ID)); err != nil {
		return err
	}
	return tx.planSilence(h, nil)
}

// ClimbRung does the work of a timer: it looks at the handoff as it is now, and climbs each rung whose day has come.
func (tx *Tx) ClimbRung(w *Work) error {
	c, err := tx.Company()
	if err != nil {
		return err
	}
	// A timer that is due by the clock of the database is due, whatever the clock here says.
	return tx.climb(w.Ref, max(tx.Today(), c.Calendar().Today(w.RunAt)))
}

// climb tells whom the ladder names by a day. What was answered, cancelled or no longer counts is left alone.
func (tx *Tx) climb(handoffID string, today day.Day) error {
	list, err := found[*Handoff](tx.DB().Where("id = ?", handoffID).Clauses(clause.Locking{Strength: "UPDATE"}))
	if err != nil || len(list) == 0 || !list[0].Unanswered() {
		return err
	}
	h := list[0]
	d, err := tx.decisionByID(h.DecisionID)
	if err != nil || d.State != DecisionAccepted {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	climbed, err := tx.rungsOf(h.ID)
	if err != nil {
		return err
	}
	reach, err := tx.reachOf(h, d, climbed)
	if err != nil {
		return err
	}
	cal := c.Calendar()
	now := map[string]bool{} // told in this very moment
	for _, r := range openRungs(h, c.Rungs(), climbed) {
		on := rungDay(h, r, cal)
		if on.After(today) {
			break
		}
		told, why := reach.next(r)
		row := &HandoffRung{HandoffID: h.ID, Turn: h.Turn, Who: r.Who, Days: r.Days, Day: on, LateDays: max(today.Sub(on), 0), Why: why}
		if reach.silent != nil {
			row.SilentPersonID = &reach.silent.ID
		}
		if told != nil && now[told.ID] {
			row.Why, told = told.Name+" was told of the rung before on the same day.", nil
		}
		if told != nil {
			row.ToldPersonID, now[told.ID] = &told.ID, true
			reach.note(row)
		}
		if err := tx.Insert(row); err != nil {
			return err
		}
		climbed = append(climbed, row)
		if err := tx.tellSilence(h, d, row, reach.silent, told); err != nil {
			return err
		}
	}
	return tx.planSilence(h, climbed)
}

// tellSilence records that somebody was told of a silence.
func (tx *Tx) tellSilence(h *Handoff, d *Decision, row *HandoffRung, silent, told *Person) error {
	if told == nil {
		return nil
	}
	s := Silence{Ref: h.Ref, Work: h.Work, Decision: d.Title, Told: told.Name, ToldID: told.ID, Why: row.Why, AnswerBy: h.AnswerDay, Days: row.Days, LateDays: row.LateDays}
	if silent != nil {
		s.Silent, s.SilentID = silent.Name, silent.ID
	}
	return tx.Tell(HandoffUnanswered, h, nil, s)
}

// rungsOf gives what some handoffs have climbed, in the order in which it happened.
func (r *Read) rungsOf(ids ...string) ([]*HandoffRung, error) {
	return found[*HandoffRung](r.DB().Where("handoff_id IN ?", ids).Order("created_at, id"))
}

// silenceBatch is how many handoffs one transaction looks at.
const silenceBatch = 100

// lookAgain has every handoff without an answer looked at after the company's ladder or calendar changed.
func (tx *Tx) lookAgain(c *Company) error {
	return tx.Enqueue(&Work{Key: "silence:look:" + itoa(c.Version), Kind: LookSilence})
}

// LookForSilence sees that each handoff without an answer has the timer of its next rung. It looks at some, and has the rest looked at after
// them.
func (tx *Tx) LookForSilence(w *Work) error {
	list, err := found[*Handoff](tx.DB().Where("state IN ? AND id > ?", unanswered, w.Ref).Order("id").Limit(silenceBatch))
	if err != nil || len(list) == 0 {
		return err
	}
	var ids []string
	for _, h := range list {
		ids = append(ids, h.ID)
	}
	climbed, err := tx.rungsOf(ids...)
	if err != nil {
		return err
	}
	for _, h := range list {
		own := slices.DeleteFunc(slices.Clone(climbed), func(c *HandoffRung) bool { return c.HandoffID != h.ID })
		if err := tx.planSilence(h, own); err != nil {
			return err
		}
	}
	if len(list) < silenceBatch {
		return nil
	}
	return tx.Enqueue(&Work{Key: w.Key + "+", Kind: w.Kind, Ref: ids[len(ids)-1]})
}
