package models

import (
	"encoding/json"

	"gorm.io/gorm/clause"
)

// ApplyChange makes a change count, with everything that was chosen for what rests on it: all of it in the transaction it is called in, with an
// event for each change. When the subject or a thing chosen for was saved by somebody else since it was looked at, nothing is changed, and the
// refusal says by whom; the page shows how it stands now. Also does what else belongs to it, where something does.
func (tx *Tx) ApplyChange(c *PlannedChange, also func(keep func(kind string, was, became Entity) error) error) error {
	return tx.apply(c, also, true)
}

// apply is ApplyChange. Not strict, it does not ask whether what was chosen for was changed since.
func (tx *Tx) apply(c *PlannedChange, also func(keep func(kind string, was, became Entity) error) error, strict bool) error {
	if err := tx.mayChange(c); err != nil {
		return err
	}
	if !c.Open() {
		return AgainstRule("This change was " + c.State + " already.")
	}
	tx.plan = c.Ref + " " + c.Title
	defer func() { tx.plan = "" }()
	defer tx.For(c.Reason)()
	x, err := tx.spanOf(c)
	if err != nil {
		return err
	}
	chosen, err := tx.choices(c)
	if err != nil {
		return err
	}
	if chosen, err = tx.unmoved(x, chosen, strict); err != nil {
		return err
	}
	run := &applying{tx: tx, x: x, c: c, concerned: map[string][]string{}, names: &changeWords{}}
	if err := run.subjectStands(); err != nil {
		return err
	}
	if err := run.tellKept(chosen); err != nil {
		return err
	}
	if err := run.tellDrafts(); err != nil {
		return err
	}
	for _, k := range changeKinds {
		if err := run.group(k, chosen); err != nil {
			return err
		}
	}
	if err := run.subject(); err != nil {
		return err
	}
	if also != nil {
		if err := also(run.keep); err != nil {
			return err
		}
	}
	before := *c
	until := tx.Now.Add(UndoLasts)
	c.State, c.AppliedAt, c.UndoUntil = ChangeApplied, &tx.Now, &until
	c.AuthorPersonID, c.AuthorName = tx.actor(), tx.Who.Name
	if err := tx.Save(c); err != nil {
		return err
	}
	tx.plan = ""
	return tx.Emit(ChangeMade, c, &before, run.story(c))
}

// applying is one application under way.
type applying struct {
	tx        *Tx
	x         *span
	c         *PlannedChange
	concerned map[string][]string // what changes for whom, by person
	more      map[string]int      // what is not said one by one
	done      int
	names     *changeWords
	teams     *Tree
	was       map[string]string // how tasks and handoffs stood before the first choice that changed them, by kind and id
	said      string            // what the change says about its subject
	circles   map[string]map[string]bool
}

// keep notes how a thing stood and how it stands, so that it can be undone.
func (a *applying) keep(kind string, was, became Entity) error {
	it := &PlannedItem{PlannedChangeID: a.c.ID, Kind: kind, ThingID: became.Identity(), Choice: ChoiceChange}
	if err := it.holds(was, became); err != nil {
		return err
	}
	return a.tx.putItems([]*PlannedItem{it})
}

func (i *PlannedItem) holds(was, became Entity) error {
	for into, from := range map[*string]Entity{&i.Was: was, &i.Became: became} {
		b, err := json.Marshal(from)
		if err != nil {
			return err
		}
		*into = string(b)
	}
	i.LeftVersion, i.Result = became.Edition(), ItemApplied
	return nil
}

// subjectStands refuses when somebody else saved the subject since the change was written over it.
func (a *applying) subjectStands() error {
	e, err := a.tx.subject(a.c)
	if err != nil {
		return err
	}
	if e.Edition() == a.c.SubjectVersion {
		return nil
	}
	by, err := a.tx.whoSaved(a.c.Kind, a.c.SubjectID)
	if err != nil {
		return err
	}
	return &Refusal{Kind: KindStale, Say: "Nothing was changed. " + a.c.Title + " is not as it was when you wrote this change. " + by + " Write the change again over how it stands now."}
}

// group applies what was chosen in one group, in parts, so that a large one takes few statements.
func (a *applying) group(k *changeKind, chosen []*PlannedItem) error {
	by := map[string]*PlannedItem{}
	var others *PlannedItem
	var ids []string
	for _, i := range chosen {
		switch {
		case i.Kind != k.Key:
		case i.Whole():
			others = i
		default:
			if by[i.ThingID] = i; i.Choice != ChoiceKeep {
				ids = append(ids, i.ThingID)
			}
		}
	}
	if others != nil && others.Choice != ChoiceKeep {
		var all []string
		a.x.blind = a.c.handsOver(others.Choice)
		q := a.x.of(k.Key)
		a.x.blind = false
		if err := q.Select("?", k.column("id")).Order(clause.OrderByColumn{Column: k.column("id")}).Limit(mostReached + 1).Scan(&all).Error; err != nil {
			return err
		}
		for _, id := range all {
			if by[id] == nil {
				ids = append(ids, id)
			}
		}
	}
	for len(ids) > 0 {
		part := ids[:min(len(ids), 500)]
		ids = ids[len(part):]
		if err := a.part(k, part, by, others); err != nil {
			return err
		}
	}
	return nil
}

// part applies choices to some things of one kind.
func (a *applying) part(k *changeKind, ids []string, by map[string]*PlannedItem, others *PlannedItem) error {
	list, err := k.load(&a.tx.Read, ids)
	if err != nil {
		return err
	}
	var befores, afters []Entity
	var items []*PlannedItem
	for _, e := range list {
		if a.was[k.Key+" "+e.Identity()] != "" {
			continue // it has stopped along with another choice
		}
		it := by[e.Identity()]
		if it == nil {
			one := *others
			one.Row, one.ThingID = Row{}, e.Identity()
			it = &one
		}
		before, err := k.copyOf(e)
		if err != nil {
			return err
		}
		f := &effect{x: a.x, it: it, tx: a.tx}
		if f.lead, err = a.lead(it); err != nil {
			return err
		}
		if err := f.on(e); err != nil {
			return err
		}
		if !differs(before, e) {
			continue
		}
		befores, afters, items = append(befores, before), append(afters, e), append(items, it)
	}
	if err := a.save(k, befores, afters, items); err != nil {
		return err
	}
	return a.follow(k, afters, items)
}

// save writes some changed things, notes how they stood, and whom it concerns.
func (a *applying) save(k *changeKind, befores, afters []Entity, items []*PlannedItem) error {
	if k.Key == "task" {
		if err := a.tx.saveTasksAsIs(befores, afters, items); err != nil {
			return err
		}
	}
	for i, e := range afters {
		if k.save != nil {
			over := a.tx.For(items[i].Reason)
			err := k.save(a.tx, befores[i], e)
			if over(); err != nil {
				return err
			}
		}
		if err := items[i].holds(befores[i], e); err != nil {
			return err
		}
		items[i].Ref, items[i].Title = calledBy(e)
		a.first(items[i])
		if err := a.concerns(k, items[i], befores[i], e); err != nil {
			return err
		}
	}
	a.done += len(afters)
	return a.tx.putItems(items)
}

// first keeps how a task or handoff stood before anything changed it: the one that ends along with the other may have been changed already.
func (a *applying) first(it *PlannedItem) {
	if it.Kind != "task" && it.Kind != "handoff" {
		return
	}
	if a.was == nil {
		a.was = map[string]string{}
	}
	key := it.Kind + " " + it.ThingID
	if a.was[key] == "" {
		a.was[key] = it.Was
	}
	it.Was = a.was[key]
}

// lead is who leads the team that something goes to; nil where it goes to a person.
func (a *applying) lead(it *PlannedItem) (*string, error) {
	if it.ToKind != "team" {
		return nil, nil
	}
	tree, err := a.tree()
	if err != nil || tree.ByID[it.ToID] == nil {
		return nil, err
	}
	return tree.ByID[it.ToID].LeadPersonID, nil
}
