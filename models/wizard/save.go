package wizard

import (
	"context"
	"errors"
	"net/url"
	"time"

	"throughline/models"
	"throughline/models/form"
)

// errKeep rolls a save back; the sheet says why.
var errKeep = errors.New("wizard: nothing was saved")

// Save takes what a person typed in a step. In a draft everything a column can hold is kept; in force a change must be sound.
// With mark it also marks the step as done, when nothing is missing. The sheet shows what was typed, with problems or a clash.
// When the error is nil and the sheet has neither, all was saved.
func Save(ctx context.Context, db *models.DB, who models.Who, step *Step, q Query, values url.Values, mark bool) (sheet *Sheet, err error) {
	err = db.Write(ctx, who, func(tx *models.Tx) error {
		s, err := Current(&tx.Read)
		if err != nil {
			return err
		}
		w, err := Load(&tx.Read, s)
		if err != nil {
			return err
		}
		if !w.Open(step) {
			return models.AgainstRule("Finish step 1 first: the other steps open once the intent holds.")
		}
		sheet, err = save(tx, w, step, q, values, mark)
		return err
	})
	if errors.Is(err, errKeep) {
		return sheet, nil
	}
	return sheet, err
}

func save(tx *models.Tx, w *World, step *Step, q Query, values url.Values, mark bool) (*Sheet, error) {
	q.AddID = "" // the blank row is for showing; what was typed in one comes with the values
	sheet := Show(w, step, q)
	before := map[*form.Row]thing{}
	base := map[string]string{}
	for row, t := range sheet.things() {
		before[row], base[row.ID] = t.copy(), state(t)
	}
	had := gapSet(step.gaps(w))

	mode := form.Draft
	if w.Live() {
		mode = form.Strict
	}
	sheet.Form.Fill(sheet.adopt(values), q.Locale, mode)
	if err := sheet.merge(&tx.Read, before); err != nil {
		return sheet, err
	}
	verb, group, id := form.Action(values)
	if verb != "add" { // the page that follows offers the blank row
		sheet.Form.Apply(verb, group, id, q.Locale)
	}
	if sheet.Clash != nil || !sheet.Form.Valid() {
		return sheet, errKeep
	}

	for row, t := range sheet.things() {
		t.settle()
		if row.New && before[row] == nil {
			identify(t, row.ID)
			t.join(w)
		}
	}
	if w.Live() {
		if fresh := newGaps(step.gaps(w), had); len(fresh) > 0 {
			sheet.blame(fresh)
			return sheet, errKeep
		}
	}
	changed, err := sheet.write(tx, before, base)
	if err != nil {
		return sheet, err
	}
	if do := step.acts[verb]; do != nil {
		if err := do(tx, w, pick(group, id)); err != nil {
			return sheet, err
		}
		changed = true
	}
	sheet.Saved = true
	return sheet, sheet.settleStep(tx, changed, mark)
}

func pick(group, id string) string {
	if id == "" {
		return group
	}
	return id
}

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
			switch {
			case before[row] == nil || t.entity().Edition() == 0:
				if state(t) == base[row.ID] {
					continue
				}
				err = t.add(tx, s.World)
			case state(t) != base[row.ID]:
				err = t.save(tx, before[row])
			default:
				continue
			}
			if err != nil {
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
				changed = true
			}
		}
	}
	return changed, nil
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
		notes, clashes := form.Merge(base, placed(row, theirs.fields(s.World)), row.Fields, stale.By)
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
	var last models.Event
	r.DB().Where("entity_type = ? AND entity_id = ?", models.EntityType(e), e.Identity()).Order("occurred_at DESC, id DESC").Limit(1).Find(&last)
	if last.ID == "" {
		return &Clash{By: "Somebody else", When: r.Now.Format(time.RFC3339)}
	}
	return &Clash{By: last.ActorName, When: last.OccurredAt.Format(time.RFC3339)}
}

func gapSet(gaps []Gap) map[Gap]bool {
	set := map[Gap]bool{}
	for _, g := range gaps {
		set[g] = true
	}
	return set
}

func newGaps(gaps []Gap, had map[Gap]bool) []Gap {
	var fresh []Gap
	for _, g := range gaps {
		if !had[g] {
			fresh = append(fresh, g)
		}
	}
	return fresh
}
