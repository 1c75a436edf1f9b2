package statement

import (
	"math"
	"strings"
)

// Target is what a person typed as a target, read as a number (R11). The typed text is always kept beside it.
type Target struct {
	// Value is the number to reach, with thousands and millions written out.
	Value float64
	// Baseline is the number it starts from, when the text names one: "1.36 to 1.22".
	Baseline *float64
	// Low and High are the edges of a band, when the text names one: "between 40 and 60".
	Low, High *float64
	// Unit is the unit in small letters; percent is always "%" and a multiple always "x"; empty when none is named.
	Unit string
	// Direction is "increase", "reduce" or "band", and empty when the text does not tell.
	Direction string
	// Words is where the target stands in the text.
	Words Span
}

// ParseTarget reads a typed target. It returns false when no number to reach stands in the text, as in "TBD".
func ParseTarget(text string) (Target, bool) {
	ts := tokens(text)
	ds := dates(ts)
	amounts := readAmounts(ts, ds)
	if len(amounts) == 0 {
		return Target{}, false
	}
	a := amounts[0]
	t := Target{Value: a.val, Unit: a.unit, Words: Span{ts[a.from].from, ts[a.to-1].to}}
	if len(amounts) > 1 {
		b := amounts[1]
		switch link(ts, a, b) {
		case linkMove:
			t.Value, t.Unit = b.val, firstNonEmpty(b.unit, a.unit)
			base := a.val
			if a.unit == "" && b.scale > 1 && a.scale == 1 && a.val < b.val/b.scale {
				base *= b.scale
			}
			t.Baseline = &base
			t.Words = Span{ts[a.from].from, ts[b.to-1].to}
			if base < t.Value {
				t.Direction = "increase"
			} else if base > t.Value {
				t.Direction = "reduce"
			}
			return t, true
		case linkBand:
			low, high := a.val, b.val
			if a.unit == "" && a.scale == 1 && b.scale > 1 {
				low *= b.scale
			}
			if low > high {
				low, high = high, low
			}
			return Target{Value: (low + high) / 2, Low: &low, High: &high, Unit: firstNonEmpty(b.unit, a.unit), Direction: "band",
				Words: Span{ts[a.from].from, ts[b.to-1].to}}, finite(low, high)
		case linkSpread:
			low, high := a.val-b.val, a.val+b.val
			return Target{Value: a.val, Low: &low, High: &high, Unit: firstNonEmpty(a.unit, b.unit), Direction: "band",
				Words: Span{ts[a.from].from, ts[b.to-1].to}}, finite(low, high)
		}
	}
	t.Direction = a.direction
	if t.Direction == "" {
		t.Direction = saidDirection(ts)
	}
	return t, true
}

func finite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return false
		}
	}
	return true
}

func firstNonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// SaidDirection is the direction that the words of a text tell: "increase", "reduce", or empty when they tell none.
func SaidDirection(text string) string { return saidDirection(tokens(text)) }

// saidDirection looks for a word of change anywhere in the text.
func saidDirection(ts []token) string {
	for _, t := range ts {
		if t.kind != tWord {
			continue
		}
		if lowers[t.low] {
			return "reduce"
		}
		if raises[t.low] {
			return "increase"
		}
	}
	return ""
}

type linkKind uint8

const (
	linkNone   linkKind = iota
	linkMove            // from one number to another
	linkBand            // between two numbers
	linkSpread          // a number and how far it may be off
)

// link says how two amounts belong together by what stands between and before them.
func link(ts []token, a, b amount) linkKind {
	between := ""
	for k := a.to; k < b.from && k < a.to+6; k++ {
		if ts[k].kind == tMark {
			between += string(ts[k].r)
		} else {
			between += " " + word(ts, k)
		}
	}
	between = strings.TrimSpace(between)
	before := word(ts, a.from-1)
	switch between {
	case "to", "->", "→", "⇒", "=>", "bis", "до", "à":
		if before == "between" {
			return linkBand
		}
		return linkMove
	case "and":
		if before == "between" {
			return linkBand
		}
	case "-", "–", "—", "..", "…", "~":
		if !ts[b.from].gap == !ts[b.from-1].gap {
			return linkBand
		}
	case "±", "+/-", "+-":
		return linkSpread
	}
	if before == "from" && strings.HasSuffix(between, "to") {
		return linkMove
	}
	return linkNone
}
