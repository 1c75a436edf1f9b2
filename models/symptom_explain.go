package models

import (
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// Units of the figures of symptoms. Waits between teams count working days, as the days to answer do; silences count calendar days, as
// cadences do. Each says which.
const (
	unitTeams    = "teams"
	unitThings   = "things"
	unitSteps    = "steps"
	unitCalendar = "calendar days"
)

// HasFigure tells whether a symptom has a figure. What only holds or does not, such as a flag of the two layers, has none.
func (s *SymptomNow) HasFigure() bool { return s.Value != nil || s.Amount != "" }

func (s *SymptomNow) figure() Input { return Input{Value: s.Value, Unit: s.Unit, Text: s.Amount} }

// Plain is the figure of a symptom under the name of the figure: "5 working days".
func (s *SymptomNow) Plain(loc form.Locale) string { return s.figure().Words(loc) }

// Figure is the figure of a symptom as a list reads it: "median 5 working days".
func (s *SymptomNow) Figure(loc form.Locale) string {
	words := s.figure().Words(loc)
	if s.Of.Reads == "" {
		return words
	}
	return strings.Replace(s.Of.Reads, "…", words, 1)
}

// Explain says how the figure of a symptom came about (R30).
func (s *SymptomNow) Explain() Explanation {
	e := Explanation{Figure: s.Of.Figure, Result: s.figure(), Formula: s.Of.Rule, Day: s.Day, Kind: "symptom", Ref: s.Symptom.Ref}
	var list []Input
	for _, f := range append(append([]SymptomFact(nil), s.Facts...), s.Measures...) {
		list = append(list, said(f.Name, f.Is))
	}
	for _, t := range s.Evidence {
		list = append(list, Input{Name: t.Title, Text: t.Say, Kind: t.Kind, Ref: t.Ref})
	}
	e = e.of(list...)
	e.More += s.More
	return e
}

// Explain says how the number of symptoms of one kind came about.
func (g *SymptomGroup) Explain(look *SymptomLook, at day.Day) Explanation {
	e := Explanation{Figure: g.Title, Result: Input{Value: ptr(float64(g.All))}, Formula: g.Rule, Day: at}
	list := []Input{count("Counted here", g.All)}
	if look != nil {
		e.Day = look.Day
		if counts, err := look.Counts(); err == nil {
			list = append(list, count("Found by the last look", counts[g.Key]))
			if counts[g.Key] > mostOfKind {
				list = append(list, count("Kept, the worst first", mostOfKind))
			}
		}
	}
	return e.of(list...)
}

// ExplainSymptoms says how the number of all symptoms shown came about.
func ExplainSymptoms(groups []*SymptomGroup, look *SymptomLook, at day.Day) Explanation {
	n, list := 0, []Input(nil)
	for _, g := range groups {
		n += g.All
		if g.All > 0 {
			list = append(list, count(g.Title, g.All))
		}
	}
	if len(list) == 0 {
		list = []Input{said("No kind", "0")}
	}
	if look != nil {
		at = look.Day
	}
	return Explanation{Figure: "Symptoms", Result: Input{Value: ptr(float64(n))}, Day: at,
		Formula: "All symptoms that fit what is chosen here, of each kind at most " + itoa(mostOfKind) + ", the worst. They are looked for each morning in what everybody who is signed in may read."}.of(list...)
}
