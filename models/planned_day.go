package models

import "throughline/models/day"

// latestDay is how many years ahead the day of a change can lie.
const latestDay = 2

// Leaves tells whether a change has somebody leave who is here: that can wait for a day.
func (c *PlannedChange) Leaves() bool { return c.Kind == ChangePerson }

// SetChangeDay has a person leave on a day: the change waits, its choices can be changed, and on that day it counts by itself, with what was
// chosen until then. A day that was set is moved the same way.
func (tx *Tx) SetChangeDay(c *PlannedChange, on day.Day) error {
	if err := tx.mayChange(c); err != nil {
		return err
	}
	p, err := tx.leaver(c)
	if err != nil {
		return err
	}
	first := tx.Today().Add(1)
	switch {
	case !c.Open():
		return AgainstRule("This change was " + c.State + " already.")
	case p == nil || !p.Active:
		return AgainstRule("Only a person who is here can leave on a day. Apply this change now.")
	case !on.Valid() || on.Before(first) || on.After(first.AddMonths(12*latestDay)):
		return AgainstRuleAt("on", "Give a day from "+first.Long()+" on, within two years.")
	}
	if other, err := tx.LeavingOn(c.SubjectID); err != nil {
		return err
	} else if other != nil && other.ID != c.ID {
		return AgainstRule(p.Name + " has a day already, with " + other.Ref + ": " + other.OnDay.Long() + ". Move that one.")
	}
	before := *c
	c.OnDay, c.DayPersonID, c.Stuck = on, tx.actor(), ""
	if before.OnDay == c.OnDay && same(before.DayPersonID, c.DayPersonID) && before.Stuck == "" {
		return nil
	}
	if err := tx.Save(c); err != nil {
		return err
	}
	if err := tx.Emit(ChangeDaySet, c, &before, c); err != nil {
		return err
	}
	return tx.awaitDay(c)
}

// awaitDay has the change looked at on the morning before its day, and applied as its day begins.
func (tx *Tx) awaitDay(c *PlannedChange) error {
	company, err := tx.Company()
	if err != nil {
		return err
	}
	cal := company.Calendar()
	// One that comes too early, because the time zone was set meanwhile, has to come again: its key must be another.
	key := "change:" + c.ID + ":" + itoa(c.Version) + ":" + cal.At(c.OnDay, 0).Format("2006-01-02T15") + ":" + string(tx.Today())
	if eve := c.OnDay.Add(-1); tx.Today().Before(eve) {
		if err := tx.Enqueue(&Work{Key: key + ":eve", Kind: ChangeEve, Ref: c.ID, RunAt: cal.At(eve, remindHour)}); err != nil {
			return err
		}
	}
	return tx.Enqueue(&Work{Key: key, Kind: ApplyOnDay, Ref: c.ID, RunAt: cal.At(c.OnDay, 0)})
}

// TakeChangeDayBack has the change wait again until somebody applies it.
func (tx *Tx) TakeChangeDayBack(c *PlannedChange) error {
	if err := tx.mayChange(c); err != nil || c.OnDay == "" || !c.Open() {
		return err
	}
	before := *c
	c.OnDay, c.DayPersonID = "", nil
	if err := tx.Save(c); err != nil {
		return err
	}
	return tx.Emit(ChangeDayGone, c, &before, c)
}

// LeavingOn is the change that waits for the day on which a person leaves; nil when none does.
func (r *Read) LeavingOn(personID string) (*PlannedChange, error) {
	list, err := r.leavingOf([]string{personID})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// leavingOf are the changes that wait for the day on which some people leave.
func (r *Read) leavingOf(ids []string) ([]*PlannedChange, error) {
	return found[*PlannedChange](r.DB().Where("kind = ? AND subject_id IN ? AND state = ? AND on_day <> ''", ChangePerson, ids, ChangePrepared).Order("on_day, id").Limit(len(ids)))
}

// leaver is the person whom a change has leave; nil for changes of other things.
func (r *Read) leaver(c *PlannedChange) (*Person, error) {
	if c.Kind != ChangePerson {
		return nil, nil
	}
	return r.PersonByID(c.SubjectID)
}

// dueChange is the change that a timer is for, as long as it still waits for that day.
func (tx *Tx) dueChange(w *Work) (*PlannedChange, error) {
	list, err := found[*PlannedChange](tx.locked(tx.DB().Where("id = ? AND state = ? AND on_day <> ''", w.Ref, ChangePrepared)))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// ApplyOnItsDay makes a change count on its day, with the rights of whoever has set the day. What was chosen counts for everything as it stands
// then, also where somebody has changed it since: the choices were open to everybody who may make the change until that moment.
func (tx *Tx) ApplyOnItsDay(w *Work) error {
	c, err := tx.dueChange(w)
	if err != nil || c == nil {
		return err
	}
	if tx.Today().Before(c.OnDay) { // it was moved, or the time zone was
		return tx.awaitDay(c)
	}
	who, err := tx.setter(c)
	if err != nil {
		return err
	}
	defer tx.As(who)()
	p, err := tx.leaver(c)
	if err != nil {
		return err
	}
	if err := c.rest(p); err != nil {
		return err
	}
	return tx.apply(c, nil, false)
}

// setter is whoever has set the day, with the rights that they have now.
func (tx *Tx) setter(c *PlannedChange) (Who, error) {
	if c.DayPersonID == nil {
		return Background, nil
	}
	p, err := tx.PersonByID(*c.DayPersonID)
	if err != nil {
		return Nobody, err
	}
	return tx.WhoIs(p)
}

// rest writes the change over how the person stands now: only that they leave.
func (c *PlannedChange) rest(p *Person) error {
	gone := *p
	gone.Active = false
	c.SubjectVersion = p.Version
	return c.writes(p, &gone)
}

// ChangeStuck keeps why a change did not come about on its day, and tells those who can mend it. It waits for somebody to apply it. What is no
// refusal is tried again.
func (tx *Tx) ChangeStuck(w *Work, err error, _ string) (bool, error) {
	refused, is := AsRefusal(err)
	if !is {
		return false, nil
	}
	c, err := tx.dueChange(w)
	if err != nil || c == nil {
		return err == nil, err
	}
	before := *c
	c.OnDay, c.Stuck = "", refused.Say
	if err := tx.Save(c); err != nil {
		return false, err
	}
	return true, tx.Emit(ChangeHeldUp, c, &before, c)
}

// RemindOfDay tells those who can still choose that a change counts from tomorrow on.
func (tx *Tx) RemindOfDay(w *Work) error {
	c, err := tx.dueChange(w)
	if err != nil || c == nil || c.OnDay != tx.Today().Add(1) {
		return err
	}
	return tx.Emit(ChangeNear, c, nil, c)
}

// fillDay says for the page of a change who has set its day, and whether it can have one.
func (r *Read) fillDay(d *ChangeDetail) error {
	p, err := r.leaver(d.PlannedChange)
	if err != nil {
		return err
	}
	d.Datable, d.SetBy = p != nil && p.Active, "An administrator"
	if d.DayPersonID == nil {
		return nil
	}
	who, err := r.PersonByID(*d.DayPersonID)
	if err == nil {
		d.SetBy = who.Name
	}
	return err
}
