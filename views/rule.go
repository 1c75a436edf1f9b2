package views

import (
	"strconv"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/builder"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// RuleListPage is one page of the list of rules.
type RuleListPage struct {
	Query  models.RuleQuery
	World  *automation.World
	Rows   []*models.RuleNow
	Paging parts.Paging
}

func (v RuleListPage) sentence(r *models.RuleNow) blocks.Sentence {
	return r.Says.Says(v.World.In(r.Says), r.Owner)
}

// missing is how much keeps a draft from being published.
func (v RuleListPage) missing(r *models.RuleNow) int {
	n := len(automation.Stops(automation.Check(r.Draft, v.World)))
	if r.OwnerPersonID == nil {
		n++
	}
	return n
}

func (v RuleListPage) choices() []choice {
	var teams []form.Option
	for _, t := range v.World.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	return []choice{
		{"state", "State", "Not retired", v.Query.State, []form.Option{{Value: models.RuleDraft, Label: "Draft"}, {Value: models.RulePublished, Label: "Published"},
			{Value: models.RulePaused, Label: "Paused"}, {Value: models.RuleRetired, Label: "Retired"}}},
		{"team", "Team", "Any team", v.Query.Team, teams},
		{"whose", "Owner", "Anybody", v.Query.Whose, []form.Option{{Value: "mine", Label: "Me"}}},
	}
}

func ruleMark(state string) (tone, icon string) {
	switch state {
	case models.RulePublished:
		return "ok", "ok"
	case models.RulePaused:
		return "risk", "clock"
	case models.RuleRetired:
		return "none", "stop"
	}
	return "none", "none"
}

// RulePage is a rule as it is built.
type RulePage struct {
	*models.RuleNow
	World      *automation.World
	Problems   []automation.Problem
	Open       string // the block that is open, "when", "about", or empty
	Entry      *builder.Entry
	When       *builder.When
	About      *builder.About
	Undo, Redo *models.RuleEdit
	Say        string // what went wrong, in words
	MayWrite   bool
	MayPublish bool
	Details
}

// Details are what stands beside the blocks of a rule.
type Details struct {
	Decision          *models.Decision
	Versions          []*models.RuleVersion
	UnderWay, Waiting int // its runs that are not over, and those of them that wait
}

func (v RulePage) publisher(id *string) string {
	if id == nil {
		return "the program"
	}
	return v.World.Thing("person", *id)
}

// PublicationPage is what publishing a draft would change.
type PublicationPage struct {
	*models.RuleNow
	World     *automation.World
	Diff      []blocks.Difference
	Problems  []automation.Problem
	Flight    *automation.Flight
	Form      *form.Form
	Published *models.RuleVersion
}

func (v PublicationPage) place(p automation.Problem) string {
	return RulePage{RuleNow: v.RuleNow, MayWrite: true}.place(p)
}

func (v RulePage) words() blocks.Words { return v.World.In(v.Draft) }

func (v RulePage) sentence() blocks.Sentence { return v.Draft.Says(v.words(), v.Owner) }

func (v RulePage) rev() string { return strconv.Itoa(v.DraftRev) }

// at are the problems of a block; of the rule itself where key is empty.
func (v RulePage) at(key string, fields ...string) (list []automation.Problem) {
	for _, p := range v.Problems {
		fits := len(fields) == 0
		for _, f := range fields {
			fits = fits || f == p.Field
		}
		if p.Key == key && fits {
			list = append(list, p)
		}
	}
	return list
}

func (v RulePage) stops() []automation.Problem { return automation.Stops(v.Problems) }

// place leads to where a problem is mended.
func (v RulePage) place(p automation.Problem) string {
	switch {
	case p.Key != "" && v.MayWrite:
		return link.Rule(v.Ref, p.Key) + "#b-" + p.Key
	case p.Key != "":
		return "#b-" + p.Key
	case p.Field == automation.InTrial:
		return link.RuleTrial(v.Ref)
	case p.Field == "steps":
		return "#steps"
	case p.Field == "trigger" || p.Field == "where":
		return link.Rule(v.Ref, builder.OpenWhen) + "#b-when"
	}
	return link.Rule(v.Ref, builder.OpenAbout) + "#b-about"
}

func branchTitle(s *blocks.Step, branch string) string {
	return say.Upper(blocks.BranchWord(s, branch))
}

// kindGroups is the palette under its headings.
func kindGroups() (titles []string, kinds map[string][]builder.Kind) {
	kinds = map[string][]builder.Kind{}
	for _, k := range builder.Palette {
		if len(kinds[k.Group]) == 0 {
			titles = append(titles, k.Group)
		}
		kinds[k.Group] = append(kinds[k.Group], k)
	}
	return titles, kinds
}

func (v RulePage) aboutFacts() []Fact {
	list := []Fact{{Label: "Owner", Text: v.Owner, Missing: "Nobody yet"}, {Label: "For", Text: v.Team}}
	if v.Team == "" {
		list[1].Text = "The whole company"
	}
	decision := Fact{Label: "Decision", Text: v.Draft.Decision, Missing: "None yet"}
	if d := v.Decision; d != nil {
		decision = Fact{Label: "Decision", Text: d.Ref + " " + d.Title, Href: link.Decision(d.Ref)}
	}
	list = append(list, decision, Fact{Label: "Reaches its owner", Text: v.Draft.Deadline.Says(v.words()), Missing: "No deadline yet"})
	list = append(list, Fact{Label: "While it still runs", Text: v.Draft.Mode.Says()})
	if v.Draft.ExpectedDays > 0 {
		list = append(list, Fact{Label: "Expected", Text: "at least every " + blocks.Count(v.Draft.ExpectedDays, "day")})
	}
	return list
}

// moves are the moves of a block that need no pointer.
var moves = []struct{ Way, Label, Icon string }{{blocks.Up, "Up", "up"}, {blocks.Down, "Down", "down"}, {blocks.Into, "Into the block above", "right"}, {blocks.Out, "Out", "left"}}

func ruleName(name string) string {
	if name == "" {
		return "A rule without a name"
	}
	return name
}

func keyOf(s *blocks.Step) string {
	if s == nil {
		return ""
	}
	return s.Key
}

// addedTo says where a block is added, for those who listen.
func addedTo(in *blocks.Step, branch string) string {
	if in == nil {
		return " at the end"
	}
	return " under “" + branchTitle(in, branch) + "”"
}

// mends leads from a missing piece of the whole sentence to its place; nil for those who may not write.
func (v RulePage) mends() func(blocks.Part) string {
	if !v.MayWrite {
		return nil
	}
	return func(part blocks.Part) string {
		key, field := part.StepOf()
		return v.place(automation.Problem{Key: key, Field: field})
	}
}

// opens leads from a missing piece of a block to its form.
func (v RulePage) opens(key string) func(blocks.Part) string {
	if !v.MayWrite {
		return nil
	}
	return func(part blocks.Part) string { return link.Rule(v.Ref, key) + "#" + part.Key }
}

// RuleNewPage lists the ways to begin a rule.
type RuleNewPage struct {
	Form   *form.Form
	Recipe builder.Recipe // the one that is shown first; without a key none is
	World  *automation.World
	Draft  *blocks.Definition
}

// preview is a recipe's blocks as sentences, those inside others behind what leads to them.
func (v RuleNewPage) preview() (lines []blocks.Sentence) {
	words := v.World.In(v.Draft)
	v.Draft.Walk(func(s *blocks.Step, around []*blocks.Step) {
		said := s.Says(words).Upper()
		if len(around) > 0 {
			_, at := v.Draft.Find(s.Key)
			said = append(blocks.Sentence{{Text: branchTitle(at.Parent, at.Branch) + ": "}}, s.Says(words)...)
		}
		lines = append(lines, said)
	})
	return lines
}
