package views

import (
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// HistoryPage is the company's changes.
type HistoryPage struct {
	Query  models.HistoryQuery
	List   *models.HistoryList
	Tree   *models.Tree
	Rules  []*models.Rule
	People *form.Directory
}

// ThingHistoryPage is the changes of one thing.
type ThingHistoryPage struct {
	Kind   *models.HistoryKind
	Thing  models.HistoryName
	Query  models.HistoryQuery
	List   *models.HistoryList
	Began  models.Beginning
	Day    *form.Form // one day on which to see it as it was
	People *form.Directory
	Back   string
}

// dayOfDeeds is the changes of one day.
type dayOfDeeds struct {
	Day   day.Day
	Deeds []*models.Deed
}

// byDay puts changes under the day on which the reader sees them.
func (p Page) byDay(list []*models.Deed) (days []*dayOfDeeds) {
	for _, d := range list {
		on := day.Of(d.At, p.Zone)
		if n := len(days); n == 0 || days[n-1].Day != on {
			days = append(days, &dayOfDeeds{Day: on})
		}
		last := days[len(days)-1]
		last.Deeds = append(last.Deeds, d)
	}
	return days
}

// clock is the time of day of an instant, as the reader sees it.
func (p Page) clock(at time.Time) string { return at.In(p.Zone).Format("15:04") }

// deedHref leads to the thing that was changed; to its history where it is gone or has no page.
func deedHref(d *models.Deed) string {
	if d.Kind.Key == "company" {
		return link.CompanySettings()
	}
	if href := link.Thing(d.Kind.Key, d.Ref); href != "" && !d.Gone {
		return href
	}
	return link.HistoryOfThing(d.Kind.Key, d.Ref, nil)
}

// deedTitle names the thing in a list of changes of many.
func deedTitle(d *models.Deed) string {
	if d.Kind.Key == "absence" || d.Kind.Key == "company" {
		return d.Title
	}
	return d.Ref + " " + d.Title
}

func (v HistoryPage) choices() []choice {
	var kinds, teams, rules []form.Option
	for _, k := range models.HistoryKinds() {
		kinds = append(kinds, form.Option{Value: k.Key, Label: k.Many})
	}
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	for _, r := range v.Rules {
		rules = append(rules, form.Option{Value: r.Ref, Label: r.Ref + " " + say.Clip(r.Name, 60)})
	}
	list := []choice{{"kind", "What", "Everything", v.Query.Kind, kinds}, {"team", "Team", "All teams", v.Query.Team, teams}}
	if len(rules) > 0 {
		list = append(list, choice{"rule", "By the rule", "Anybody and any rule", v.Query.Rule, rules})
	}
	return list
}

func (v ThingHistoryPage) choices() []choice {
	var fields []form.Option
	for _, label := range v.Kind.Labels() {
		fields = append(fields, form.Option{Value: label, Label: label})
	}
	return []choice{{"what", "What", "Every change", v.Query.What, fields}}
}

// older is the address of the changes before those shown.
func older(q models.HistoryQuery, next string) models.HistoryQuery {
	q.Before = next
	return q
}

// newestFirst is the same list from its beginning.
func newestFirst(q models.HistoryQuery) models.HistoryQuery { return older(q, "") }

// began says where the record of a thing begins.
func (p Page) began(b models.Beginning) string {
	switch {
	case b.Draft != nil:
		return "It was part of a draft until " + b.Draft.In(p.Zone).Format("2 Jan 2006") + ". What was written in the draft is for its authors and executives."
	case b.Imported:
		return "It came in with an import on " + b.Made.In(p.Zone).Format("2 Jan 2006") + ". What it was before is not known here."
	}
	return "It has been in Throughline since " + b.Made.In(p.Zone).Format("2 Jan 2006") + "."
}
