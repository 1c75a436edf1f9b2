package views

import (
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// OperationsStrategyPage is one operations strategy with the form that ends it.
type OperationsStrategyPage struct {
	*models.OperationsDetail
	Ending *form.Form
}

// OperationsStepView is one step of a draft. Refused is what kept it from coming in force.
type OperationsStepView struct {
	*models.OperationsDetail
	Step     *models.OperationsStep
	Form     *form.Form
	People   *form.Directory
	Refused  string
	Outcomes int // how many can be chosen
}

// The question of each layer (R01).
const (
	askOrganization = "Where are we going, and why?"
	askOperations   = "How do we run well enough to get there?"
)

// FoundationPage is what a strategy stands on with its form. Beside is the strategy in force beside a draft, or the draft beside the one in force.
type FoundationPage struct {
	*models.Foundation
	Form   *form.Form
	People *form.Directory
	Beside *models.Strategy
}

// dimensions tell the two layers apart (R02), with what each is to be in the one and in the other.
var dimensions = []struct{ name, organization, operations string }{
	{"Scope", "The whole company", "One named function or delivery system"},
	{"Horizon", "Three to five years", "90 days to twelve months"},
	{"Ownership", "Executives and board", "Department heads and team leads"},
	{"Success measures", "Market position, growth, what customers say", "Cycle time, utilization, error rate"},
}

// flagsAbout counts the flags of some codes that stand in one strategy, without those that are set aside.
func flagsAbout(v *models.LayersPage, ref string, codes []string) (n int) {
	for _, f := range v.FlagsOf(ref) {
		if slices.Contains(codes, f.Code) && !v.SetAside(f) {
			n++
		}
	}
	return n
}

// layerMend is where a flag is mended and what the link says; empty where this person cannot. Flags are about what is in force: what the strategy
// in force stands on is mended there, also while the next one is drafted. Metrics are changed in the six steps, which are about the draft then.
func (p Page) layerMend(v *models.LayersPage, f models.LayerFlag) (label, href string) {
	mine := v.Foundation != nil && v.Foundation.Mine
	switch {
	case f.Kind == "outcome":
		if v.Next != nil {
			return "Choose its metric in step 2 of " + strategyName(v.Next) + ", the next strategy", link.Step("outcomes")
		}
		if mine {
			return "Look at its metric in step 2", link.Step("outcomes")
		}
		return "Open " + f.On, link.Outcome(f.On)
	case f.Kind == "goal":
		if f.Code == models.LayerNoCap && mine {
			return "Put it under one", link.Foundation(v.Foundation.Strategy.Ref)
		}
		return "Open " + f.On, link.Goal(f.On)
	case f.Code == models.LayerAlone:
		if p.Who.May(models.RunOperations) {
			return "Begin an operations strategy", link.OperationsNew("")
		}
		return "", ""
	case f.Layer == models.Organizational:
		if mine {
			return "Mend it", link.Foundation(v.Foundation.Strategy.Ref)
		}
		return "", ""
	}
	if p.Who.May(models.RunOperations, models.Owned(f.TeamID, f.OwnerID)) {
		return "Mend it in its next version", link.OperationsStrategy(f.Ref) + "#h-acts"
	}
	return "Open " + f.Ref, link.OperationsStrategy(f.Ref)
}

// aboutTeam says in words what an operations strategy is about.
func aboutTeam(l *models.OperationsLayer) string {
	team := "no team any more"
	if l.Team != nil {
		team = l.Team.Name
	}
	if l.Scope == models.ScopeSystem {
		return l.System + ", owned by " + team
	}
	return team
}

// measureOf is a metric of an outcome by its name, with the reference of the outcome.
type measureOf struct{ name, outcome string }

// fewMeasures is how many metrics the table of dimensions shows at once; the rest opens.
const fewMeasures = 12

func measuresOf(list []*models.OutcomeNow) (out []measureOf) {
	for _, o := range list {
		for _, m := range o.Metrics {
			out = append(out, measureOf{m.Name(), o.Ref})
		}
	}
	return out
}

func personName(person *models.Person) string {
	if person == nil {
		return ""
	}
	return person.Name
}

// ownedSince says who answers for a strategy, and since when.
func ownedSince(o *models.Person, since day.Day) string {
	if o == nil {
		return ""
	}
	if !since.Valid() {
		return o.Name
	}
	return o.Name + ", since " + since.Long()
}

// stateOfOperations are the mark, the sign and the word of its state.
func stateOfOperations(state string) (mark, icon, word string) {
	switch state {
	case models.InForce:
		return "ok", "ok", "In force"
	case models.Draft:
		return "none", "progress", "Draft"
	}
	return "none", "history", "Superseded"
}

// steps is the row of steps above one.
func (v OperationsStepView) steps() parts.StepNav {
	_, at := models.OperationsStepAt(v.Step.Key)
	return parts.StepNav{At: at, All: link.OperationsStrategy(v.Ref), Steps: operationsTasks(v.OperationsStrategy), Label: "Steps of the operations strategy"}
}

// operationsTasks are the steps with how far each has come.
func operationsTasks(s *models.OperationsStrategy) (list []parts.Task) {
	for i, step := range models.OperationsSteps {
		t := parts.Task{No: i + 1, Title: step.Title, Href: link.OperationsStep(s.Ref, step.Key), State: parts.NotStarted}
		gaps := s.GapsAt(step.Key)
		switch {
		case step.Key == "check":
			if len(s.Gaps()) == 0 {
				t.Fact = "Nothing is missing. It can come in force."
			} else {
				t.Fact = "Once nothing is missing, it is put in force here."
			}
		case len(gaps) > 0 && s.Answered(step.Key):
			t.State, t.Fact = parts.InProgress, gaps[0].Say
		case len(gaps) > 0:
			t.Fact = gaps[0].Say
		case s.Answered(step.Key):
			t.State, t.Fact = parts.Done, step.Question
		case step.Key == "outcomes":
			t.Fact = "It serves no outcome yet. That is flagged, and does not stop it."
		default:
			t.Fact = "Worth stating, and not asked for."
		}
		list = append(list, t)
	}
	return list
}

// measureWords is how far a measure is: its newest value, or that there is none.
func (p Page) measureWords(m *models.OperationsMeasureNow) string {
	if m.Track.Now == nil {
		return "No reading yet"
	}
	return models.Figure(p.Loc, m.Track.Now, m.Unit) + ", " + m.Track.NowDay.Short()
}

// room says how much of the capacity is left.
func (p Page) room(l models.OperationsLoad) string {
	hours := func(v float64) string {
		return models.Input{Value: &v, Unit: models.UnitHours}.Words(p.Loc)
	}
	left := l.Room()
	switch {
	case left == nil && l.Taken.Count == 0:
		return "No workflow is known"
	case left == nil:
		return hours(l.Taken.Hours) + " are taken"
	case *left < 0:
		return hours(-*left) + " too many"
	}
	return hours(*left) + " left"
}

// answers are all answers of a draft, each with the way to change it.
func (v OperationsStepView) answers(p Page) []parts.Answer {
	at := func(step string) string { return link.OperationsStep(v.Ref, step) }
	list := []parts.Answer{
		{Label: "What it is called", Text: v.Name, Href: at("runs")},
		{Label: "What we run", Text: v.Runs, Missing: "Not said yet", Href: at("runs")},
		{Label: "Horizon", Text: models.Horizon(v.FromDay, v.ToDay), Missing: "Not said yet", Href: at("runs")},
		{Label: "Owner", Text: personName(v.Owner), Missing: "Nobody yet", Href: at("runs")},
	}
	if len(v.Anchors)+len(v.Gone) == 0 {
		list = append(list, parts.Answer{Label: "Serves", Missing: "No outcome", Href: at("outcomes")})
	}
	for _, o := range v.Anchors {
		list = append(list, parts.Answer{Label: "Serves " + o.Ref, Text: o.Title, Href: at("outcomes")})
	}
	for _, o := range v.Gone {
		list = append(list, parts.Answer{Label: "Serves " + o.Ref, Text: o.Title + " (not in force)", Href: at("outcomes")})
	}
	if len(v.Measures) == 0 {
		list = append(list, parts.Answer{Label: "Measures", Missing: "None yet", Href: at("measures")})
	}
	for _, m := range v.Measures {
		list = append(list, parts.Answer{Label: m.Name, Text: m.Course(v.ToDay).Said(p.Loc), Missing: "No number yet", Href: at("measures")})
	}
	if len(v.First) == 0 {
		list = append(list, parts.Answer{Label: "Priorities", Missing: "None yet", Href: at("priorities")})
	}
	for i, f := range v.First {
		text := f.Title
		if f.Objective != nil {
			text += " (" + f.Objective.Ref + ")"
		}
		list = append(list, parts.Answer{Label: "Priority " + itoa(i+1), Text: text, Href: at("priorities")})
	}
	return append(list, parts.Answer{Label: "Capacity", Text: v.capacity(p), Missing: "Not stated", Href: at("capacity")})
}

func (v OperationsStepView) capacity(p Page) string {
	if v.Capacity == nil {
		return ""
	}
	return v.Load.Stated.Words(p.Loc)
}

// operationsAt is the part of an operations strategy's page where a value stands.
func operationsAt(ref, part string) string {
	if part == "" {
		return link.OperationsStrategy(ref)
	}
	return link.OperationsStrategy(ref) + "#" + part
}

func measureNames(s *models.OperationsLayer) string {
	var names []string
	for _, m := range s.Measures {
		names = append(names, m.Name)
	}
	return strings.Join(names, "; ")
}

func layerWord(f models.LayerFlag) string {
	if f.Layer == models.Operations {
		return f.Ref
	}
	return "Organizational"
}

// joined lists words as a sentence does: "a, b and c".
func joined(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// operationsHeading heads the operations strategies on a team's page, or on that of an outcome that they serve.
func operationsHeading(team *models.Team) string {
	if team == nil {
		return "Operations strategies that serve it"
	}
	return "How it is run"
}
