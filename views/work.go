package views

import (
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/say"
)

// WorkPage is how background work stands at a moment.
type WorkPage struct {
	*models.WorkHealth
	Now time.Time
}

func (v WorkPage) facts(p Page) []Fact {
	count := func(n int) string { return p.Loc.Number(float64(n)) }
	waits := "Nothing waits"
	if v.Oldest != nil {
		waits = "Since " + At(*v.Oldest, v.Now, p.Zone)
	}
	return []Fact{
		{Label: "Due now", Text: count(v.Ready)},
		{Label: "The oldest of it", Text: waits},
		{Label: "Under way", Text: count(v.Leased)},
		{Label: "For a later time", Text: count(v.Later)},
		{Label: "Done in the last 24 hours", Text: count(v.Done)},
		{Label: "Given up", Text: count(v.Dead)},
	}
}

// workName is a kind of work in words.
func workName(w *models.Work) string {
	if title := w.Kind.Title(); title != "" {
		return title
	}
	return "Work that this version does not know"
}

func tried(loc form.Locale, n int) string { return "Tried " + say.Count(loc, n, "time", "times") }
