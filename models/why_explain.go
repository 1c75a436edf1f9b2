package models

import (
	"cmp"
	"slices"
	"strings"
)

// unitTimes is the unit of what happened so many times.
const unitTimes = "times"

// sortedWhy puts the things behind a part in the order of their days, so that the same facts always read the same.
func sortedWhy(list []WhyItem) []WhyItem {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b WhyItem) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Ref, b.Ref), cmp.Compare(a.Says, b.Says))
	})
	return list
}

func (f WhyFacts) rhythmName() string {
	if f.Rhythm == 7 || f.Rhythm == 0 {
		return "Weeks without a reading"
	}
	return "Times of " + itoa(f.Rhythm) + " days without a reading"
}

// Known tells whether there was any data to judge the part by.
func (p WhyPart) Known() bool { return p.Level != WhyUnknown }

// Figure is the part's figure, as a page writes it.
func (p WhyPart) Figure() Input {
	in := Input{Value: p.Value, Of: p.Of, Unit: p.Unit, Text: "No data"}
	if p.Key == "median" || p.Key == "carries" { // its whole is a limit, which it can be above
		in.Of = nil
	}
	return in
}

// Explain says how the figure came about and how it is judged.
func (p WhyPart) Explain(o *Outcome, w *Why) Explanation {
	e := Explanation{Figure: p.Name, Result: p.Figure(), Formula: whyRules[p.Key] + " " + p.Limit, Day: w.To, Kind: "outcome", Ref: o.Ref}
	list := []Input{said("From", dayOr(w.From)), said("To", dayOr(w.To)), said("Judged", p.Level.Word())}
	switch {
	case p.Key == "median" && p.Of != nil:
		list = append(list, input("Days in which to answer", p.Of, UnitWorking))
	case p.Key == "carries" && p.Of != nil:
		list = append(list, input("One person carries at most", p.Of, unitThings))
	case p.Of != nil:
		list = append(list, input("Counted", p.Value, ""), input("Out of", p.Of, ""))
	case p.Value != nil:
		list = append(list, input("Counted", p.Value, ""))
	}
	return e.of(list...)
}

// whyRules say how each part is counted.
var whyRules = map[string]string{
	"unclear":  "What its plan lacks at the close: a metric, a baseline, a target or a deadline.",
	"moved":    "How often its metric, baseline, target or deadline was changed while it was active.",
	"unread":   "The times in which it was to be measured, and in which no reading is from.",
	"unowned":  "The days on which neither a person nor a team owned it, out of all days.",
	"passed":   "How often another person or team came to own it.",
	"carries":  "The active goals and objectives of the person who owned it at the close.",
	"unhanded": "Decisions about it, its goals and their objectives that were accepted in this time, and of them those that were never handed over.",
	"answers":  "Handoffs of these decisions of which can be told whether they were answered by their day, and of them those that were not, or were declined.",
	"median":   "The working days from handing over to acknowledging that half of these handoffs did not exceed.",
	"work":     "Handoffs of these decisions of which can be told whether they were done by their day, and of them those that were not.",
	"tasks":    "Tasks that serve it, its goals or their objectives and were due in this time, and of them those done late or not at all.",
	"unasked":  "Tasks of the team that owns it, made in this time, and of them those without a thread.",
	"rules":    "Runs of rules about it or its metrics that failed, were held back by a guard against loops, or brought work later than promised.",
	"pulses":   "Monthly dates of its strategy in this time, and of them those without a meeting.",
	"reviews":  "Dates on which its strategy or its operations were to be reviewed, and of them those missed or skipped.",
	"updates":  "The times between two readings of its metrics, and of them those longer than the rhythm and 3 days.",
}

// Failed lists the elements at a level, in their order.
func (w *Why) Failed(level WhyLevel) (keys []string) {
	for _, e := range w.Elements {
		if e.Level == level {
			keys = append(keys, e.Key)
		}
	}
	return keys
}

// Says is the one sentence about an outcome: what failed and what was weak.
func (w *Why) Says() string {
	failed, weak := w.Failed(WhyFailed), w.Failed(WhyWeak)
	switch {
	case len(failed) > 0 && len(weak) > 0:
		return whyBegins(whyWords(failed)) + " failed; " + whyWords(weak) + " " + wasWere(weak) + " weak."
	case len(failed) > 0:
		return whyBegins(whyWords(failed)) + " failed."
	case len(weak) > 0:
		return "Nothing failed; " + whyWords(weak) + " " + wasWere(weak) + " weak."
	case len(w.Failed(WhyHeld)) == 0:
		return "There is no data to tell by."
	}
	return "All that can be told held."
}

func wasWere(list []string) string {
	if len(list) == 1 {
		return "was"
	}
	return "were"
}

func whyWords(words []string) string {
	if last := len(words) - 1; last > 0 {
		return strings.Join(words[:last], ", ") + " and " + words[last]
	}
	return strings.Join(words, "")
}

func whyBegins(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
