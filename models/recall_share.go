package models

import (
	"cmp"
	"slices"

	"throughline/models/day"
)

// LeastGroup is how many answers a group must have to be shown: below it somebody could tell who said what.
const LeastGroup = 5

// groupSteps is to how many percent the shares of a department are rounded, so that nobody can subtract them from everybody's.
const groupSteps = 5

// RecallGroup is one department of a round, or everybody: how many answered, and how many of them named each target.
type RecallGroup struct {
	Key     string // id of the department; empty for those who belong to none, and for everybody
	Name    string
	Answers int
	Named   map[string]int // by the key of the target
}

// Share is the part of the answers that named a target, in percent.
func (g RecallGroup) Share(t RecallTarget) float64 {
	if g.Answers == 0 {
		return 0
	}
	return 100 * float64(g.Named[t.Key()]) / float64(g.Answers)
}

// Remembered is the part of all targets that an answer named in the middle of all answers, in percent: what is compared over rounds.
func (g RecallGroup) Remembered(targets []RecallTarget) float64 {
	n := 0
	for _, t := range targets {
		n += g.Named[t.Key()]
	}
	if g.Answers == 0 || len(targets) == 0 {
		return 0
	}
	return 100 * float64(n) / float64(g.Answers*len(targets))
}

// RecallShown is what of a round that is over may be shown.
type RecallShown struct {
	Whole  *RecallGroup  // everybody; nil while fewer than five have answered
	Groups []RecallGroup // departments, of which neither the size nor an exact share is ever said
	Hidden int           // departments that are not shown
}

// Shown leaves out what would let somebody work out the answers of fewer than five. With fewer than five answers in all nothing is shown. A
// department with fewer than five is not; and while those that are not shown have fewer than five answers together, the smallest that is shown
// goes out of sight too: so whatever is added and subtracted, what is left is of five answers and more.
func Shown(groups []RecallGroup) RecallShown {
	all := RecallGroup{Named: map[string]int{}}
	var s RecallShown
	for _, g := range groups {
		all.Answers += g.Answers
		for key, n := range g.Named {
			all.Named[key] += n
		}
		if g.Answers >= LeastGroup {
			s.Groups = append(s.Groups, g)
		}
	}
	if s.Hidden = len(groups); all.Answers < LeastGroup {
		s.Groups = nil
		return s
	}
	s.Whole = &all
	slices.SortFunc(s.Groups, func(a, b RecallGroup) int {
		return cmp.Or(cmp.Compare(b.Answers, a.Answers), cmp.Compare(a.Key, b.Key))
	})
	left := all.Answers
	for _, g := range s.Groups {
		left -= g.Answers
	}
	for n := len(s.Groups); n > 0 && n < len(groups) && left < LeastGroup; n = len(s.Groups) {
		left += s.Groups[n-1].Answers
		s.Groups = s.Groups[:n-1]
	}
	s.Hidden = len(groups) - len(s.Groups)
	slices.SortFunc(s.Groups, func(a, b RecallGroup) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key)) })
	return s
}

// Stepped is a department's share as it is shown, in steps of five percent.
func (g RecallGroup) Stepped(t RecallTarget) float64 {
	return groupSteps * Rounded(g.Share(t)/groupSteps, 0)
}

// Explain says how the shares of one target came about: everybody's with its parts, those of departments without.
func (s RecallShown) Explain(t RecallTarget, until day.Day) []Explanation {
	e := Explanation{Figure: "Everybody", Result: input("", ptr(Rounded(s.Whole.Share(t), 0)), UnitPercent), Day: until,
		Formula: "The answers that named it, of all answers of the round. An answer names a title with at least half of its telling words, and at least two."}
	list := []Explanation{e.of(count("Answers that named it", s.Whole.Named[t.Key()]), count("Answers", s.Whole.Answers))}
	for _, g := range s.Groups {
		e := Explanation{Figure: g.Name, Result: input("", ptr(g.Stepped(t)), UnitPercent), Day: until,
			Formula: "The same, of the answers of that department, in steps of five percent. How many answered there is not said, so that nobody can subtract."}
		list = append(list, e.of(said("Answers", "five or more")))
	}
	return list
}

// ExplainRemembered says how the figure that is compared over rounds came about.
func (s RecallShown) ExplainRemembered(targets []RecallTarget, until day.Day) Explanation {
	n := 0
	for _, t := range targets {
		n += s.Whole.Named[t.Key()]
	}
	e := Explanation{Figure: "Remembered", Result: input("", ptr(Rounded(s.Whole.Remembered(targets), 0)), UnitPercent), Day: until,
		Formula: "All times that an answer named something, of answers times things to name. It can be compared although the strategy has changed."}
	return e.of(count("Times something was named", n), count("Answers", s.Whole.Answers), count("Things to name", len(targets)))
}
