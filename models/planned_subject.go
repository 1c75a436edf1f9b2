package models

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
)

// subject reads what a change is about, as it stands now.
func (tx *Tx) subject(c *PlannedChange) (Entity, error) {
	switch c.Kind {
	case ChangeIntent:
		return one("The intent", func() ([]*Intent, error) { return found[*Intent](tx.locked(tx.DB().Where("id = ?", c.SubjectID))) })
	case ChangeMembership:
		list, err := found[*Membership](tx.locked(tx.DB().Where("id = ?", c.SubjectID)))
		if err == nil && len(list) == 0 {
			err = AgainstRule("Nothing was changed: somebody has taken them off this team meanwhile. Give this change up.")
		}
		if err != nil {
			return nil, err
		}
		return list[0], nil
	case ChangePerson:
		return one("This person", func() ([]*Person, error) { return found[*Person](tx.locked(tx.DB().Where("id = ?", c.SubjectID))) })
	}
	list, err := kindByKey(c.Kind).load(&tx.Read, []string{c.SubjectID})
	if err == nil && len(list) == 0 {
		err = NotFound("What this change is about")
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// subject makes the change itself: the last of all, so that what goes with it has found its place before.
func (a *applying) subject() error {
	now, err := a.tx.subject(a.c)
	if err != nil {
		return err
	}
	if now.Edition() != a.c.SubjectVersion { // a choice has saved it too, as where its own team gets another lead
		return AgainstRule("What you chose changes " + a.c.Title + " itself as well. Take that choice back; the change says it already.")
	}
	was, err := sameKind(now, a.c.Was)
	if err != nil {
		return err
	}
	wanted, err := sameKind(now, a.c.Wanted)
	if err != nil {
		return err
	}
	writtenOver(now, was)
	writtenOver(now, wanted)
	list, err := a.tx.differences(a.names, was, wanted)
	if err != nil {
		return err
	}
	for _, d := range list {
		a.said = strings.TrimSpace(a.said + " " + d.Label + ": " + d.From + " becomes " + d.To + ".")
	}
	for _, id := range append(owners(was), owners(wanted)...) {
		a.tell(id, "It is yours.")
	}
	if err := errors.Join(a.tellAbove(was, wanted), a.tellOff(was)); err != nil {
		return err
	}
	var made bool
	if made, err = a.beyond(wanted); err != nil {
		return err
	}
	if !made {
		if err := a.tx.saveSubject(was, wanted); err != nil {
			return err
		}
	}
	return a.keep(a.c.Kind, was, wanted)
}

// sameKind reads a thing of the same kind from how it was kept.
func sameKind(e Entity, kept string) (Entity, error) {
	out := reflect.New(reflect.TypeOf(e).Elem()).Interface().(Entity)
	return out, json.Unmarshal([]byte(kept), out)
}

// writtenOver has a thing saved over how it stands now. The words of a process are saved by themselves, so they stay.
func writtenOver(now, e Entity) {
	*e.row() = *now.row()
	if p, ok := e.(*Process); ok {
		p.Current = now.(*Process).Current
	}
}

// saveSubject writes what a change is about, with the event that its own page would have recorded.
func (tx *Tx) saveSubject(was, wanted Entity) error {
	switch t := wanted.(type) {
	case *Intent:
		return tx.SaveIntent(was.(*Intent), t)
	case *Outcome:
		if err := tx.SaveOutcome(outcomeEvent(was.(*Outcome), t), was.(*Outcome), t); err != nil {
			return err
		}
		return tx.openAgain(was.(*Outcome), t)
	case *Person:
		return tx.savePersonAsIs(was.(*Person), t)
	case *Membership:
		return tx.saveMembershipAsIs(was.(*Membership), t)
	case *Workflow:
		if !tx.undoing && was.(*Workflow).Verdict != t.Verdict {
			t.keepPromise()
		}
	}
	return kindByKey(EntityType(wanted)).save(tx, was, wanted)
}

func outcomeEvent(was, is *Outcome) EventType {
	switch {
	case was.RemovedAt == nil && is.RemovedAt != nil:
		return OutcomeRemoved
	case was.RemovedAt != nil && is.RemovedAt == nil:
		return OutcomePutBack
	case was.State == OutcomeActive && is.State == OutcomeDraft:
		return OutcomeSetAside
	case was.State == OutcomeDraft && is.State == OutcomeActive:
		return OutcomePicked
	}
	return OutcomeChanged
}

// savePersonAsIs lets a person go or in again. Who was switched off before only hands over.
func (tx *Tx) savePersonAsIs(was, is *Person) error {
	switch {
	case was.Active && !is.Active:
		is.Active = true
		return tx.SwitchOff(is)
	case !was.Active && is.Active:
		is.Active = false
		return tx.SwitchOn(is)
	}
	return nil
}

// differs tells whether anything but the version of a thing changed.
func differs(a, b Entity) bool {
	for _, e := range []Entity{a, b} {
		r := *e.row()
		defer func() { *e.row() = r }()
		e.row().Version, e.row().UpdatedAt = 0, r.CreatedAt
	}
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX != nil || errY != nil || string(x) != string(y)
}
