package views

import (
	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// PromisesPage is the ledger of moved dates.
type PromisesPage struct {
	*models.Ledger
	Quarters []Quarter
	Paging   parts.Paging
}

// Quarter is one fiscal quarter to choose.
type Quarter struct {
	From  day.Day
	Label string
}

func (v PromisesPage) choices() []choice {
	var teams, kinds, quarters []form.Option
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	for _, k := range models.PromiseKinds {
		kinds = append(kinds, form.Option{Value: k, Label: models.HistoryOf(k).Many})
	}
	for _, q := range v.Quarters {
		quarters = append(quarters, form.Option{Value: string(q.From), Label: q.Label})
	}
	return []choice{{"team", "Team", "All teams", v.Query.Team, teams}, {"kind", "What", "Everything", v.Query.Kind, kinds}, {"quarter", "Moved in", "Any quarter", string(v.From), quarters}}
}

// ofTeam is the ledger of one line of the sums by team: of that team alone, or of what belongs to none.
func (v PromisesPage) ofTeam(t models.TeamMoves) string {
	q := v.Query
	q.Team, q.Alone = "", true
	if t.Team != nil {
		q.Team = t.Team.Ref
	}
	return link.Promises(q.Values(), 1)
}

// aloneWords name whose moves alone are shown.
func (v PromisesPage) aloneWords() string {
	for _, t := range v.Tree.All() {
		if t.Ref == v.Query.Team {
			return t.Name + " itself, without the teams below it"
		}
	}
	return "no team"
}

// wider is the same ledger with the teams below, or of all teams.
func (v PromisesPage) wider() string {
	q := v.Query
	q.Alone = false
	return link.Promises(q.Values(), 1)
}

func (v PromisesPage) widerWords() string {
	if v.Query.Team == "" {
		return "All teams"
	}
	return "With the teams below it"
}

// later says by how many days a date moved: "14 days later", "3 days earlier".
func later(p Page, days int) string {
	switch {
	case days == 0:
		return "as many days later as earlier"
	case days < 0:
		return say.Count(p.Loc, -days, "day earlier", "days earlier")
	}
	return say.Count(p.Loc, days, "day later", "days later")
}

// moveWords says one move: "From 3 Mar 2027 to 17 Mar 2027".
func moveWords(m *models.PromiseMove) string {
	if !m.ToDay.Valid() {
		return m.FromDay.Short() + " was taken away"
	}
	return "From " + m.FromDay.Short() + " to " + m.ToDay.Short()
}

func promiseHref(p *models.Promise) string {
	if p.Thing.Hidden {
		return ""
	}
	if href := link.Thing(p.Kind.Key, p.Thing.Ref); href != "" && p.Thing.RemovedAt == nil {
		return href
	}
	return link.HistoryOfThing(p.Kind.Key, p.Thing.Ref, nil)
}

// movedWords says how many dates moved in the running quarter: "4 dates moved this quarter".
func movedWords(p Page, n int) string {
	return say.Upper(say.Count(p.Loc, n, "date was moved this quarter", "dates were moved this quarter"))
}
