package views

import (
	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// PastPage is a thing as it was at a moment. Past is nil while the day asked for has to be mended.
type PastPage struct {
	Kind  *models.HistoryKind
	Thing models.HistoryName
	Form  *form.Form
	On    day.Day
	Past  *models.Past
}

// PastComparedPage is a thing at the ends of two days.
type PastComparedPage struct {
	Kind     *models.HistoryKind
	Thing    models.HistoryName
	Form     *form.Form
	From, To day.Day
	Spans    []models.PastSpan
	Before   string // where the page before ended
	Compared *models.PastCompared
}

// StrategyPastPage is a whole strategy as it was at the end of a day.
type StrategyPastPage struct {
	Thing models.HistoryName
	Form  *form.Form
	On    day.Day
	Past  *models.PastStrategy
}

// StrategyComparedPage is a whole strategy at the ends of two days.
type StrategyComparedPage struct {
	Thing    models.HistoryName
	Form     *form.Form
	From, To day.Day
	Spans    []models.PastSpan
	Compared *models.PastStrategies
}

// momentWords says which moment a page is about: "At the end of 9 March 2027".
func (p Page) momentWords(v PastPage) string {
	m := v.Past.Moment
	switch {
	case m.Event == "" && m.Day == p.Today:
		return "As it is today"
	case m.Event == "":
		return "At the end of " + m.Day.Long()
	case m.After:
		return "Right after the change of " + say.Instant(m.At(), p.Zone)
	}
	return "Right before the change of " + say.Instant(m.At(), p.Zone)
}

// filled are the fields in which something stood, and blank the labels of the others.
func filled(list []models.PastField) (filled []models.PastField, blank []string) {
	for _, f := range list {
		if f.Value == "" && f.Note == "" {
			blank = append(blank, f.Label)
		} else {
			filled = append(filled, f)
		}
	}
	return filled, blank
}

// changeHref leads to a change in the history of its thing.
func (p Page) changeHref(d *models.Deed) string {
	return link.OneChange(d.Kind.Key, d.Ref, string(day.Of(d.At, p.Zone)), d.ID)
}

// changeSay names a change by its day and who made it.
func (p Page) changeSay(d *models.Deed) string { return p.day(d.At) + ", " + d.By }

// notYet says of a thing that was not there at a moment when it came.
func (p Page) notYet(v *models.Past) string {
	say := "It was not in Throughline yet. "
	if v.Began.Imported {
		return say + "It came in with an import on " + p.day(v.Began.Made) + "; what it was before is not known here."
	}
	return say + "It came in on " + p.day(v.Began.Made) + "."
}

// inDraft says of a thing that it was part of a draft at a moment.
func (p Page) inDraft(b models.Beginning) string {
	if b.Draft == nil {
		return "It was part of a draft then. What was written in the draft is for its authors and executives."
	}
	return "It was part of a draft until " + p.day(*b.Draft) + ". What was written in the draft is for its authors and executives."
}

// comparedWords says between which days things are compared.
func comparedWords(from, to day.Day) string {
	return "From the end of " + from.Long() + " to the end of " + to.Long()
}

// endedUp says where a thing that is to be compared was not there on one of the days.
func (p Page) endedUp(v *models.Past) string {
	switch v.Stood {
	case models.NotYet:
		return "At the end of " + v.Moment.Day.Long() + " it was not in Throughline yet."
	case models.Gone:
		return "At the end of " + v.Moment.Day.Long() + " it was removed."
	case models.InDraft:
		return "At the end of " + v.Moment.Day.Long() + ": " + p.inDraft(v.Began)
	}
	return ""
}
