package models

import (
	"cmp"
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// Explanation says how a figure came about (R30): what it is made of, by which rule, and for which day. The code that computes a figure
// makes it from the same values, so that the panel under a figure can never say another number than the figure itself. It holds
// values, not sentences: each reader sees numbers as they write them. An issued brief keeps its explanations as this JSON.
type Explanation struct {
	Figure  string  `json:"figure"`           // what it is, as a noun: "Share of hours that move an outcome"
	Result  Input   `json:"result"`           // the figure itself; its Name is not shown
	Formula string  `json:"formula"`          // the rule in words, one or two sentences
	Inputs  []Input `json:"inputs,omitempty"` // what it was computed from; the first mostInputs
	More    int     `json:"more,omitempty"`   // inputs that are not listed
	Day     day.Day `json:"day"`              // the company's day it was counted for
	Kind    string  `json:"kind,omitempty"`   // where the whole list stands: the kind of thing
	Ref     string  `json:"ref,omitempty"`    // and its reference; a team's for a list narrowed to it
}

// Input is one value that a figure was computed from: a number with its unit, or words where it is no number.
type Input struct {
	Name  string   `json:"name,omitempty"`
	Value *float64 `json:"value,omitempty"`
	Unit  string   `json:"unit,omitempty"`  // "%", "h a week", "points", "days", or the metric's own
	Of    *float64 `json:"of,omitempty"`    // the whole that the value is a part of, in the same unit
	To    *float64 `json:"to,omitempty"`    // the upper end, where the value is the lower end of a band
	Part  *float64 `json:"part,omitempty"`  // the weight it was split off by
	Parts *float64 `json:"parts,omitempty"` // all weights together
	Text  string   `json:"text,omitempty"`  // instead of a number
	Day   day.Day  `json:"day,omitempty"`   // the day the value is from
	Kind  string   `json:"kind,omitempty"`  // the thing it belongs to
	Ref   string   `json:"ref,omitempty"`
}

// Units of computed figures. What is computed is shown with one decimal at most; what was measured is shown as it was typed.
const (
	UnitPercent = "%"
	UnitHours   = "h a week"
	UnitPoints  = "points"
	UnitDays    = "days"
	UnitWorking = "working days"
)

// mostInputs is how many inputs an explanation lists; the rest is counted.
const mostInputs = 12

// Words is the value as a person reads it; "Not known" when there is none.
func (i Input) Words(loc form.Locale) string {
	if !known(i.Value) {
		return cmp.Or(i.Text, "Not known")
	}
	words := i.number(loc, *i.Value)
	if i.To != nil {
		return loc.Number(*i.Value) + " to " + i.number(loc, *i.To)
	}
	if i.Of != nil && *i.Of != *i.Value {
		words = strings.TrimSuffix(words, " a week") + " of " + i.number(loc, *i.Of)
		if i.Unit == UnitDays {
			words = loc.Number(Rounded(*i.Value, 1)) + " of " + i.number(loc, *i.Of)
		}
	}
	if i.Part != nil && i.Parts != nil {
		words += ", weight " + loc.Number(*i.Part) + " of " + loc.Number(*i.Parts)
	}
	return words
}

func (i Input) number(loc form.Locale, v float64) string {
	switch i.Unit {
	case UnitHours:
		return loc.Number(Rounded(v, 1)) + " " + UnitHours
	case UnitPoints, UnitDays, UnitWorking, unitCalendar, unitTeams, unitThings, unitSteps, unitTimes:
		if v = Rounded(v, 1); v == 1 || v == -1 {
			return loc.Number(v) + " " + i.Unit[:len(i.Unit)-1]
		}
	case UnitPercent:
		v = Rounded(v, 1)
	}
	return Figure(loc, &v, i.Unit)
}

// input is a named number with its unit; Words says "Not known" when there is none.
func input(name string, v *float64, unit string) Input {
	return Input{Name: name, Value: v, Unit: unit}
}

// count is a named number of things.
func count(name string, n int) Input { return Input{Name: name, Value: ptr(float64(n))} }

// said is a named input in words.
func said(name, text string) Input { return Input{Name: name, Text: text} }

// of lists the inputs, the first mostInputs of them, and counts the rest.
func (e Explanation) of(list ...Input) Explanation {
	e.Inputs = slices.Clone(list[:min(len(list), mostInputs)])
	e.More = len(list) - len(e.Inputs)
	return e
}

// Counted explains a number of things out of others, such as workflows with a verdict out of all workflows. Parts are further numbers
// behind it; kind names the list where all of them stand.
func Counted(figure, rule string, n, all int, at day.Day, kind string, parts ...Input) Explanation {
	e := Explanation{Figure: figure, Result: Input{Value: ptr(float64(n)), Of: ptr(float64(all))}, Formula: rule, Day: at, Kind: kind}
	return e.of(append([]Input{count("Counted", n), count("Out of", all)}, parts...)...)
}

// Number is a named count among the inputs of an explanation made outside this package.
func Number(name string, n int) Input { return count(name, n) }
