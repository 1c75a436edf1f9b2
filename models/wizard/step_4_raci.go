package wizard

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// A cell of the table of duties holds the letters of a party in a step, such as "RA". Beside it "was." and its name hold what it held when
// the page was made, so that only what this person changed counts.
const (
	cellPrefix  = "duty."
	dutyLetters = "RACI" // one for each of models.Duties, in their order
)

// DutyCell names the cell of a step and a party.
func DutyCell(stepID string, p models.Party) string {
	name := cellPrefix + stepID
	switch {
	case p.PersonID != "":
		return name + ".person." + p.PersonID
	case p.TeamID != "":
		return name + ".team." + p.TeamID
	}
	return name + ".words." + p.Words
}

// DutyLetters writes duties as their letters: "RA".
func DutyLetters(duties []string) string {
	letters := ""
	for i, duty := range models.Duties {
		if slices.Contains(duties, duty) {
			letters += dutyLetters[i : i+1]
		}
	}
	return letters
}

// everyStep stands for all steps where somebody is put into the table.
const everyStep = "every"

// joinFields ask whom to put into the table of duties beside those who are there.
func joinFields(w *World, p *models.Process) []*form.Field {
	if p.Current == nil || p.Current.State != models.ProcessDraft || len(p.Current.Steps) == 0 {
		return nil
	}
	var letters []form.Option
	for i, duty := range models.Duties {
		letters = append(letters, form.Option{Value: dutyLetters[i : i+1], Label: strings.ToUpper(duty[:1]) + duty[1:]})
	}
	steps := []form.Option{{Value: everyStep, Label: "Every step"}}
	for i, s := range p.Current.Steps {
		title := []rune(s.Title)
		steps = append(steps, form.Option{Value: s.ID, Label: fmt.Sprintf("Step %d: %s", i+1, string(title[:min(60, len(title))]))})
	}
	return []*form.Field{
		form.Line("join", "Put somebody else in", new(string)).Max(300).Wanted().From(w.Owners),
		form.Choice("join_duty", "Who is", new(string), letters...).Wanted(),
		form.Choice("join_step", "In", new(string), steps...).Wanted(),
	}
}

// joinLacks says at its field what is missing before somebody can be put into the table.
func joinLacks(f *form.Form) bool {
	for name, say := range map[string]string{"join": "Say who: a person, a team, or a role in words.", "join_duty": "Choose what they are in the step.", "join_step": "Choose the step, or every step."} {
		if field := f.Field(name); field != nil && field.Answer() == form.NotAnswered {
			f.Blame(name, say)
		}
	}
	return !f.Valid()
}

// choice is what a party has in one step from now on.
type choice struct {
	who     models.Party
	letters string
}

// rewordDuties turns what was chosen in the table of duties into names in the fields of the steps. From there on they are saved, merged
// with what others saved, and answered like any typing.
func rewordDuties(s *Sheet, values url.Values) url.Values {
	p := s.World.process(s.Query.Item)
	if p == nil || p.Current.State != models.ProcessDraft {
		return values
	}
	names, parties := s.World.Owners, p.Current.RACI().Parties
	values = maps.Clone(values)
	for _, step := range p.Current.Steps {
		chosen := withJoining(names, step, values, chosenCells(step, parties, values))
		for i, duty := range models.Duties {
			name := "steps." + step.ID + "." + duty
			text := namesOf(names, step.With(duty))
			if list := values[name]; len(list) > 0 {
				text = list[0]
			}
			if now := reworded(names, step.Doer(), duty, text, dutyLetters[i:i+1], chosen); now != text {
				values.Set(name, now)
				s.Taken = append(s.Taken, name)
			}
		}
	}
	return values
}

// chosenCells are the cells of a step that this person changed.
func chosenCells(step *models.ProcessStep, parties []models.Party, values url.Values) (list []choice) {
	for _, who := range parties {
		name := DutyCell(step.ID, who)
		sent := values[name]
		if len(sent) > 0 && sent[0] != values.Get("was."+name) && strings.Trim(sent[0], dutyLetters) == "" {
			list = append(list, choice{who, sent[0]})
		}
	}
	return list
}

// withJoining adds whom the button below the table puts into a step.
func withJoining(names *form.Directory, step *models.ProcessStep, values url.Values, list []choice) []choice {
	in, letter := values.Get("join_step"), values.Get("join_duty")
	who := partyNamed(names, strings.TrimSpace(values.Get("join")))
	if values.Get("do") != "join" || in != everyStep && in != step.ID || who.None() || len(letter) != 1 {
		return list
	}
	for i := range list {
		if list[i].who == who {
			list[i].letters += letter
			return list
		}
	}
	held := letter
	for i, duty := range models.Duties {
		if slices.Contains(step.Holders(duty), who) {
			held += dutyLetters[i : i+1]
		}
	}
	return append(list, choice{who, held})
}

// reworded are the names that hold a duty after the choices. Whoever does a step is responsible without being named, so that their name
// stands there only beside others.
func reworded(names *form.Directory, doer models.Party, duty, text, letter string, chosen []choice) string {
	held := partiesNamed(names, text)
	if duty == models.Responsible && len(held) == 0 && !doer.None() {
		held = append(held, doer)
	}
	before := slices.Clone(held)
	for _, one := range chosen {
		has := strings.Contains(one.letters, letter)
		if !has {
			held = slices.DeleteFunc(held, func(p models.Party) bool { return p == one.who })
		} else if !slices.Contains(held, one.who) {
			held = append(held, one.who)
		}
	}
	if slices.Equal(before, held) {
		return text
	}
	called := make([]string, len(held))
	for i, p := range held {
		called[i] = nameOf(names, p)
	}
	return strings.Join(called, ", ")
}
