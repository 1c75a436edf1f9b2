package models

import (
	"strconv"
	"strings"

	"throughline/models/day"
)

// SetBegins sets the day on which a draft takes the place of the strategy in force by itself. Another day moves it, none takes it back. What
// keeps it from coming in force is asked for before.
func (tx *Tx) SetBegins(s *Strategy, on day.Day) error {
	if err := tx.Who.Must(PutInForce); err != nil {
		return err
	}
	switch {
	case s.State != Draft || s.FollowsStrategyID == nil:
		return AgainstRule("Only a draft that follows the strategy in force can come in force on a day.")
	case on != "" && !on.After(tx.Today()):
		return AgainstRuleAt("day", "Give a day after today, or put it in force at once.")
	case s.BeginsDay == on:
		return nil
	}
	before := *s
	if s.BeginsDay, s.BeginsPersonID = on, tx.actor(); on == "" {
		s.BeginsPersonID = nil
	}
	if err := tx.Save(s); err != nil {
		return err
	}
	if err := tx.Emit(StrategyDaySet, s, &before, s); err != nil || on == "" {
		return err
	}
	return tx.beginLater(s, "strategy.begins:"+s.ID+":"+string(s.BeginsDay)+":"+strconv.Itoa(s.Version))
}

// beginLater has the draft put in force when its day begins, by the company's own clock.
func (tx *Tx) beginLater(s *Strategy, key string) error {
	company, err := tx.Company()
	if err != nil {
		return err
	}
	return tx.Enqueue(&Work{Key: key, Kind: StrategyBegins, Ref: s.ID, RunAt: company.Calendar().At(s.BeginsDay, 0)})
}

// HeldUp is what kept a draft from coming in force on its day.
type HeldUp struct {
	ID, Ref, Title string
	Day            day.Day
	PersonID       *string // who had set the day
	Missing        []string
}

// HoldUp takes the day of a draft back because something is missing, and tells those who draft it.
func (tx *Tx) HoldUp(s *Strategy, missing []string) error {
	h := HeldUp{ID: s.ID, Ref: s.Ref, Title: s.Title, Day: s.BeginsDay, PersonID: s.BeginsPersonID, Missing: missing}
	before := *s
	s.BeginsDay, s.BeginsPersonID = "", nil
	if err := tx.Save(s); err != nil {
		return err
	}
	if err := tx.Emit(StrategyDaySet, s, &before, s); err != nil {
		return err
	}
	return tx.Tell(StrategyHeldUp, s, nil, h)
}

// StrategyDue is the draft whose day has come; nil when it was moved, taken back or put in force meanwhile. A day that has not begun in the
// company's time zone of today waits on.
func (tx *Tx) StrategyDue(w *Work) (*Strategy, error) {
	list, err := found[*Strategy](tx.DB().Where("id = ?", w.Ref))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	s := list[0]
	if s.State != Draft || s.BeginsDay == "" {
		return nil, nil
	}
	if s.BeginsDay.After(tx.Today()) {
		return nil, tx.beginLater(s, w.Key+"+")
	}
	return s, tx.Hold(s)
}

// MayBegin says why the person who set the day may not put the strategy in force any more; empty when they may.
func (tx *Tx) MayBegin(s *Strategy) (string, error) {
	if s.BeginsPersonID == nil {
		return "", nil
	}
	p, err := tx.PersonByID(*s.BeginsPersonID)
	if err != nil {
		return "", err
	}
	who, err := tx.WhoIs(p)
	if err != nil || p.Active && who.May(PutInForce) {
		return "", err
	}
	return p.Name + ", who set the day, may not put a strategy in force any more. Somebody who may has to set it anew.", nil
}

// aHeldUp reads what kept a draft from coming in force.
func (s *story) aHeldUp() error {
	if err := s.after(&s.held); err != nil {
		return err
	}
	s.is("strategy", s.held.Ref, s.held.Title)
	id := s.held.ID
	s.may = func(r *Read) error { return r.seen("This strategy", &id) }
	return nil
}

// whoDrafts are who set the day, and the authors of the draft.
func (s *story) whoDrafts() (list []addressee, err error) {
	if s.held.PersonID != nil {
		list = append(list, addressee{id: *s.held.PersonID, because: "you set its day"})
	}
	authors, err := s.tx.Authors(s.held.ID)
	for _, id := range authors {
		list = append(list, addressee{id: id, because: "you work on it"})
	}
	var wrote []*string
	if err == nil {
		err = s.tx.DB().Model(&Strategy{}).Where("id = ?", s.held.ID).Limit(1).Pluck("author_person_id", &wrote).Error
	}
	for _, id := range wrote {
		if id != nil {
			list = append(list, addressee{id: *id, because: "you began it"})
		}
	}
	return list, err
}

func (s *story) heldUp() string {
	return "It did not come in force on " + s.held.Day.Long() + ": " + strings.Join(s.held.Missing, " ") + " Set another day when that is done."
}
