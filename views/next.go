package views

import (
	"slices"

	"throughline/models"
	"throughline/models/form"
)

// NextPage is everything of the strategy in force with what becomes of it in the next one.
type NextPage struct {
	*models.Next
	Forms   map[string]*form.Form // by the kind of thing
	Refused string
	Ticked  []string // ids of those that were ticked when something was missing
	Only    string   // "open" shows only what nobody decided yet
	Focus   string   // the kind at which reading goes on, where its group is drawn alone
}

func (v NextPage) problems() (list []form.Problem) {
	for _, g := range v.Groups {
		list = append(list, v.Forms[g.Key].Problems()...)
	}
	return list
}

// mostListed is how many things of a group the page lists at once.
const mostListed = 60

// listed are the things of a group that belong on the page: of very many those that are to decide stand first.
func (v NextPage) listed(g *models.NextGroup) (list []*models.NextThing) {
	for _, t := range g.Things {
		if v.Only != "open" || !t.Decided() {
			list = append(list, t)
		}
	}
	if len(list) > mostListed {
		slices.SortStableFunc(list, func(a, b *models.NextThing) int {
			return map[bool]int{true: 1}[a.Decided()] - map[bool]int{true: 1}[b.Decided()]
		})
	}
	return list
}

// shown are those of them that it shows.
func (v NextPage) shown(g *models.NextGroup) []*models.NextThing {
	list := v.listed(g)
	return list[:min(len(list), mostListed)]
}

// undecided counts what nobody decided yet.
func (v NextPage) undecided() (n int) {
	for _, g := range v.Groups {
		n += g.Count("")
	}
	return n
}

// nextSays tells in few words how a group stands.
func nextSays(g *models.NextGroup) string {
	say := count(g.Count(models.Carried), "carried", "carried") + ", " + count(g.Count(models.LeftOut), "dropped", "dropped")
	if open := g.Count(""); open > 0 {
		say += ", " + count(open, "to decide", "to decide")
	}
	return say
}

// goesOn says under a kind what carrying means for it.
func goesOn(kind string) string {
	return map[string]string{
		"outcome":   "A carried outcome begins anew where it stands: its last reading is the baseline. Give it its new target in step 2. Work on one that is dropped is not cancelled: it stays open and is listed on the page of the next strategy.",
		"goal":      "A carried goal is copied with the carried outcomes that it serves.",
		"objective": "A carried objective is copied with the carried goals that it delivers.",
		"workflow":  "A carried workflow moves what goes on with its outcomes. One that is dropped winds down within a month of the day.",
		"process":   "A carried process keeps its wording, its steps and its approval.",
		"rule":      "A carried rule goes over on the day, with its outcomes and processes. One that is dropped is retired then.",
	}[kind]
}

// named is a title, or what stands in its place.
func named(title string) string {
	if title == "" {
		return "Without a name"
	}
	return title
}

// StrategyPage is one strategy with, of a draft, what keeps it from coming in force.
type StrategyPage struct {
	*models.StrategyRecord
	Missing []string   // of a draft that takes the place of another: why it cannot come in force yet
	Day     *form.Form // of such a draft: when it does
}
