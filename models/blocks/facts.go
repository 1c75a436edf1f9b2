package blocks

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/models/day"
)

// FieldKind is what sort of value a field has; it says by which operators it is compared.
type FieldKind string

// The nine kinds of a field.
const (
	TextField    FieldKind = "text"
	NumberField  FieldKind = "number"
	DayField     FieldKind = "day"     // of the company's calendar, 2026-11-16
	InstantField FieldKind = "instant" // RFC 3339, UTC
	YesField     FieldKind = "yes"     // yes or no
	ChoiceField  FieldKind = "choice"  // one of a few values, or the id of a thing
	PersonField  FieldKind = "person"  // id
	TeamField    FieldKind = "team"    // id
	ListField    FieldKind = "list"    // several values
)

// Value is one field of what happened, or of what an earlier step gave. An empty value is one that the thing does not have.
type Value struct {
	Kind FieldKind `json:"k"`
	Text string    `json:"v,omitempty"`
	List []string  `json:"l,omitempty"` // of a list
	Name string    `json:"n,omitempty"` // how people call it, where the value is an id
}

// Facts are all fields that a rule can ask for, by their names in the catalogue.
type Facts map[string]Value

// Empty tells whether there is no value.
func (v Value) Empty() bool { return v.Text == "" && len(v.List) == 0 }

// Says is the value as people read it, in one line.
func (v Value) Says() string {
	switch {
	case v.Kind == ListField:
		return strings.Join(v.List, ", ")
	case v.Name != "":
		return v.Name
	case v.Kind == DayField && day.Day(v.Text).Valid():
		return day.Day(v.Text).Long()
	case v.Kind == InstantField:
		if t, err := time.Parse(time.RFC3339, v.Text); err == nil {
			return t.UTC().Format("2 January 2006 15:04") + " UTC"
		}
	}
	return v.Text
}

// Clock is the moment at which conditions are looked at, in the company's calendar: "today", "+5d" and "-2w" are counted from it.
type Clock struct {
	Now      time.Time
	Calendar day.Calendar
}

// DayOf reads a day as a condition or a deadline gives it: 2026-11-16, today, +5d, -2w, +1m, or +3wd for working days.
func (c Clock) DayOf(text string) (day.Day, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if d := day.Day(text); d.Valid() {
		return d, true
	}
	today := c.Calendar.Today(c.Now)
	if text == "today" || text == "now" {
		return today, true
	}
	unit := strings.TrimLeft(text, "+-0123456789")
	n, err := strconv.Atoi(strings.TrimSuffix(text, unit))
	if err != nil || text == "" || text[0] != '+' && text[0] != '-' || n < -mostDaysAway || n > mostDaysAway {
		return "", false
	}
	switch unit {
	case "d":
		return known(today.Add(n))
	case "w":
		return known(today.Add(7 * n))
	case "m":
		return known(today.AddMonths(n))
	case "wd":
		return known(c.Calendar.AddWorkingDays(today, n))
	}
	return "", false
}

// mostDaysAway bounds how far from today a condition may look, in its own unit.
const mostDaysAway = 1000

func known(d day.Day) (day.Day, bool) { return d, d.Valid() }

// Fill writes the values of fields into a text where it names them: {{outcome.title}}. What is not known stands as a dash, so that nobody
// reads braces. The result is cut to the longest text a rule may hold.
func (f Facts) Fill(text string) string {
	return cut(fill(text, func(name string) string { return cmp.Or(f[name].Says(), "–") }), MostText)
}

// fill puts something in the place of each field that a text names.
func fill(text string, with func(name string) string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{{")
		b.WriteString(before)
		name, after, closed := strings.Cut(rest, "}}")
		if !found || !closed {
			if found {
				b.WriteString("{{" + rest)
			}
			return b.String()
		}
		b.WriteString(with(strings.TrimSpace(name)))
		text = after
	}
}

// Names lists the fields that a text names.
func Names(text string) (list []string) {
	for {
		_, rest, found := strings.Cut(text, "{{")
		name, after, closed := strings.Cut(rest, "}}")
		if !found || !closed {
			return list
		}
		if name = strings.TrimSpace(name); !slices.Contains(list, name) {
			list = append(list, name)
		}
		text = after
	}
}

func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// Number reads a number as definitions hold it.
func Number(text string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
}
