package wizard

import (
	"time"

	"throughline/models"
	"throughline/models/form"
)

// write saves what changed, adds what is new and removes what was taken away.
func (s *Sheet) write(tx *models.Tx, before map[*form.Row]thing, base map[string]string) (changed bool, err error) {
	for _, rows := range s.Form.Rows {
		for i, row := range rows.Items {
			t, ok := row.Of.(thing)
			if !ok {
				continue
			}
			if o, ordered := t.(orderly); ordered && s.Query.Count == 0 {
				o.place(i + 1)
			}
			why := ""
			if m, dated := t.(datedThing); dated {
				why = m.moved()
			}
			over := tx.For(why)
			switch {
			case before[row] == nil || t.entity().Edition() == 0:
				if state(t) == base[row.ID] {
					over()
					continue
				}
				err = t.add(tx, s.World)
			case state(t) != base[row.ID]:
				err = t.save(tx, before[row])
			default:
				over()
				if err := tx.SayWhyMoved(t.entity(), why); err != nil {
					return changed, err
				}
				continue
			}
			if over(); err != nil {
				return changed, err
			}
			changed = true
			if o, ok := t.(opener); ok {
				if step, why := o.opens(before[row]); step != nil {
					if err := askAgain(tx, s.World, step, why); err != nil {
						return changed, err
					}
				}
			}
		}
		for _, row := range rows.Removed {
			if t, ok := row.Of.(thing); ok {
				if err := t.remove(tx); err != nil {
					return changed, err
				}
				s.Gone, changed = t.entity().Identity(), true
			}
		}
	}
	return changed, nil
}

// datedThing is a thing of which people want to know why it changes; moved is the reason that was typed beside it.
type datedThing interface{ moved() string }

// whyChanged asks why something changes: only where work in force rests on it, and of what is there already.
func (w *World) whyChanged(why *string, e models.Entity) []*form.Field {
	if !w.atWork(e) || e.Edition() == 0 {
		return nil
	}
	return []*form.Field{form.Line("why", models.WhyChanged, why).Max(300)}
}

// orderly is a thing whose place in the list is its priority.
type orderly interface{ place(n int) }

// opener is a thing whose change asks for another look at an earlier step.
type opener interface {
	opens(before thing) (step *Step, why string)
}

// merge joins what was typed with what somebody else saved meanwhile, row by row.
func (s *Sheet) merge(r *models.Read, before map[*form.Row]thing) error {
	for row, mine := range s.things() {
		theirs := before[row]
		if theirs == nil {
			continue
		}
		if !row.Stale() {
			takeTheirs(row, placed(row, theirs.fields(s.World)))
			continue
		}
		var base []*form.Field
		if was, found, err := theirs.asOf(r, row.Seen); err != nil {
			return err
		} else if found {
			base = placed(row, was.fields(s.World))
		}
		stale := lastSave(r, theirs.entity())
		typed := each(row.Fields, (*form.Field).Answer)
		notes, clashes := form.Merge(base, placed(row, theirs.fields(s.World)), row.Fields, stale.By)
		for i, f := range row.Fields {
			if f.Answer() != typed[i] {
				s.Taken = append(s.Taken, f.Name)
			}
		}
		s.Notes = append(s.Notes, notes...)
		if len(clashes) > 0 {
			row.Clashes, s.Clash = clashes, stale
		}
		mine.settle()
	}
	return nil
}

// takeTheirs settles a clash the person decided for the other side.
func takeTheirs(row *form.Row, theirs []*form.Field) {
	for _, f := range row.Fields {
		if f.Keep == "theirs" {
			form.Merge(nil, theirs, []*form.Field{f})
		}
	}
}

// placed gives a thing's fields the names they have in a row.
func placed(row *form.Row, fields []*form.Field) []*form.Field {
	for _, f := range fields {
		f.Name = row.ElementID() + "." + f.Key
	}
	return fields
}

func lastSave(r *models.Read, e models.Entity) *Clash {
	last := lastEvent(r, e)
	if last.ID == "" {
		return &Clash{By: "Somebody else", When: r.Now.Format(time.RFC3339)}
	}
	return &Clash{By: last.ActorName, When: last.OccurredAt.Format(time.RFC3339)}
}

func lastEvent(r *models.Read, e models.Entity) (last models.Event) {
	r.DB().Where("entity_type = ? AND entity_id = ?", models.EntityType(e), e.Identity()).Order("occurred_at DESC, id DESC").Limit(1).Find(&last)
	return last
}
