package views

import (
	"strings"

	"throughline/models"
	"throughline/models/day"
	"throughline/views/say"
)

// How many things of one kind a page of the past shows, and how many that came or went stand open.
const (
	mostPastLines = 200
	mostPastOpen  = 12
)

// pastAim is what the column of aims of a kind is called.
func pastAim(kind string) string {
	switch kind {
	case "workflow":
		return "Effort"
	case "process":
		return "Version"
	case "initiative":
		return "Success metric"
	}
	return "From what to what"
}

// pastDayWords says which day's end a page is about.
func pastDayWords(p Page, d day.Day) string {
	if d == p.Today {
		return "As it is today"
	}
	return "At the end of " + d.Long()
}

// strategyThen names a strategy with the day that a page is about.
func (p Page) strategyThen(v StrategyPastPage) string {
	if v.Past == nil {
		return v.Thing.Name
	}
	return v.Thing.Name + ", " + lowerFirst(pastDayWords(p, v.Past.Moment.Day))
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// strategyNotYet says of a strategy that it was not begun at a moment.
func (p Page) strategyNotYet(b models.Beginning) string {
	return "This strategy was not begun yet. Its draft was begun on " + p.day(b.Made) + "."
}

// kindSums says how much became of a kind: "1 added, 2 changed, 4 as they were".
func (p Page) kindSums(k *models.PastKindCompared) string {
	var list []string
	for _, one := range []struct {
		n    int
		word string
	}{{len(k.Added), "added"}, {len(k.Dropped), "dropped"}, {len(k.Changed), "changed"}, {k.Same, "unchanged"}} {
		if one.n > 0 {
			list = append(list, p.Loc.Number(float64(one.n))+" "+one.word)
		}
	}
	return say.Upper(strings.Join(list, ", ")) + "."
}
