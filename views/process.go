package views

import (
	"slices"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// ProcessPage is one process with the version that is shown.
type ProcessPage struct {
	*models.ProcessDetail
	Shown  *models.ProcessVersion // nil while nothing is there for this reader
	Return *form.Form             // sends it back; nil for those who cannot

	ChainForm *form.Form // chooses the chain that approves its versions; nil for those who cannot
}

// ComparisonPage is how two versions of a process differ.
type ComparisonPage struct {
	*models.ProcessDetail
	From, To *models.ProcessVersion
	Parts    []models.DiffPart
}

// Name is the process's name, or that it has none yet.
func (v ProcessPage) Name() string { return processName(v.Process) }

// Name is the process's name, or that it has none yet.
func (v ComparisonPage) Name() string { return processName(v.Process) }

func processName(p *models.Process) string {
	if p.Name == "" {
		return "Process without a name"
	}
	return p.Name
}

// aligned tells whether a person works on the alignment that the process is part of.
func (v ProcessPage) aligned(w models.Who) bool { return w.Aligns() && v.StrategyID != nil }

// designs tells whether a person may write in the version that is shown.
func (v ProcessPage) designs(w models.Who) bool {
	return v.aligned(w) && v.Shown.State == models.ProcessDraft && v.Shown.N == v.Current.N
}

// Waits tells whether the newest version waits for this person's approval.
func (v ProcessPage) Waits(w models.Who) bool { return v.Bar(w) == "" }

func (v ProcessPage) facts(p Page) []Fact {
	list := []Fact{{Label: "Owner", Text: v.OwnedBy.Name, Missing: "Nobody yet"}, {Label: "Team", Text: teamName(v.Tree, v.TeamID), Href: teamHref(v.Tree, v.TeamID)}}
	if v.Workflow != nil {
		list = append(list, Fact{Label: "Redesign of", Text: v.Workflow.Name, Href: link.Workflow(v.Workflow.Ref)})
	}
	if v.Outcome != nil {
		list = append(list, Fact{Label: "Made for", Text: v.Outcome.Title, Href: link.Outcome(v.Outcome.Ref)})
	}
	if s := v.Shown; s != nil {
		list = append(list, Fact{Label: "Written by", Text: v.authors(s)}, Fact{Label: "Approved", Text: v.approved(p, s)})
	}
	return list
}

func (v ProcessPage) authors(s *models.ProcessVersion) string {
	var list []string
	for i := range s.Authors {
		if name := v.PersonName(&s.Authors[i]); name != "" {
			list = append(list, name)
		}
	}
	return strings.Join(list, ", ")
}

// approved says by whom and when a version was approved; empty when it was not.
func (v ProcessPage) approved(p Page, s *models.ProcessVersion) string {
	if s.ApprovedAt == nil {
		return ""
	}
	words := say.Instant(*s.ApprovedAt, p.Zone)
	if name := v.PersonName(s.ApprovedPersonID); name != "" {
		words += " by " + name
	}
	return words
}

// ownedBy says who owns the process, and in which team.
func (v ProcessPage) ownedBy() string {
	words := "Owner: " + nobody(v.OwnedBy.Name)
	if team := teamName(v.Tree, v.TeamID); team != "" {
		words += ", " + team
	}
	return words
}

// has tells whether any step says something about a matter, so that a table needs a column for it.
func has(s *models.ProcessVersion, what func(*models.ProcessStep) string) bool {
	return slices.ContainsFunc(s.Steps, func(step *models.ProcessStep) bool { return what(step) != "" })
}

// stepFact is one column of the table of steps.
type stepFact struct {
	label string
	of    func(*models.ProcessStep) string
}

// stepColumns are the columns that this version fills.
func stepColumns(s *models.ProcessVersion, names models.Names) (list []stepFact) {
	for _, f := range []stepFact{
		{"Who", func(step *models.ProcessStep) string { return step.Doer().Name(names) }}, {"Input", func(step *models.ProcessStep) string { return step.Input }},
		{"Output", func(step *models.ProcessStep) string { return step.Output }}, {"Tool", func(step *models.ProcessStep) string { return step.Tool }},
	} {
		if has(s, f.of) {
			list = append(list, f)
		}
	}
	return list
}

// asked says since when a version waits, and who asked.
func (v ProcessPage) asked(p Page) string {
	s := v.Current
	words := ""
	if s.RequestedAt != nil {
		words = "since " + say.Instant(*s.RequestedAt, p.Zone)
	}
	if name := v.PersonName(s.RequestedPersonID); name != "" {
		words += ", asked by " + name
	}
	return words
}

func (v ProcessPage) chainStages() string {
	var list []string
	for _, s := range v.Chain.Stages {
		list = append(list, s.Title())
	}
	return strings.Join(list, ", then ")
}

func (v ProcessPage) approverNames() string {
	var list []string
	for _, one := range v.Approvers {
		list = append(list, one.Name)
	}
	return strings.Join(list, ", ")
}

// stated is what a redesign changes, or that it changes nothing and why.
func stated(same bool, words string) string {
	if same {
		return strings.TrimSpace("No change. " + words)
	}
	return words
}

func changesOf(s *models.ProcessVersion) []Fact {
	return []Fact{
		{Label: "For people", Text: stated(s.PeopleSame, s.PeopleChange), Missing: say.NotStated},
		{Label: "In the process", Text: stated(s.ProcessSame, s.ProcessChange), Missing: say.NotStated},
		{Label: "In technology", Text: stated(s.TechnologySame, s.TechnologyChange), Missing: say.NotStated},
	}
}

// before is the workflow as it was audited.
func before(loc form.Locale, w *models.Workflow) []Fact {
	return []Fact{
		{Label: "Hours a week", Text: say.WorkflowHours(loc, w)}, {Label: "Inputs", Text: w.Inputs, Missing: say.NotStated}, {Label: "Outputs", Text: w.Outputs, Missing: say.NotStated},
		{Label: "Steps", Text: numbered(strings.Split(strings.ReplaceAll(w.Steps, " | ", "\n"), "\n")), Missing: say.NotStated}, {Label: "Technology", Text: w.Technology, Missing: say.NotStated},
	}
}

// after is the same of a version that takes its place.
func after(s *models.ProcessVersion) []Fact {
	var titles []string
	for _, step := range s.Steps {
		titles = append(titles, step.Title)
	}
	tools := s.Technology
	if s.Automation != "" {
		tools = strings.TrimSpace(tools + "\nBy itself: " + s.Automation)
	}
	return []Fact{
		{Label: "Hours a week", Missing: say.NotMeasured}, {Label: "Inputs", Text: s.Inputs, Missing: say.NotStated}, {Label: "Outputs", Text: s.Outputs, Missing: say.NotStated},
		{Label: "Steps", Text: numbered(titles), Missing: say.NotStated}, {Label: "Technology", Text: tools, Missing: say.NotStated},
	}
}

// numbered is a list of steps as lines with their numbers.
func numbered(list []string) string {
	var out []string
	for _, one := range list {
		if one = strings.TrimSpace(one); one != "" {
			out = append(out, strconv.Itoa(len(out)+1)+". "+one)
		}
	}
	return strings.Join(out, "\n")
}

// dutyLetters are the letters of a cell: "R A".
func dutyLetters(duties []string) string {
	var out []string
	for _, d := range duties {
		out = append(out, strings.ToUpper(d[:1]))
	}
	return strings.Join(out, " ")
}

func versionNumber(v *models.ProcessVersion) string { return strconv.Itoa(v.N) }
