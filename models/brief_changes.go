package models

import (
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// BriefChange is one difference between two briefs, as a sentence. Wording is what somebody decided and wrote; the rest are
// figures, tasks and dates that move by themselves, and nobody is asked to read those again (R22).
type BriefChange struct {
	Say     string
	Wording bool
}

// BriefChanges says in words what became of one brief in a later one: wording first, then figures, each in the order of the sheet.
// It is empty when both say the same, on whatever days they were written.
func BriefChanges(before, after *Brief, loc form.Locale) []BriefChange {
	var list []BriefChange
	say := func(text string, moves bool) {
		if text != "" {
			list = append(list, BriefChange{Say: text, Wording: !moves})
		}
	}
	was, is := before.facts(loc), after.facts(loc)
	old := map[string]briefItem{}
	for _, it := range was {
		old[it.key] = it
	}
	still := map[string]bool{}
	for _, it := range is {
		still[it.key] = true
		earlier, known := old[it.key]
		if !known {
			say(it.came, it.moves)
			continue
		}
		for i, f := range it.facts {
			if f.value != earlier.facts[i].value {
				say(f.say(earlier.facts[i].value, f.value), f.moves)
			}
		}
	}
	for _, it := range was {
		if !still[it.key] {
			say(it.gone, it.moves)
		}
	}
	slices.SortStableFunc(list, func(a, b BriefChange) int {
		switch {
		case a.Wording == b.Wording:
			return 0
		case a.Wording:
			return -1
		}
		return 1
	})
	return list
}

// Worded keeps the changes of wording.
func Worded(list []BriefChange) []BriefChange {
	return slices.DeleteFunc(slices.Clone(list), func(c BriefChange) bool { return !c.Wording })
}

// Moved keeps the changes of figures, tasks and dates.
func Moved(list []BriefChange) []BriefChange {
	return slices.DeleteFunc(slices.Clone(list), func(c BriefChange) bool { return c.Wording })
}

func renamed(what string) func(before, after string) string {
	return func(before, after string) string {
		if before != "" {
			before = "“" + before + "”"
		}
		return what + " is now called “" + after + "”" + instead(before)
	}
}

func reworded(what string) func(before, after string) string {
	return func(before, after string) string {
		return what + " now reads “" + after + "”" + instead("“"+before+"”")
	}
}

// moved says how a figure that somebody set has moved: "Outcome O2 target moved from 80% to 85%."
func moved(what, which string) func(before, after string) string {
	return func(before, after string) string {
		switch {
		case before == "":
			return what + " has a " + which + " now: " + after + "."
		case after == "":
			return what + " has no " + which + " any more; it was " + before + "."
		}
		return what + " " + which + " moved from " + before + " to " + after + "."
	}
}

// measured says how the way of a figure changed, "from 31 to 24 hours".
func measured(what string) func(before, after string) string {
	return func(before, after string) string {
		return what + " is now to go " + orElse(after, "to no number") + instead(before)
	}
}

// way is from where to where an objective goes. Editions that were issued before the sentence was written had an arrow there.
func (o BriefObjective) way() string {
	if from, to, arrow := strings.Cut(o.Target, " → "); arrow {
		return fromTo(from, to)
	}
	return o.Target
}

func deadline(of string) func(before, after string) string {
	return func(before, after string) string {
		switch {
		case before == "":
			return of + " has a deadline now: " + after + "."
		case after == "":
			return of + " has no deadline any more; it was " + before + "."
		}
		return "Deadline of " + of + " moved from " + before + " to " + after + "."
	}
}

func owns(what string) func(before, after string) string {
	return func(before, after string) string {
		if after == "" {
			return "Nobody owns " + what + " now; before it was " + before + "."
		}
		return after + " now owns " + what + instead(before)
	}
}

// instead ends a sentence with what was there before.
func instead(before string) string {
	if before == "" {
		return "."
	}
	return ", before " + before + "."
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// quoted ends a sentence with somebody's own words.
func quoted(text string) string {
	if strings.HasSuffix(text, ".") {
		return "“" + text + "”"
	}
	return "“" + text + "”."
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// targetSaid is the target in words, empty while there is none.
func (o BriefOutcome) targetSaid(loc form.Locale) string {
	if !o.Withheld && o.Low == nil && o.High == nil && o.Target == nil && o.TargetText == "" {
		return ""
	}
	return o.TargetWithin(loc)
}

func (o BriefOutcome) deadlineSaid() string {
	if o.By == "" && o.ByText == "" {
		return ""
	}
	return o.ByWords()
}

func hoursSaid(loc form.Locale, h float64) string {
	if h == 0 {
		return ""
	}
	return Hours(loc, h)
}

func shortDay(d string) string {
	if d == "" {
		return ""
	}
	return day.Day(d).Short()
}

// sameWords tells whether two lists of references hold the same ones.
func sameWords(a, b string) bool {
	x, y := strings.Split(a, ", "), strings.Split(b, ", ")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// within puts what somebody decides on into a sentence.
func (d BriefDecider) within() string {
	if d.Matter == "Direction" {
		return "direction"
	}
	return d.Matter
}
