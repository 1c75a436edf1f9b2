package exchange

import (
	"fmt"
	"slices"
	"strings"

	"throughline/models"
)

// fate finds the workflow that a row speaks of, by name and team, and says what becomes of the row.
func (p *planner) fate(r *ListRow) {
	w := r.Workflow
	before, several := p.match(w)
	chosen := r.Choice
	switch {
	case total.MatchString(fold(w.Name)) && before == nil:
		r.Choices = []string{ExistingAdd, ExistingSkip}
		if chosen == "" {
			r.Fate, r.Why = FateSkip, "It reads like a sum of the rows above."
			return
		}
	case before == nil && !several:
		r.Choices = []string{ExistingAdd, ExistingSkip}
	default:
		r.Choices = []string{ExistingUpdate, ExistingAdd, ExistingSkip}
		if several {
			r.Choices = r.Choices[1:]
		}
		if chosen == "" {
			chosen = p.m.Existing
		}
	}
	if chosen == ExistingSkip {
		r.Fate, r.Why = FateSkip, "Left out by your choice."
		return
	}
	key := fold(w.Name) + "\x00" + fold(r.Team)
	if before != nil && chosen != ExistingAdd {
		key = before.ID
	}
	if line := p.seen[key]; line > 0 {
		r.Fate, r.Why = FateRefused, fmt.Sprintf("The same workflow stands in line %d.", line)
		return
	}
	switch {
	case several && chosen != ExistingAdd:
		r.Fate, r.Why = FateRefused, "Several workflows here are called so. Give its team, or add it as one more."
		return
	case before != nil && chosen != ExistingAdd:
		p.change(r, before)
	default:
		r.Fate = FateAdd
		p.hold(r, &models.Workflow{Verdict: models.Undecided}, w)
	}
	p.seen[key] = r.Line
}

// match finds the workflow of a name and team. Several is true when more than one has the name and the row does not say which.
func (p *planner) match(w *models.Workflow) (before *models.Workflow, several bool) {
	list := p.byName[fold(w.Name)]
	with := func(team *string) *models.Workflow {
		i := slices.IndexFunc(list, func(o *models.Workflow) bool { return textOf(o.TeamID) == textOf(team) })
		if i < 0 {
			return nil
		}
		return list[i]
	}
	switch {
	case with(w.TeamID) != nil:
		return with(w.TeamID), false
	case w.TeamID != nil:
		return with(nil), false // the one whose team nobody has named yet
	case len(list) == 1:
		return list[0], false
	}
	return nil, len(list) > 1
}

// change says which fields of a workflow that is here a row changes. An empty cell changes nothing.
func (p *planner) change(r *ListRow, before *models.Workflow) {
	row, after := r.Workflow, *before
	r.before = before
	text := func(at *string, value string) {
		if value != "" {
			*at = value
		}
	}
	if row.TeamID != nil {
		after.TeamID = row.TeamID
	}
	if row.OwnerPersonID != nil {
		after.OwnerPersonID, after.OwnerText = row.OwnerPersonID, ""
	} else if row.OwnerText != "" && after.OwnerPersonID == nil {
		after.OwnerText = row.OwnerText
	} else if row.OwnerText != "" {
		r.Notes = append(r.Notes, "Its owner stays "+p.Person(after.OwnerPersonID)+".")
	}
	for _, n := range []struct{ at, value **float64 }{{&after.Hours, &row.Hours}, {&after.Times, &row.Times}, {&after.Minutes, &row.Minutes}, {&after.Attendees, &row.Attendees}} {
		if *n.value != nil {
			*n.at = *n.value
		}
	}
	text(&after.Per, row.Per)
	text(&after.FrequencyText, row.FrequencyText)
	text(&after.EffortText, row.EffortText)
	text(&after.Description, row.Description)
	text(&after.Inputs, row.Inputs)
	text(&after.Outputs, row.Outputs)
	text(&after.Steps, row.Steps)
	text(&after.Technology, row.Technology)
	text(&after.VerdictReason, row.VerdictReason)
	if r.cells[MeansVerdict] != "" && row.Verdict != models.Undecided {
		after.Verdict = row.Verdict
	}
	if len(row.Outcomes) > 0 {
		after.Outcomes = p.join(before, row)
	}
	p.hold(r, before, &after)
	r.Workflow, r.Changes = &after, p.differ(before, &after)
	if r.Fate = FateChange; len(r.Changes) == 0 {
		r.Fate = FateSame
	}
}

// join keeps the weights of the outcomes that stay, and what a workflow moves beyond this alignment.
func (p *planner) join(before, row *models.Workflow) (list []*models.WorkflowOutcome) {
	had := map[string]*models.WorkflowOutcome{}
	for _, l := range before.Outcomes {
		had[l.OutcomeID] = l
		if p.Outcome(l.OutcomeID) == nil {
			list = append(list, l)
		}
	}
	for _, l := range row.Outcomes {
		if had[l.OutcomeID] != nil {
			l = had[l.OutcomeID]
		}
		list = append(list, l)
	}
	return list
}

// hold leaves out what a strategy in force would refuse: a verdict that what the workflow moves contradicts (R12).
func (p *planner) hold(r *ListRow, before, after *models.Workflow) {
	if !p.Live() {
		return
	}
	mapped := slices.ContainsFunc(after.Outcomes, func(l *models.WorkflowOutcome) bool { return p.Outcome(l.OutcomeID) != nil })
	say := ""
	switch after.Verdict {
	case models.Keep, models.Redesign:
		if !mapped {
			say = "It moves no outcome"
		}
	case models.Stop, models.OutcomeMissing:
		if mapped {
			say = "It moves an outcome"
		}
	}
	if say == "" {
		return
	}
	r.Notes = append(r.Notes, fmt.Sprintf("%s, which goes against the verdict %s; verdict and outcomes stay as they were.", say, after.Verdict))
	after.Verdict, after.VerdictReason, after.Outcomes = before.Verdict, before.VerdictReason, before.Outcomes
}

// differ lists what differs between two states of a workflow, in words.
func (p *planner) differ(before, after *models.Workflow) (list []ListChange) {
	from, to := p.said(before), p.said(after)
	for i := range from {
		if from[i].To != to[i].To {
			list = append(list, ListChange{from[i].Label, from[i].To, to[i].To})
		}
	}
	return list
}

// said writes a workflow's fields as people read them.
func (p *planner) said(w *models.Workflow) []ListChange {
	number := func(n *float64) string {
		if n == nil {
			return ""
		}
		return p.locale.Number(*n)
	}
	owner := p.Person(w.OwnerPersonID)
	if owner == "" {
		owner = w.OwnerText
	}
	var moves []string
	for _, l := range w.Outcomes {
		if o := p.Outcome(l.OutcomeID); o != nil {
			moves = append(moves, o.Ref)
		}
	}
	slices.Sort(moves)
	return []ListChange{
		{"Team", "", p.Team(w.TeamID)}, {"Owner", "", owner}, {"Hours a week", "", number(w.Hours)}, {"How often", "", often(number(w.Times), w.Per)},
		{"How often, in words", "", w.FrequencyText}, {"Minutes each time", "", number(w.Minutes)}, {"People each time", "", number(w.Attendees)}, {"Effort in words", "", w.EffortText},
		{"What happens", "", w.Description}, {"Inputs", "", w.Inputs}, {"Outputs", "", w.Outputs}, {"Steps", "", w.Steps}, {"Tools", "", w.Technology},
		{"Outcomes it moves", "", strings.Join(moves, ", ")}, {"Verdict", "", w.Verdict}, {"Reason", "", w.VerdictReason},
	}
}

func often(times, span string) string {
	if span == "" {
		return times
	}
	return strings.TrimSpace(times + " in a " + span)
}

func textOf(id *string) string {
	if id == nil {
		return ""
	}
	return *id
}
