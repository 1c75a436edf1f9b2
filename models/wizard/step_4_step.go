package wizard

import (
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// stepThing is one step of the draft of a process.
type stepThing struct {
	*models.ProcessStep
	of     *models.Process
	names  *form.Directory
	who    string    // as typed: a name, or a role in words
	duties [4]string // as typed, one for each of models.Duties: names with commas between them
}

func bindStep(p *models.Process, s *models.ProcessStep, names *form.Directory) *stepThing {
	t := &stepThing{ProcessStep: s, of: p, names: names, who: nameOf(names, s.Doer())}
	for i, duty := range models.Duties {
		t.duties[i] = namesOf(names, s.With(duty))
	}
	return t
}

// stepRows are the steps of a process, which can be put in order. Only a draft has them.
func stepRows(w *World, p *models.Process) *form.Rows {
	rows := repeat(w, "steps", "Steps", func() *stepThing { return bindStep(p, &models.ProcessStep{}, w.Owners) }).AtMost(models.MostSteps)
	if p.Current == nil || p.Current.State != models.ProcessDraft {
		return form.Repeat("steps", "Steps", nil)
	}
	list := make([]*stepThing, len(p.Current.Steps))
	for i, s := range p.Current.Steps {
		list[i] = bindStep(p, s, w.Owners)
	}
	return stored(rows, w, list)
}

func (t *stepThing) entity() models.Entity { return t.ProcessStep }

func (t *stepThing) copy() thing {
	t.settle()
	c := clone(t.ProcessStep)
	c.Position = t.Position
	return bindStep(t.of, c, t.names)
}

// settle finds whom the typed names mean. What was not typed anew stays the very same.
func (t *stepThing) settle() {
	if t.who != nameOf(t.names, t.Doer()) {
		d := partyNamed(t.names, t.who)
		t.WhoPersonID, t.WhoTeamID, t.Who = pointer(d.PersonID), pointer(d.TeamID), d.Words
	}
	var list []*models.StepDuty
	for i, duty := range models.Duties {
		held := t.With(duty)
		if t.duties[i] == namesOf(t.names, held) {
			list = append(list, held...)
			continue
		}
		for _, p := range partiesNamed(t.names, t.duties[i]) {
			d := &models.StepDuty{Duty: duty, PersonID: pointer(p.PersonID), TeamID: pointer(p.TeamID), Words: p.Words}
			if i := slices.IndexFunc(held, func(o *models.StepDuty) bool { return o.Party() == p }); i >= 0 {
				d = held[i]
			}
			list = append(list, d)
		}
	}
	t.Duties = list
}

func (t *stepThing) fields(w *World) []*form.Field {
	lock := t.of.Lock()
	list := []*form.Field{
		form.Line("title", "What is done", &t.Title).Wanted().Max(300),
		form.Line("who", "Who does it", &t.who).Wanted().Max(300).From(w.Owners),
		form.Line("input", "Input", &t.Input).Max(1000),
		form.Line("output", "Output", &t.Output).Max(1000),
		form.Line("tool", "Tool", &t.Tool).Max(300).Lock(lock),
	}
	for i, duty := range models.Duties {
		list = append(list, form.Line(duty, dutyLabels[i], &t.duties[i]).Max(1000).From(w.Owners))
	}
	return list
}

var dutyLabels = [4]string{"Responsible, when not the one who does it", "Accountable, exactly one", "Consulted", "Informed"}

func (t *stepThing) add(tx *models.Tx, w *World) error {
	return tx.AddStep(t.of, t.ProcessStep, models.MostSteps)
}

func (t *stepThing) save(tx *models.Tx, before thing) error {
	return tx.SaveStep(t.of, before.(*stepThing).ProcessStep, t.ProcessStep)
}

func (t *stepThing) remove(tx *models.Tx) error { return tx.RemoveStep(t.of, t.ProcessStep) }

func (t *stepThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.ProcessStep{}
	found, err := r.AsOf("process_step", t.ID, version, was)
	return bindStep(t.of, was, t.names), found, err
}

func (t *stepThing) join(*World) {}

// stepNotes says at each step what keeps its version from being documented. A step that is still empty is left in peace.
func stepNotes(s *Sheet) (flags []Flag) {
	p := s.World.process(s.Query.Item)
	if p == nil || p.Current.State != models.ProcessDraft {
		return nil
	}
	for _, u := range p.Unwritten() {
		if u.Step != nil && u.Step.Title != "" {
			flags = append(flags, Flag{Group: "steps", Row: u.Step.ID, Key: u.Key, Say: u.Say})
		}
	}
	return flags
}

// nameOf is how a person or a team is called in the lists of names.
func nameOf(names *form.Directory, p models.Party) string {
	switch {
	case p.PersonID != "":
		return names.Label("person:" + p.PersonID)
	case p.TeamID != "":
		return names.Label("team:" + p.TeamID)
	}
	return p.Words
}

func namesOf(names *form.Directory, list []*models.StepDuty) string {
	called := make([]string, len(list))
	for i, d := range list {
		called[i] = nameOf(names, d.Party())
	}
	return strings.Join(called, ", ")
}

// partyNamed finds the person or the team of a name; any other words stay words.
func partyNamed(names *form.Directory, typed string) models.Party {
	value, known := names.Find(typed)
	kind, id, _ := strings.Cut(value, ":")
	switch {
	case !known || typed == "":
		return models.Party{Words: typed}
	case kind == "team":
		return models.Party{TeamID: id}
	}
	return models.Party{PersonID: id}
}

// partiesNamed reads names with commas between them. A name may have commas of its own: the longest one that is known counts.
func partiesNamed(names *form.Directory, typed string) (list []models.Party) {
	parts := strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' })
	for len(parts) > 0 {
		n := 1
		for m := min(len(parts), 4); m > 1; m-- {
			if _, known := names.Find(strings.Join(parts[:m], ",")); known {
				n = m
				break
			}
		}
		p := partyNamed(names, strings.TrimSpace(strings.Join(parts[:n], ",")))
		if !p.None() && !slices.Contains(list, p) {
			list = append(list, p)
		}
		parts = parts[n:]
	}
	return list
}
