package blocks

import (
	"math"
	"slices"
	"strings"
	"time"

	"throughline/models/day"
)

// Seen is one condition as it was looked at: with the value it met, and whether it held. A group is one too, with what is in it.
type Seen struct {
	Field  string    `json:"f,omitempty"`
	Op     string    `json:"op,omitempty"`
	Values []string  `json:"v,omitempty"`
	Kind   FieldKind `json:"k,omitempty"`
	Met    string    `json:"met,omitempty"` // the actual value, as people read it
	Held   bool      `json:"held"`
	Why    string    `json:"why,omitempty"` // why it could not be compared
	Join   Join      `json:"join,omitempty"`
	Rows   []Seen    `json:"rows,omitempty"`
}

// Holds tells whether conditions hold for some facts, and each of them with the value that it met. Every row is looked at, so that the
// trace is whole. What cannot be compared, as a field that is not there, does not hold; "none" of a group that lacks its field does.
func (g *Group) Holds(facts Facts, at Clock) (bool, []Seen) {
	if g == nil {
		return true, nil
	}
	return g.holds(facts, at, 1)
}

func (g *Group) holds(facts Facts, at Clock, deep int) (bool, []Seen) {
	if deep > MostDeep {
		return false, []Seen{{Why: "The conditions are nested too deep."}}
	}
	var rows []Seen
	held := 0
	for _, row := range g.Rows {
		s := Seen{}
		switch {
		case row.Group != nil:
			s.Join = row.Group.Join
			s.Held, s.Rows = row.Group.holds(facts, at, deep+1)
		case row.Condition != nil:
			s = row.Condition.look(facts, at)
		default:
			s.Why = "The condition is not filled in."
		}
		if s.Held {
			held++
		}
		rows = append(rows, s)
	}
	switch {
	case len(rows) == 0:
		return true, rows
	case g.Join == Any:
		return held > 0, rows
	case g.Join == None:
		return held == 0, rows
	}
	return held == len(rows), rows
}

// Failing is the first condition of a trace that kept its group from holding; nil when none did.
func Failing(join Join, rows []Seen) *Seen {
	for i := range rows {
		wrong := !rows[i].Held
		if join == None {
			wrong = rows[i].Held
		}
		if !wrong {
			continue
		}
		if len(rows[i].Rows) > 0 && join != None {
			if inner := Failing(rows[i].Join, rows[i].Rows); inner != nil {
				return inner
			}
		}
		return &rows[i]
	}
	return nil
}

func (c *Condition) look(facts Facts, at Clock) Seen {
	v, known := facts[c.Field]
	s := Seen{Field: c.Field, Op: c.Op, Values: c.Values, Kind: v.Kind, Met: v.Says()}
	if !known {
		s.Held, s.Why = c.Op == "empty", "It is not known here."
		return s
	}
	o, fits := OperatorOf(v.Kind, c.Op)
	if !fits {
		s.Why = "This kind of value cannot be compared like that."
		return s
	}
	if o.Values == Several && len(c.Values) == 0 || o.Values > len(c.Values) {
		s.Why = "The value to compare with is missing."
		return s
	}
	s.Held, s.Why = compare(v, c.Op, c.Values, at)
	return s
}

// compare is one comparison; what speaks against comparing at all is said in words.
func compare(v Value, op string, with []string, at Clock) (held bool, why string) {
	switch op {
	case "empty":
		return v.Empty(), ""
	case "filled":
		return !v.Empty(), ""
	}
	switch v.Kind {
	case NumberField:
		return compareNumbers(v, op, with)
	case DayField, InstantField:
		return compareDays(v, op, with, at)
	case ListField:
		return compareLists(v, op, with), ""
	}
	return compareTexts(v.Text, op, with), ""
}

func compareTexts(text, op string, with []string) bool {
	equal := func(w string) bool { return strings.EqualFold(strings.TrimSpace(w), strings.TrimSpace(text)) }
	low, first := strings.ToLower(text), strings.ToLower(with[0])
	switch op {
	case "is":
		return equal(with[0])
	case "is_not":
		return !equal(with[0])
	case "in":
		return slices.ContainsFunc(with, equal)
	case "not_in":
		return !slices.ContainsFunc(with, equal)
	case "contains":
		return strings.Contains(low, first)
	case "lacks":
		return !strings.Contains(low, first)
	case "starts":
		return strings.HasPrefix(low, first)
	}
	return false
}

func compareLists(v Value, op string, with []string) bool {
	in := func(w string) bool {
		return slices.ContainsFunc(v.List, func(x string) bool { return strings.EqualFold(x, strings.TrimSpace(w)) })
	}
	switch op {
	case "has":
		return slices.ContainsFunc(with, in)
	case "has_all":
		return !slices.ContainsFunc(with, func(w string) bool { return !in(w) })
	case "has_none":
		return !slices.ContainsFunc(with, in)
	}
	return false
}

func compareNumbers(v Value, op string, with []string) (held bool, why string) {
	n, ok := Number(v.Text)
	if !ok {
		return op == "ne", "" // there is no number
	}
	m, ok := Number(with[0])
	if !ok {
		return false, "“" + with[0] + "” is no number."
	}
	switch op {
	case "eq":
		return n == m, ""
	case "ne":
		return n != m, ""
	case "gt":
		return n > m, ""
	case "gte":
		return n >= m, ""
	case "lt":
		return n < m, ""
	case "lte":
		return n <= m, ""
	case "abs_gte":
		return math.Abs(n) >= m, ""
	case "abs_lt":
		return math.Abs(n) < m, ""
	}
	to, ok := Number(with[1])
	if !ok {
		return false, "“" + with[1] + "” is no number."
	}
	return n >= min(m, to) && n <= max(m, to), ""
}

func compareDays(v Value, op string, with []string, at Clock) (held bool, why string) {
	d := day.Day(v.Text)
	if v.Kind == InstantField {
		if t, err := time.Parse(time.RFC3339, v.Text); err == nil {
			d = at.Calendar.Today(t)
		}
	}
	if !d.Valid() {
		return false, "" // there is no day
	}
	e, ok := at.DayOf(with[0])
	if !ok {
		return false, "“" + with[0] + "” is no day."
	}
	switch op {
	case "on":
		return d == e, ""
	case "before":
		return d < e, ""
	case "after":
		return d > e, ""
	case "by":
		return d <= e, ""
	case "from":
		return d >= e, ""
	}
	f, ok := at.DayOf(with[1])
	if !ok {
		return false, "“" + with[1] + "” is no day."
	}
	return d >= min(e, f) && d <= max(e, f), ""
}
