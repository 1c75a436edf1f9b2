package models

import (
	"cmp"
	"slices"
)

// LeastGroup is how many answers a group must have to be shown: below it somebody could tell who said what.
const LeastGroup = 5

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

// ShownGroups leaves out what would let somebody work out the answers of fewer than five: groups that are too small, and, where everybody less the groups
// shown would leave fewer than five, the smallest group shown as well, until what is left has five answers or none. With fewer than five answers in all
// nothing is shown. Whole is everybody; it is nil when nothing is shown.
func ShownGroups(groups []RecallGroup) (shown []RecallGroup, whole *RecallGroup, hidden int) {
	all := RecallGroup{Named: map[string]int{}}
	for _, g := range groups {
		all.Answers += g.Answers
		for key, n := range g.Named {
			all.Named[key] += n
		}
		if g.Answers >= LeastGroup {
			shown = append(shown, g)
		}
	}
	if all.Answers < LeastGroup {
		return nil, nil, len(groups)
	}
	slices.SortFunc(shown, func(a, b RecallGroup) int {
		return cmp.Or(cmp.Compare(b.Answers, a.Answers), cmp.Compare(a.Key, b.Key))
	})
	left := func() int {
		n := all.Answers
		for _, g := range shown {
			n -= g.Answers
		}
		return n
	}
	for n := left(); n > 0 && n < LeastGroup && len(shown) > 0; n = left() {
		shown = shown[:len(shown)-1]
	}
	hidden = len(groups) - len(shown)
	slices.SortFunc(shown, func(a, b RecallGroup) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key)) })
	return shown, &all, hidden
}
