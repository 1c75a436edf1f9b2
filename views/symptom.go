package views

import (
	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// SymptomsPage is what the program found, all kinds at a glance or one kind as a list.
type SymptomsPage struct {
	Query  models.SymptomQuery
	Tree   *models.Tree
	People *form.Directory
	Groups []*models.SymptomGroup
	Rows   []*models.SymptomNow // of one kind
	Paging parts.Paging
	Look   *models.SymptomLook // nil: it was never looked
}

// OneSymptomPage is one symptom with the forms of those who may answer it.
type OneSymptomPage struct {
	*models.SymptomDetail
	May       bool
	Meanwhile string // what somebody else did while the form that was sent stood open
	Keep      *form.Form
	Split     *form.Form // nil where no border can be written
	Merge     *form.Form // nil where nothing can be made one
	Hand      *form.Form
	People    *form.Directory
}

// goneWords say why it does not show any more.
func (v OneSymptomPage) goneWords() string {
	switch v.Way {
	case models.WayMerged:
		return "They are one now."
	case models.WayApart:
		return "They are kept apart, and were not mended."
	}
	return "Its facts were mended."
}

func (v OneSymptomPage) problems() (list []form.Problem) {
	for _, f := range []*form.Form{v.Keep, v.Split, v.Merge, v.Hand} {
		if f != nil {
			list = append(list, f.Problems()...)
		}
	}
	return list
}

// one is the group of the kind that is looked at; nil for all kinds.
func (v SymptomsPage) one() *models.SymptomGroup {
	for _, g := range v.Groups {
		if g.Key == v.Query.Kind {
			return g
		}
	}
	return nil
}

// ofKind is the same narrowing for one kind.
func (v SymptomsPage) ofKind(key string) string {
	q := v.Query
	q.Kind = key
	return link.Symptoms(q.Values())
}

// aboutAll is the same narrowing without the thing that they are to name.
func (v SymptomsPage) aboutAll() string {
	q := v.Query
	q.About = ""
	return link.Symptoms(q.Values())
}

// quick are the ways of looking at symptoms that people take most.
func (v SymptomsPage) quick() (list []quickTasks) {
	bare := models.SymptomQuery{Kind: v.Query.Kind, Team: v.Query.Team, About: v.Query.About}
	mine, kept, gone := bare, bare, bare
	mine.Whose, kept.State, gone.State = "mine", models.SymptomAccepted, models.SymptomGone
	for _, one := range []struct {
		label string
		to    models.SymptomQuery
	}{{"Open", bare}, {"Mine", mine}, {"Accepted", kept}, {"Gone", gone}} {
		list = append(list, quickTasks{one.label, link.Symptoms(one.to.Values()), v.Query == one.to})
	}
	return list
}

func (v SymptomsPage) choices() []choice {
	var kinds, teams, states []form.Option
	for _, k := range models.SymptomKinds {
		kinds = append(kinds, form.Option{Value: k.Key, Label: k.Title})
	}
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	for _, s := range models.SymptomStates[1:] {
		states = append(states, form.Option{Value: s, Label: say.Upper(s)})
	}
	states = append(states, form.Option{Value: "all", Label: "All states"})
	return []choice{{"kind", "Kind", "All kinds", v.Query.Kind, kinds}, {"team", "Team", "All teams", v.Query.Team, teams}, {"state", "State", "Open", v.Query.State, states}}
}

// emptyWords say why there is nothing here.
func (v SymptomsPage) emptyWords() parts.EmptyState {
	switch {
	case v.Look == nil:
		return parts.EmptyState{Icon: "search", Title: "Nobody has looked yet", Say: "Throughline looks each morning at six for where strategy and work come apart. You can have it look now."}
	case v.Query == models.SymptomQuery{}:
		return parts.EmptyState{Icon: "ok", Title: "No symptom is open", Say: "Throughline looked on " + v.Look.Day.Long() + " and found nothing that waits for somebody. What was accepted stands under Accepted."}
	}
	return parts.EmptyState{Icon: "ok", Title: "No symptom fits", Say: "Narrow the list less to see others."}
}

func symptomTone(state string) (mark, icon string) {
	switch state {
	case models.SymptomGone:
		return "ok", "ok"
	case models.SymptomAccepted:
		return "none", "check"
	}
	return "risk", "risk"
}

// stateWords say how a symptom stands: "Accepted: kept with a border".
func symptomState(s *models.Symptom) string {
	switch {
	case s.State == models.SymptomAccepted && s.Way == models.WaySplit:
		return "Accepted with a border"
	case s.State == models.SymptomGone && s.Way == models.WayMerged:
		return "Gone: made one"
	case s.State == models.SymptomGone && s.Way == models.WayApart:
		return "Gone: kept apart"
	}
	return say.Upper(s.State)
}

// symptomWays name what may be done about a symptom of two things alike, for those who may; empty where there is nothing of it.
func (p Page) symptomWays(s *models.SymptomNow) string {
	switch {
	case s.State != models.SymptomOpen || !p.Who.MayAnswer(s.Symptom):
		return ""
	case s.Merges(s.SymptomSays):
		return "Merge, split or keep both"
	case s.Splits(s.SymptomSays):
		return "Split or keep both"
	}
	return ""
}

// thingHref leads to what a symptom is about; people have their load as a list of tasks.
func (p Page) thingHref(t models.SymptomThing) string {
	switch {
	case t.Kind == "strategy" && !t.Hidden:
		return link.Strategy()
	case t.Hidden || t.Ref == "":
		return ""
	case t.Kind == "person":
		return link.TaskList(models.TaskQuery{Owner: t.Ref}.Values())
	}
	return link.Thing(t.Kind, t.Ref)
}

func (v OneSymptomPage) facts(p Page) []Fact {
	list := []Fact{{Label: "Asked to act", Text: v.Owner, Missing: "Nobody"}}
	if v.Team != nil {
		list = append(list, Fact{Label: "Team", Text: v.Team.Name, Href: link.TeamOutcomes(v.Team.Ref)})
	}
	list = append(list, Fact{Label: "Found", Text: say.Instant(v.FoundAt, p.Zone)})
	if v.State == models.SymptomAccepted {
		list = append(list, Fact{Label: "Accepted", Text: byAt(p, v.SettledAt, v.SettledName)})
	}
	if v.State == models.SymptomGone {
		list = append(list, Fact{Label: "Gone", Text: byAt(p, v.SettledAt, v.SettledName)})
	}
	return list
}

// counted are the groups behind the number shown: the one that is looked at, or all.
func (v SymptomsPage) counted() []*models.SymptomGroup {
	if g := v.one(); g != nil {
		return []*models.SymptomGroup{g}
	}
	return v.Groups
}

// shown is how many symptoms fit what is chosen.
func (v SymptomsPage) shown() (n int) {
	for _, g := range v.counted() {
		n += g.All
	}
	return n
}
