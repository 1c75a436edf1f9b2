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
