package form

import (
	"math"
	"net/url"
	"slices"
	"strings"

	"throughline/models/day"
)

// show sets what stands in the field from the bound value, and makes that the start of the next change.
func (f *Field) show(loc Locale) {
	f.loc = loc
	f.draw()
	f.was = f.standing()
}

func (f *Field) draw() {
	f.Typed, f.Picked = "", nil
	switch f.Kind {
	case KindLine, KindText, KindEmail:
		f.Typed = *f.str
	case KindNumber:
		switch {
		case f.words != nil && *f.words != "":
			f.Typed = *f.words
		case *f.num != nil:
			f.Typed = f.loc.Typed(**f.num)
		}
	case KindWhole:
		if *f.whole != 0 || f.zeroCounts() {
			f.Typed = f.loc.Typed(float64(*f.whole))
		}
	case KindDate:
		f.Typed = f.date.Typed(f.loc.Order)
		if f.Typed == "" && f.words != nil {
			f.Typed = *f.words
		}
	case KindChoice:
		if *f.str != "" {
			f.Picked = []string{*f.str}
		}
		f.offerStored()
	case KindMany:
		f.Picked = slices.Clone(*f.list)
		f.offerStored()
	case KindPick:
		f.showPick()
	case KindTick:
		if *f.tick {
			f.Picked = []string{"on"}
		}
	}
}

// offerStored keeps a stored answer pickable after it went off the list, so that saving a page does not lose it.
func (f *Field) offerStored() {
	for _, value := range f.Picked {
		if !f.offers(value) {
			f.Options = append(slices.Clone(f.Options), Option{Value: value, Label: "As stored (no longer on the list)"})
		}
	}
}

// standing is what stands in the field: one text, or each pick; at least one, which may be empty.
func (f *Field) standing() []string {
	if len(f.Picked) > 0 {
		return slices.Clone(f.Picked)
	}
	return []string{f.Typed}
}

func (f *Field) zeroCounts() bool { return f.lo != nil && *f.lo <= 0 && *f.hi >= 0 }

// read takes the posted answer into the bound value. What no column can hold is a problem and leaves the
// bound value as it was. A box that is not in the post, or was left as shown, changes nothing.
func (f *Field) read(values url.Values, loc Locale) {
	f.show(loc)
	f.Problem, f.Keep, f.stored = "", "", f.detached()
	if was, sent := values[f.WasName()]; sent {
		f.was = was
	}
	if f.Locked == "" {
		f.readPosted(values)
	}
	f.unheld = f.Problem != ""
}

func (f *Field) readPosted(values url.Values) {
	posted, sent := values[f.Name]
	switch f.Kind {
	case KindTick:
		*f.tick = slices.ContainsFunc(posted, func(v string) bool { return slices.Contains([]string{"on", "true", "yes", "1"}, v) })
		f.draw()
		return
	case KindMany:
		f.readMany(posted)
		return
	}
	if !sent || len(posted) == 0 {
		return
	}
	if f.Kind == KindChoice {
		f.readChoice(posted[0])
		return
	}
	f.readTyped(posted[0])
}

const offList = "Choose from the list; what was sent is not on it."

func (f *Field) readChoice(value string) {
	if value = strings.TrimSpace(value); value != "" && !f.offers(value) {
		f.Problem = offList
		return
	}
	*f.str = value
	f.draw()
}

func (f *Field) readMany(posted []string) {
	var picked []string
	for _, o := range f.Options {
		if slices.Contains(posted, o.Value) && !slices.Contains(picked, o.Value) {
			picked = append(picked, o.Value)
		}
	}
	for _, value := range posted {
		if value != "" && !f.offers(value) {
			f.Problem = offList
			f.Picked = picked
			return
		}
	}
	*f.list = picked
	f.draw()
}

func (f *Field) readTyped(raw string) {
	shown := f.Typed
	if f.Kind == KindPassword {
		f.readPassword(raw)
		return
	}
	text, problem := Clean(raw, f.Kind != KindText)
	if f.Typed = shownBack(raw); problem == "" {
		f.Typed = text
		problem = tooLong(text, f.Limit, f.loc)
	}
	if problem != "" || text == shown {
		f.Problem = problem
		return
	}
	switch f.Kind {
	case KindNumber:
		f.readNumber(text)
	case KindWhole:
		f.readWhole(text)
	case KindDate:
		f.readDate(text)
	case KindPick:
		f.readPick(text)
	default:
		*f.str = text
	}
}

func (f *Field) readPassword(raw string) {
	f.Typed = ""
	if _, f.Problem = Clean(raw, true); f.Problem == "" {
		f.Problem = tooLong(raw, f.Limit, f.loc)
	}
	if f.Problem == "" {
		*f.str = raw
	}
}

func (f *Field) readNumber(text string) {
	var number *float64
	if text != "" {
		n, err := ParseNumber(text, f.loc)
		if err == askNumber && f.words != nil {
			var ok bool
			if n, _, ok = ParseQuantity(text, f.loc); ok {
				err = nil
			}
		}
		switch {
		case err == nil:
			number = &n
		case f.words == nil || err != askNumber:
			f.Problem = err.Error()
			return
		}
	}
	*f.num = number
	if f.words != nil {
		*f.words = text
	}
}

func (f *Field) readWhole(text string) {
	if text == "" {
		*f.whole = 0
		return
	}
	n, err := ParseNumber(text, f.loc)
	switch {
	case err == askNumber:
		f.Problem = "Give a whole number, for example 3."
	case err != nil:
		f.Problem = err.Error()
	case n != math.Trunc(n):
		f.Problem = "Give a whole number, without decimals, for example 3."
	case math.Abs(n) > math.MaxInt32:
		f.Problem = string(tooLarge)
	default:
		*f.whole = int(n)
	}
}

func (f *Field) readDate(text string) {
	d, err := day.Parse(text, f.loc.Order)
	if err != nil && f.words == nil {
		f.Problem = err.Error()
		return
	}
	*f.date = d
	if f.words != nil {
		*f.words = text
	}
}
