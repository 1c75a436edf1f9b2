package views

import (
	"strconv"

	"github.com/a-h/templ"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// MapPage is the map of the thread with what was searched for on it.
type MapPage struct {
	*models.Map
	Find  string // words that were searched for
	Found *models.MapFound
	File  bool // it is drawn for a file, which has no style sheet

	People *form.Directory // whose things can be left in
}

// MapPlace is the part of the page that is swapped when the map changes.
const MapPlace = "map"

func (v MapPage) to(q models.MapQuery) string { return link.Map(q.Values()) }

// cardHref is where a card leads: to its thread, or to its own page when its thread is followed already.
func (v MapPage) cardHref(n *models.MapNode) string {
	switch {
	case n.Kind == "gap":
		return link.Outcome(n.Above[0])
	case n.Kind == "bundle":
		return v.foldHref(n)
	case n.At:
		return link.Thing(n.Kind, n.Ref)
	}
	return v.to(v.Query.Following(n.Ref))
}

func (v MapPage) foldHref(n *models.MapNode) string {
	if n.Fold == models.MapOpen {
		return v.to(v.Query.Folding(n.Key))
	}
	return v.to(v.Query.Opening(n.Key))
}

func (v MapPage) turn(n *models.MapNode, by int) string {
	from := n.From - 1 + by*models.MapRow
	if from < 0 || from >= n.All {
		return ""
	}
	return v.to(v.Query.Turning(n.Of, from))
}

// downs are the links that open the map down to a layer.
func (v MapPage) downs() (list []quickTasks) {
	for i, name := range models.MapDowns {
		q := v.Query
		q.Down, q.Open, q.Fold, q.From = name, nil, nil, nil
		list = append(list, quickTasks{say.Upper(name), v.to(q), int(v.Down) == i+1 && len(v.Query.Open)+len(v.Query.Fold) == 0})
	}
	return list
}

// whole is the map without the thread that is followed.
func (v MapPage) whole() string {
	q := v.Query.Following("")
	return v.to(q)
}

func (v MapPage) other(view string) string {
	q := v.Query
	q.View = view
	return v.to(q)
}

// kept are the fields of the address that the filters keep.
func (v MapPage) kept() []parts.Hidden {
	var list []parts.Hidden
	for _, name := range []string{"of", "at", "view"} {
		if value := v.Query.Values().Get(name); value != "" {
			list = append(list, parts.Hidden{Name: name, Value: value})
		}
	}
	return list
}

func (v MapPage) filters() []choice {
	teams := []form.Option{}
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	list := []choice{
		{"team", "Team", "All teams", v.Query.Team, teams},
		{"status", "Status", "Any status", v.Query.Status, []form.Option{{Value: "amiss", Label: "Needs a look"}, {Value: "off", Label: "Late or off track"}, {Value: "risk", Label: "At risk or blocked"},
			{Value: "none", Label: "Not measured"}, {Value: "plain", Label: "Under way"}, {Value: "ok", Label: "On track or done"}}},
		{"tasks", "Tasks", "Still to do", v.Query.Tasks, []form.Option{{Value: "all", Label: "All, done ones too"}}},
	}
	if len(v.Scopes) > 1 || v.Unplaced && v.Strategy != nil {
		scopes := []form.Option{}
		for _, s := range v.Scopes {
			scopes = append(scopes, form.Option{Value: s.Ref, Label: s.Title + ", " + s.State})
		}
		if v.Unplaced {
			scopes = append(scopes, form.Option{Value: "none", Label: "In no strategy yet"})
		}
		list = append(list, choice{"of", "Strategy", "In force", v.Query.Of, scopes})
	}
	return list
}

// lead says what the map shows.
func (v MapPage) lead() string {
	switch {
	case v.At != nil:
		return "The whole thread of one thing: what it is for, up to the sentence, and everything under it."
	case v.Strategy == nil:
		return "What was brought in and belongs to no strategy yet, from outcomes down to tasks."
	}
	return "From the sentence down to every task, and from any task back up. In the middle what will be true, at the left how we work today, at the right what we do about it."
}

// nothing is said in place of a map with nothing on it.
func (v MapPage) nothing(p Page) parts.EmptyState {
	if v.Query.Narrowed() {
		return parts.EmptyState{Icon: "filter", Title: "Nothing fits these filters", Say: "Choose another team, person or status, or show everything."}
	}
	return parts.EmptyState{Icon: "target", Title: "There is no thread yet", Say: "It begins with one sentence of intent. Three to five outcomes say when it has come true; goals, objectives and tasks hang on them."}
}

func (v MapPage) bare() bool {
	for _, n := range v.Nodes {
		if n.Kind != "intent" {
			return false
		}
	}
	return true
}

// tree is the map as a nested list.
type mapItem struct {
	*models.MapNode
	Items []*mapItem
	Also  []*models.MapNode // further things that it serves
}

func (v MapPage) items() (roots []*mapItem) {
	at := map[string]*mapItem{}
	for _, n := range v.Nodes {
		at[n.Key] = &mapItem{MapNode: n}
	}
	for _, n := range v.Nodes {
		item := at[n.Key]
		for i, key := range n.Above {
			if up := at[key]; i == 0 && up != nil {
				up.Items = append(up.Items, item)
			} else if up != nil {
				item.Also = append(item.Also, up.MapNode)
			}
		}
		if len(n.Above) == 0 {
			roots = append(roots, item)
		}
	}
	return roots
}

// explainUnder says how the count of what is under a thing came about.
func explainUnder(a *models.MapAt, on day.Day) models.Explanation {
	c := a.Under
	n := float64(c.All())
	e := models.Explanation{Figure: "Under it", Result: models.Input{Value: &n}, Day: on, Kind: a.Node.Kind, Ref: a.Node.Ref,
		Formula: "Everything that leads to it by any number of links, as far as the filters leave it in. What is reached by two ways counts once. Tasks that are done or cancelled count only where they are shown."}
	for _, part := range []struct {
		name string
		n    int
	}{{"Goals", c.Goals}, {"Objectives", c.Objectives}, {"Initiatives", c.Initiatives}, {"Tasks", c.Tasks}, {"Workflows", c.Workflows}, {"Processes", c.Processes}} {
		e.Inputs = append(e.Inputs, models.Number(part.name, part.n))
	}
	return e
}

// paint is how one part of the drawing looks: by its class on the page, by its own attributes in a file.
func (v MapPage) paint(part string) templ.Attributes {
	if !v.File {
		return templ.Attributes{"class": "m-" + part}
	}
	a := templ.Attributes{}
	for name, value := range mapPaint[part] {
		a[name] = value
	}
	return a
}

// fits keeps a line of a file as wide as it was laid out, because whoever opens it may not have our type.
func (v MapPage) fits(width float64) templ.Attributes {
	if !v.File {
		return nil
	}
	return templ.Attributes{"textLength": strconv.Itoa(int(width)), "lengthAdjust": "spacingAndGlyphs"}
}

// words are those that lie over a card on the page, fainter where it does not fit the filter itself.
func (v MapPage) words(beside bool) templ.Attributes {
	switch {
	case v.File:
		return nil
	case beside:
		return templ.Attributes{"class": "m-words m-beside"}
	}
	return templ.Attributes{"class": "m-words"}
}
