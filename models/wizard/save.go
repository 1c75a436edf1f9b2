package wizard

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// errKeep rolls a save back; the sheet says why.
var errKeep = errors.New("wizard: nothing was saved")

// mostTries is how often a save begins again when somebody else saved at the very same moment.
const mostTries = 3

// Save takes what a person typed in a step. In a draft everything a column can hold is kept; in force a change must be sound.
// With mark it also marks the step as done, when nothing is missing. The sheet shows what was typed, with problems or a clash.
// When the error is nil and the sheet has neither, all was saved.
func Save(ctx context.Context, db *models.DB, who models.Who, step *Step, q Query, values url.Values, mark bool) (sheet *Sheet, err error) {
	for try := 1; try <= mostTries; try++ {
		err = db.Write(ctx, who, func(tx *models.Tx) error {
			s, err := q.strategy(&tx.Read)
			if err != nil {
				return err
			}
			if err := tx.Hold(s); err != nil {
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
		if !raced(err) {
			break
		}
	}
	if errors.Is(err, errKeep) {
		return sheet, nil
	}
	return sheet, err
}

// raced tells whether somebody else saved the same row between our look at it and our save. A second look merges with theirs.
func raced(err error) bool {
	r, refused := models.AsRefusal(err)
	return models.ErrDuplicate(err) || refused && r.Kind == models.KindStale
}

func save(tx *models.Tx, w *World, step *Step, q Query, values url.Values, mark bool) (*Sheet, error) {
	if step.guard != nil {
		if err := step.guard(w, q, values); err != nil {
			return nil, err
		}
	}
	q.Rows, q.AddID = posted(values), ""
	if step == &outcomesStep {
		var err error
		if err = w.LoadMetrics(&tx.Read); err != nil {
			return nil, err
		}
		if q.Metrics, err = freshMetrics(&tx.Read, w, values); err != nil {
			return nil, err
		}
	}
	sheet := Show(w, step, q)
	sheet.values = values
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
	values = sheet.adopt(&tx.Read, values)
	if step.reword != nil {
		values = step.reword(sheet, values)
	}
	sheet.Form.Fill(values, q.Locale, mode)
	sheet.leaveOld()
	if err := sheet.merge(&tx.Read, before); err != nil {
		return sheet, err
	}
	verb, group, id := form.Action(values)
	if verb != "add" { // the page that follows offers the blank row
		sheet.Form.Apply(verb, group, id, q.Locale)
	}
	if err := sheet.settleThings(tx, before); err != nil {
		return sheet, err
	}
	if sheet.Clash != nil || !sheet.Form.Valid() || sheet.refuse(w, had) {
		return sheet, errKeep
	}
	if err := sheet.holdBack(tx, before); err != nil {
		return sheet, err
	}
	changed, err := sheet.write(tx, before, base)
	if err == nil {
		err = sheet.planAnew(tx)
	}
	if err != nil {
		return sheet, err
	}
	if step.settle != nil {
		moved, err := step.settle(tx, sheet)
		if err != nil {
			return sheet, err
		}
		changed = changed || moved
	}
	if do := step.acts[verb]; do != nil {
		if err := do(tx, w, pick(group, id)); err != nil {
			return sheet, err
		}
		changed = true
	}
	now, err := Load(&tx.Read, w.Strategy)
	if err != nil {
		return sheet, err
	}
	if verb != "unlock" && sheet.refuse(now, had) {
		sheet.putBack()
		return sheet, errKeep
	}
	sheet.Saved, sheet.Held = true, w.Held
	return sheet, sheet.settleStep(tx, now, changed, mark)
}

func pick(group, id string) string {
	if id == "" {
		return group
	}
	return id
}

// leaveOld forgives what a field held before: in force, somebody who mends one thing is not held up by another.
func (s *Sheet) leaveOld() {
	for _, rows := range s.Form.Rows {
		for _, row := range rows.Items {
			for _, f := range row.Fields {
				if f.Problem != "" && !f.Changed() {
					f.Problem = ""
				}
			}
		}
	}
}

// holder is a thing with an answer that fits the field but not what is kept of it.
type holder interface {
	unheld() (key, say string)
}

// settleThings moves what was typed into the things, and gives new ones their id and their place among the others.
func (s *Sheet) settleThings(tx *models.Tx, before map[*form.Row]thing) error {
	for _, rows := range s.Form.Rows {
		for _, row := range rows.Items {
			t, ok := row.Of.(thing)
			if !ok {
				continue
			}
			if h, ok := t.(holder); ok {
				if key, say := h.unheld(); say != "" {
					row.Blame(key, say)
				}
			}
			t.settle()
			if before[row] != nil {
				continue
			}
			if err := s.identify(tx, rows, row, t); err != nil {
				return err
			}
			t.join(s.World)
		}
	}
	return nil
}

// identify gives a new thing the id its row keeps over repeated saves. An id that was used before, by a row that is gone, is not
// used again.
func (s *Sheet) identify(tx *models.Tx, rows *form.Rows, row *form.Row, t thing) error {
	id, lasting := strings.CutPrefix(row.ID, newPrefix)
	if lasting {
		var n int64
		if err := tx.DB().Model(t.entity()).Where("id = ?", id).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 && row.Problem == "" {
			row.Problem = "This row was removed meanwhile. Save to add it again with what you typed, or remove it."
		}
		lasting = n == 0
	}
	if !lasting {
		id = models.NewID()
		rows.Rename(row, newPrefix+id)
	}
	t.entity().Identify(id)
	return nil
}

// refuse tells whether a strategy in force would lose by a save something it had, and says so on the page. What was missing before
// does not stand in the way of another change.
func (s *Sheet) refuse(w *World, had map[Gap]bool) bool {
	if !w.Live() {
		return false
	}
	var fresh []Gap
	for _, g := range s.Step.gaps(w) {
		if !had[place(g)] && (g.Wrong || !s.Step.running) {
			fresh = append(fresh, g)
		}
	}
	s.blame(fresh)
	return len(fresh) > 0
}

// putBack shows the rows again that could not be removed.
func (s *Sheet) putBack() {
	for _, rows := range s.Form.Rows {
		rows.Items, rows.Removed = append(rows.Items, rows.Removed...), nil
	}
}

// place is what makes two gaps the same one: where it is and how bad, whatever the words.
func place(g Gap) Gap { return Gap{Group: g.Group, Row: g.Row, Key: g.Key, Wrong: g.Wrong} }

func gapSet(gaps []Gap) map[Gap]bool {
	set := map[Gap]bool{}
	for _, g := range gaps {
		set[place(g)] = true
	}
	return set
}
