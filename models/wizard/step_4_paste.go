package wizard

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// Paste is a text with steps, and how it is taken.
type Paste struct {
	Text    string
	Nested  string // "own": a nested line is a step of its own; "part": it belongs to the step above
	Instead bool   // the text takes the place of the steps there are
}

// How a nested line is taken.
const (
	NestedOwn  = "own"
	NestedPart = "part"
)

// PasteForm asks for the text.
func PasteForm(p *Paste) *form.Form {
	if p.Nested == "" {
		p.Nested = NestedOwn
	}
	return form.Of(
		form.Text("text", "Paste the steps here", &p.Text).Max(50_000).Required("Paste the text with the steps first.").
			Help("A numbered list, bullets, one a line, or rows from a spreadsheet. A line such as “Who: Service Desk” belongs to the step above it."),
		form.Choice("nested", "Lines nested under a step", &p.Nested, form.Option{Value: NestedOwn, Label: "Are steps of their own"}, form.Option{Value: NestedPart, Label: "Belong to the step above"}).Drawn("radios"),
		form.Tick("instead", "Take the place of the steps that are there", &p.Instead),
	)
}

// Pasted is one line of the text with what becomes of it.
type Pasted struct {
	*models.ListedStep
	Step *models.ProcessStep // nil when it becomes none
	N    int                 // its place among the steps, from 1
	Say  string              // what is worth knowing about it
}

// PastePreview finds a process and says what a text would give it. Without a text it finds the process only.
func (w *World) PastePreview(item string, paste *Paste) (*models.Process, []Pasted, error) {
	p := w.process(item)
	if p == nil {
		return nil, nil, models.NotFound("This process")
	}
	if p.Current.State != models.ProcessDraft {
		return nil, nil, models.AgainstRule("Version " + fmt.Sprint(p.Current.N) + " is " + p.Current.State + ", so no steps are added. Open the process to see what can be done.")
	}
	if paste == nil {
		return p, nil, nil
	}
	return p, w.pasted(p, *paste), nil
}

// PartyName is the name of a person or team.
func (w *World) PartyName(p models.Party) string { return nameOf(w.Owners, p) }

// pasted reads the text line by line, and finds whom its names mean.
func (w *World) pasted(p *models.Process, paste Paste) (list []Pasted) {
	n := 0
	if !paste.Instead {
		n = len(p.Current.Steps)
	}
	tools := len(slices.DeleteFunc(p.Lacks(), func(what string) bool { return what == models.LacksSteps })) == 0
	var above *Pasted
	for _, one := range models.ReadSteps(paste.Text) {
		row := Pasted{ListedStep: one, Say: one.Skipped}
		switch {
		case one.Skipped != "":
		case one.Under != "" && paste.Nested == NestedPart && above != nil && len([]rune(above.Step.Title+one.Title)) < 290:
			above.Step.Title = joined(above.Step.Title, above.ListedStep.Title, one.Title)
			row.Say = fmt.Sprintf("Becomes part of step %d.", above.N)
		case n >= models.MostSteps:
			row.Say = fmt.Sprintf("A process holds at most %d steps.", models.MostSteps)
		default:
			n++
			row.N, row.Step = n, listed(w.Owners, one)
			if one.Under != "" {
				row.Say = "It was nested under “" + one.Under + "”."
			}
			if row.Step.Tool != "" && !tools {
				row.Say = strings.TrimSpace(row.Say + " Its tool, “" + row.Step.Tool + "”, is left out: tools are locked until the process has " + strings.Join(p.Lacks(), ", ") + ".")
				row.Step.Tool = ""
			}
		}
		list = append(list, row)
		if row.Step != nil && (one.Under == "" || paste.Nested == NestedOwn) {
			last := row // its step is the very one in the list
			above = &last
		}
	}
	return list
}

// joined adds a nested line to a step: "Take the call: ask for the number; look it up".
func joined(title, bare, more string) string {
	if title == bare || !strings.Contains(title, ": ") {
		return strings.TrimRight(title, ".:; ") + ": " + more
	}
	return title + "; " + more
}

// listed is the step that a line of pasted text becomes. "Service Desk: take the call" names who does it when there is such a team or person.
func listed(names *form.Directory, l *models.ListedStep) *models.ProcessStep {
	s := &models.ProcessStep{Title: l.Title, Input: l.Input, Output: l.Output, Tool: l.Tool}
	who := l.Who
	if head, rest, found := strings.Cut(l.Title, ":"); who == "" && found && strings.TrimSpace(rest) != "" {
		if _, known := names.Find(strings.TrimSpace(head)); known {
			who, s.Title = strings.TrimSpace(head), strings.TrimSpace(rest)
		}
	}
	p := partyNamed(names, who)
	s.WhoPersonID, s.WhoTeamID, s.Who = pointer(p.PersonID), pointer(p.TeamID), p.Words
	return s
}

// stepsOf are the steps that a text gives a process.
func (w *World) stepsOf(p *models.Process, paste Paste) (list []*models.ProcessStep) {
	for _, row := range w.pasted(p, paste) {
		if row.Step != nil {
			list = append(list, row.Step)
		}
	}
	return list
}

// pasteSteps keeps what was shown before. The sheet then knows how to take it back.
func pasteSteps(tx *models.Tx, s *Sheet, values url.Values) (bool, error) {
	p := s.World.process(s.Query.Item)
	if p == nil {
		return false, nil
	}
	var paste Paste
	f := PasteForm(&paste)
	if f.Fill(values, s.Query.Locale, form.Strict); !f.Valid() {
		return false, models.AgainstRule(f.Problems()[0].Say)
	}
	list := s.World.stepsOf(p, paste)
	if len(list) == 0 {
		return false, models.AgainstRule("No line of this text becomes a step.")
	}
	stamp, err := tx.PasteSteps(p, list, paste.Instead)
	s.Gone = stamp
	return true, err
}

func unpasteSteps(tx *models.Tx, _ *World, stamp string) error { return tx.UnpasteSteps(stamp) }
