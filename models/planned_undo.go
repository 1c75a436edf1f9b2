package models

import (
	"fmt"
	"slices"
)

// UndoChange takes a change back within its 30 minutes: every value is as it was, versions and history go on. What somebody has changed since
// stays as it is now, and its item says who that was and what stands. It tells how many things are as they were and how many stand.
func (tx *Tx) UndoChange(c *PlannedChange) (back, stand int, err error) {
	if err := tx.mayChange(c); err != nil {
		return 0, 0, err
	}
	if !c.Undoable(tx.Now) {
		return 0, 0, AgainstRule("The time to undo this change is over. What it changed can be changed again where it stands.")
	}
	tx.plan = "the undo of " + c.Ref
	tx.undoing = true
	defer func() { tx.plan, tx.undoing = "", false }()
	defer tx.For("The change " + c.Ref + " was taken back.")()
	u := &undoing{tx: tx, c: c, names: &changeWords{}}
	first := func() error { return u.group(c.Kind, true) }
	if c.Kind == ChangeMembership {
		first = u.backOnTeam
	}
	if err := first(); err != nil { // the subject first: what hangs on it needs it back
		return 0, 0, err
	}
	for _, k := range changeKinds {
		if err := u.group(k.Key, false); err != nil {
			return 0, 0, err
		}
	}
	before := *c
	c.State, c.UndoneAt, c.UndoneBy = ChangeUndone, &tx.Now, tx.Who.Name
	if err := tx.Save(c); err != nil {
		return 0, 0, err
	}
	told, err := tx.toldOf(c)
	if err != nil {
		return 0, 0, err
	}
	tx.plan = ""
	return u.back, u.stand, tx.Emit(ChangeTakenBack, c, &before, told)
}

type undoing struct {
	tx          *Tx
	c           *PlannedChange
	back, stand int
	names       *changeWords
}

// group takes back what was changed of one kind, in parts.
func (u *undoing) group(kind string, subject bool) error {
	from := ""
	for {
		var items []*PlannedItem
		q := u.tx.DB().Where("planned_change_id = ? AND kind = ? AND result = ? AND thing_id > ?", u.c.ID, kind, ItemApplied, from)
		if subject {
			q = q.Where("thing_id = ? OR choice = ?", u.c.SubjectID, ChoiceChange)
		} else if kind == u.c.Kind {
			q = q.Where("choice <> ?", ChoiceChange)
		}
		if err := q.Order("thing_id").Limit(500).Find(&items).Error; err != nil || len(items) == 0 {
			return err
		}
		from = items[len(items)-1].ThingID
		if err := u.part(kind, items, subject); err != nil {
			return err
		}
	}
}

func (u *undoing) part(kind string, items []*PlannedItem, subject bool) error {
	now, err := u.now(kind, items, subject)
	if err != nil {
		return err
	}
	counts := func(*PlannedItem) bool { return true }
	if !subject { // what this person may not know of is in no number
		seen, err := u.tx.mayRead(items)
		if err != nil {
			return err
		}
		counts = func(it *PlannedItem) bool { return seen[it.ThingID] }
	}
	var befores, afters []Entity
	for _, it := range items {
		at := slices.IndexFunc(now, func(e Entity) bool { return e.Identity() == it.standing() })
		if at < 0 || now[at].Edition() != it.LeftVersion {
			var e Entity
			if at >= 0 {
				e = now[at]
			}
			if counts(it) {
				u.stand++
			}
			if err := u.leave(kind, it, e); err != nil {
				return err
			}
			continue
		}
		was, err := sameKind(now[at], it.Was)
		if err != nil {
			return err
		}
		if it.Result = ItemUndone; counts(it) {
			u.back++
		}
		if in, ok := was.(*Intent); ok {
			if err := u.tx.intentBack(now[at].(*Intent), in); err != nil {
				return err
			}
			continue
		}
		writtenOver(now[at], was)
		befores, afters = append(befores, now[at]), append(afters, was)
	}
	k := kindByKey(kind)
	if kind == "task" {
		if err := u.tx.saveTasksAsIs(befores, afters, nil); err != nil {
			return err
		}
	}
	for i := range afters {
		var err error
		switch {
		case subject:
			err = u.tx.unmake(u.c, befores[i], afters[i])
		case k.save != nil:
			err = k.save(u.tx, befores[i], afters[i])
		}
		if err != nil {
			return err
		}
	}
	var ids []string
	for _, e := range afters {
		ids = append(ids, e.Identity())
	}
	if err := u.tx.takeMovesBack(u.c, kind, ids); err != nil {
		return err
	}
	return u.tx.putItems(items)
}

// standing is the id under which a changed thing stands now: a new wording of the intent is a row of its own.
func (i *PlannedItem) standing() string { return i.ThingID }

// now reads things as they stand.
func (u *undoing) now(kind string, items []*PlannedItem, subject bool) (list []Entity, err error) {
	var ids []string
	for _, it := range items {
		ids = append(ids, it.ThingID)
	}
	switch {
	case subject && kind == ChangeIntent:
		some, err := found[*Intent](u.tx.locked(u.tx.DB().Where("id IN ? AND state = ?", ids, InForce)))
		return entities(some), err
	case subject && kind == ChangePerson:
		some, err := found[*Person](u.tx.locked(u.tx.DB().Where("id IN ?", ids)))
		return entities(some), err
	}
	return kindByKey(kind).load(&u.tx.Read, ids)
}

// undoneEditions are the editions of a thing that came and went with changes that were taken back: the change itself, and its undo. Read
// together they changed nothing.
func (r *Read) undoneEditions(kind, id string) (map[int]bool, error) {
	var left []int
	err := r.DB().Model(&PlannedItem{}).Where("kind = ? AND thing_id = ? AND result = ?", kind, id, ItemUndone).Limit(most).Pluck("left_version", &left).Error
	of := map[int]bool{}
	for _, v := range left {
		of[v], of[v+1] = true, true
	}
	return of, err
}

// leave notes that somebody has changed a thing since, who, and what stands now.
func (u *undoing) leave(kind string, it *PlannedItem, now Entity) error {
	it.Result = ItemStands
	by, err := u.tx.whoSaved(kind, it.ThingID)
	if err != nil {
		return err
	}
	it.Note = by
	if now == nil {
		return nil
	}
	left, err := sameKind(now, it.Became)
	if err != nil {
		return err
	}
	list, err := u.tx.differences(u.names, left, now)
	if err != nil {
		return err
	}
	for i, d := range list {
		if i == 3 {
			it.Note += fmt.Sprintf(" %d more.", len(list)-i)
			break
		}
		it.Note += " Now " + lowered(d.Label) + ": " + d.To + "."
	}
	return nil
}

// intentBack puts the former sentence in the place of a new one, standing since the day that it began.
func (tx *Tx) intentBack(now, was *Intent) error {
	old := *now
	old.State, old.SupersededAt = Superseded, &tx.Now
	if err := tx.Save(&old); err != nil {
		return err
	}
	again := &Intent{StrategyID: was.StrategyID, Statement: was.Statement, State: InForce, ChangeReason: was.ChangeReason, InForceAt: was.InForceAt}
	if err := tx.Insert(again); err != nil {
		return err
	}
	return tx.Emit(IntentChanged, again, now, again)
}
