package wizard

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// guardWording refuses what a page that was opened earlier says about a version that is no draft any more. Nothing is saved of it, and
// the page keeps what was typed.
func guardWording(w *World, q Query, values url.Values) error {
	p := w.process(q.Item)
	if p == nil || p.Current == nil {
		return nil
	}
	if n, err := strconv.Atoi(values.Get("n")); err == nil && n != p.Current.N {
		return models.AgainstRule("Version " + strconv.Itoa(p.Current.N) + " of this process was started meanwhile. Open the page again and write there; copy first what you typed.")
	}
	if p.Current.State == models.ProcessDraft {
		return nil
	}
	for name := range values {
		if strings.HasPrefix(name, "steps.") || strings.HasSuffix(name, ".inputs") {
			return models.AgainstRule("Meanwhile version " + strconv.Itoa(p.Current.N) + " of this process became " + p.Current.State +
				", so its words stay as they are. Copy what you typed, then open the page again.")
		}
	}
	return nil
}

// settleSteps saves the order of the steps, and steps that were pasted.
func settleSteps(tx *models.Tx, s *Sheet) (bool, error) {
	switch s.values.Get("do") {
	case "paste":
		return pasteSteps(tx, s, s.values)
	case "join":
		if joinLacks(s.Form) {
			return false, errKeep
		}
	}
	return orderSteps(tx, s)
}

// orderSteps saves the order of the steps, when this person changed it. Who only typed leaves the order as others made it meanwhile.
func orderSteps(tx *models.Tx, s *Sheet) (bool, error) {
	p, rows := s.World.process(s.Query.Item), s.rows("steps")
	if p == nil || rows == nil || p.Current.State != models.ProcessDraft {
		return false, nil
	}
	if verb, group, _ := form.Action(s.values); len(s.values[rows.OrderName()]) == 0 && (verb == "" || group != rows.Group) {
		return false, nil // it speaks of single steps, in no order
	}
	at := map[string]*models.ProcessStep{}
	var stored, page []string
	for _, step := range p.Current.Steps {
		at[step.ID] = step
		stored = append(stored, step.ID)
	}
	before := began(s.values["was.steps.order"])
	for _, row := range rows.Items {
		if t, ok := row.Of.(*stepThing); ok && at[t.ID] != nil && (row.New || len(before) == 0 || slices.Contains(before, t.ID)) {
			page = append(page, t.ID)
		}
	}
	order := make([]*models.ProcessStep, 0, len(stored))
	for _, id := range merged(before, stored, page) {
		order = append(order, at[id])
	}
	if slices.Equal(order, p.Current.Steps) {
		return false, nil
	}
	return true, tx.OrderSteps(p, order)
}

// began reads the order that a page started from; rows that were new on that page have their lasting ids.
func began(list []string) (ids []string) {
	for _, one := range list {
		for _, id := range strings.Split(one, ",") {
			ids = append(ids, strings.TrimPrefix(id, newPrefix))
		}
	}
	return ids
}

// merged joins the order on a person's page with the one stored meanwhile: the page's where they changed it, else the stored one.
// What only one of the two has stands behind what it stood behind there.
func merged(began, stored, page []string) []string {
	known := func(list []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(id string) bool { return !slices.Contains(began, id) || !slices.Contains(page, id) })
	}
	order, other := slices.Clone(page), stored
	if len(began) > 0 && slices.Equal(known(began), known(page)) {
		fresh := func(id string) bool { return slices.Contains(page, id) && !slices.Contains(began, id) }
		order, other = slices.DeleteFunc(slices.Clone(stored), fresh), page
	}
	for i, id := range other {
		if slices.Contains(order, id) {
			continue
		}
		behind := -1
		for j := i - 1; j >= 0 && behind < 0; j-- {
			behind = slices.Index(order, other[j])
		}
		order = slices.Insert(order, behind+1, id)
	}
	return order
}

// insertStep puts an empty step behind the step named, or before all of them when the process is named.
func insertStep(tx *models.Tx, w *World, id string) error {
	if p := w.process(id); p != nil {
		return tx.AddStep(p, &models.ProcessStep{}, 0)
	}
	p, at := w.step(id)
	if p == nil {
		return nil // somebody removed the step meanwhile
	}
	return tx.AddStep(p, &models.ProcessStep{}, at+1)
}

// duplicateStep puts a copy behind the step named.
func duplicateStep(tx *models.Tx, w *World, id string) error {
	p, at := w.step(id)
	if p == nil {
		return nil
	}
	return tx.AddStep(p, p.Current.Steps[at].Duplicate(), at+1)
}

// StepAfter is where the page goes on after a step was put behind the one named: at the title of the new one.
func (s *Sheet) StepAfter(id string) string {
	p, at := s.World.step(id)
	if p == nil {
		if p, at = s.World.process(id), -1; p == nil || len(p.Current.Steps) == 0 {
			return ""
		}
	}
	return "#steps." + p.Current.Steps[min(at+1, len(p.Current.Steps)-1)].ID + ".title"
}

func restoreStep(tx *models.Tx, _ *World, id string) error { return tx.PutBackStep(id) }

// ownerAnswers makes the process's owner accountable for every step for which nobody is yet.
func ownerAnswers(tx *models.Tx, w *World, id string) error {
	p := w.process(id)
	if p == nil || p.OwnerPersonID == nil {
		return models.AgainstRule("Name the owner of the process first.")
	}
	for _, s := range p.Current.Steps {
		if len(s.With(models.Accountable)) > 0 {
			continue
		}
		before := clone(s)
		s.Duties = append(s.Duties, &models.StepDuty{Duty: models.Accountable, PersonID: p.OwnerPersonID})
		if err := tx.SaveStep(p, before, s); err != nil {
			return err
		}
	}
	return nil
}

// step finds a step by its id, with its process and its place from 0; nil when there is none.
func (w *World) step(id string) (*models.Process, int) {
	for _, p := range w.Processes {
		for i, s := range p.Current.Steps {
			if s.ID == id {
				return p, i
			}
		}
	}
	return nil, 0
}
