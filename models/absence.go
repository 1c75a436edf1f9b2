package models

import (
	"strings"
	"time"

	"throughline/models/day"
)

// Absence says that a person is away, from one day to another, both counted, and who stands in. Their duties stay theirs: the deputy is told
// beside them and may answer in their name (R27).
type Absence struct {
	Row
	PersonID        string
	DeputyPersonID  string
	FromDay         day.Day
	ToDay           day.Day
	Note            string // for the deputy, the leads above and administrators
	EnteredPersonID *string
	RemovedAt       *time.Time
}

// Over tells whether its last day has passed.
func (a *Absence) Over(today day.Day) bool { return a.ToDay.Before(today) }

// Begun tells whether its first day has come.
func (a *Absence) Begun(today day.Day) bool { return !a.FromDay.After(today) }

// How far an absence may reach from today.
const (
	absenceBack  = 31 // days that it may have begun before it is entered
	absenceAhead = 24 // months
)

// absenceGone is said to who changes an absence that was taken out meanwhile.
const absenceGone = "This absence was taken out. Enter another one."

// MayEnterAbsence tells whether this person may say that somebody is away: that person, the leads above, administrators.
func (r *Read) MayEnterAbsence(personID string) (bool, error) {
	if r.Who.May(EnterAbsence, OfPerson(&personID)) {
		return true, nil
	}
	if r.Who.Reach(EnterAbsence) < Teams {
		return false, nil
	}
	teams, err := r.teamsAround(personID)
	return r.Who.May(EnterAbsence, Scope{Teams: teams}), err
}

// mayEnter is MayEnterAbsence as an error that says who may.
func (tx *Tx) mayEnter(personID string) error {
	may, err := tx.MayEnterAbsence(personID)
	if err != nil || may {
		return err
	}
	name, err := tx.PersonName(&personID)
	if err != nil {
		return err
	}
	return NotAllowed("Only " + name + ", the leads above them and administrators say when " + name + " is away.")
}

// EnterAbsence records that somebody will be away.
func (tx *Tx) EnterAbsence(e *AbsenceEntry) (*Absence, error) {
	a := &Absence{EnteredPersonID: tx.actor()}
	e.take(a)
	if err := tx.judgeAbsence(a, nil, e.Anyway); err != nil {
		return nil, err
	}
	if err := tx.Insert(a); err != nil {
		return nil, err
	}
	return a, tx.Emit(AbsenceEntered, a, nil, a)
}

// ChangeAbsence writes other days, another deputy or another note. Whose absence it is stays.
func (tx *Tx) ChangeAbsence(a *Absence, e *AbsenceEntry) error {
	before := *a
	switch {
	case before.RemovedAt != nil:
		return AgainstRule(absenceGone)
	case before.Over(tx.Today()):
		return AgainstRule("This absence is over, so it stays as it was. Enter another one.")
	}
	e.Person = a.PersonID
	e.take(a)
	if err := tx.judgeAbsence(a, &before, e.Anyway); err != nil {
		return err
	}
	if err := tx.Save(a); err != nil {
		return err
	}
	return tx.Emit(AbsenceChanged, a, &before, a)
}

// EndAbsence says that somebody is back: one under way ended yesterday, one that has not begun is taken out.
func (tx *Tx) EndAbsence(a *Absence) error {
	if err := tx.mayEnter(a.PersonID); err != nil {
		return err
	}
	today := tx.Today()
	switch {
	case a.RemovedAt != nil:
		return AgainstRule(absenceGone)
	case a.Over(today):
		return AgainstRule("This absence is over already.")
	case !a.FromDay.Before(today):
		if err := tx.Remove(a); err != nil {
			return err
		}
		return tx.Emit(AbsenceRemoved, a, a, nil)
	}
	before := *a
	a.ToDay = today.Add(-1)
	if err := tx.Save(a); err != nil {
		return err
	}
	return tx.Emit(AbsenceEnded, a, &before, a)
}

// PutBackAbsence undoes that an absence was taken out or ended early, when nothing speaks against it by now.
func (tx *Tx) PutBackAbsence(a *Absence, until day.Day) error {
	if err := tx.mayEnter(a.PersonID); err != nil {
		return err
	}
	before := *a
	if until.After(a.ToDay) {
		a.ToDay = until
	}
	if err := tx.judgeAbsence(a, &before, true); err != nil {
		return err
	}
	if err := tx.PutBack(a); err != nil {
		return err
	}
	return tx.Emit(AbsenceChanged, a, &before, a)
}

// judgeAbsence says what speaks against an absence, at the field that can mend it. Before is the absence as it stood, nil for a new one.
func (tx *Tx) judgeAbsence(a, before *Absence, anyway bool) error {
	if err := tx.mayEnter(a.PersonID); err != nil {
		return err
	}
	people, err := tx.peopleByID(&a.PersonID, &a.DeputyPersonID)
	if err != nil {
		return err
	}
	person, deputy := people[a.PersonID], people[a.DeputyPersonID]
	today := tx.Today()
	switch {
	case person == nil:
		return AgainstRuleAt("person", "Give the person who is away.")
	case !person.Active:
		return AgainstRuleAt("person", person.Name+" has left, so nobody stands in any more. Hand over what stands in their name instead.")
	case !a.FromDay.Valid():
		return AgainstRuleAt("from", "Give the first day away.")
	case !a.ToDay.Valid():
		return AgainstRuleAt("to", "Give the last day away.")
	case a.ToDay.Before(a.FromDay):
		return AgainstRuleAt("to", "The last day lies before the first. Give "+a.FromDay.Long()+" or a later day.")
	case a.Over(today):
		return AgainstRuleAt("to", "This absence is over already, and nobody can stand in for days that have passed. Give a last day from "+today.Long()+" on.")
	case a.FromDay.Before(today.Add(-absenceBack)) && (before == nil || before.FromDay != a.FromDay):
		return AgainstRuleAt("from", "Give a first day from "+today.Add(-absenceBack).Long()+" on. What was earlier changes nothing.")
	case a.ToDay.After(today.AddMonths(absenceAhead)):
		return AgainstRuleAt("to", "Give a last day within two years.")
	case deputy == nil:
		return AgainstRuleAt("deputy", "Give the person who stands in.")
	case a.DeputyPersonID == a.PersonID:
		return AgainstRuleAt("deputy", "Nobody stands in for themselves. Pick somebody who is here on these days.")
	case !deputy.Active:
		return AgainstRuleAt("deputy", deputy.Name+" has left. Pick somebody who is here.")
	}
	return tx.judgeOverlaps(a, person, deputy, anyway)
}

// judgeOverlaps holds an absence against the others of its two people: nobody is away twice, no deputy is away too, and nobody who stands in
// for somebody goes away without saying so.
func (tx *Tx) judgeOverlaps(a *Absence, person, deputy *Person, anyway bool) error {
	around, err := found[*Absence](tx.DB().Where("removed_at IS NULL AND id <> ? AND from_day <= ? AND to_day >= ?", a.ID, string(a.ToDay), string(a.FromDay)).
		Where("person_id IN ? OR deputy_person_id = ?", []string{person.ID, deputy.ID}, person.ID).Order("from_day, id"))
	if err != nil {
		return err
	}
	for _, other := range around {
		switch other.PersonID {
		case person.ID:
			return AgainstRuleAt("from", person.Name+" is away from "+other.FromDay.Short()+" to "+other.ToDay.Short()+" already. Change that absence, or give other days.")
		case deputy.ID:
			return AgainstRuleAt("deputy", deputy.Name+" is away too, from "+other.FromDay.Short()+" to "+other.ToDay.Short()+". Pick somebody who is here on all of these days.")
		}
	}
	var ids []*string
	for _, other := range around {
		ids = append(ids, &other.PersonID)
	}
	named, err := tx.peopleByID(ids...)
	if err != nil || len(around) == 0 || anyway {
		return err
	}
	var whom []string
	for _, other := range around {
		whom = append(whom, named[other.PersonID].Name+" from "+other.FromDay.Short()+" to "+other.ToDay.Short())
	}
	return AskAt("from", person.Name+" stands in for "+strings.Join(whom, " and ")+", and a deputy has no deputy. Give "+
		"them somebody else first, or tick below that it cannot be helped: then nobody stands in on the days that both are away.")
}
