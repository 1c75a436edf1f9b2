package models

import (
	"cmp"
	"slices"

	"throughline/models/day"
)

// hundred is one full-time person in the hundredths that headcount is kept in.
const hundred = 100

// daysBoth counts the calendar days that two periods share, all four ends counted.
func daysBoth(from, to, first, last day.Day) int {
	return max(0, minDay(to, last).Sub(maxDay(from, first))+1)
}

func minDay(a, b day.Day) day.Day {
	if b.Before(a) {
		return b
	}
	return a
}

func maxDay(a, b day.Day) day.Day {
	if b.After(a) {
		return b
	}
	return a
}

// MoneyIn is how much of an amount falls into a period, by calendar days. Periods that follow each other add up to the whole, to the
// smallest unit: each takes what has been spent until its last day less what was spent before its first.
func (a *Allocation) MoneyIn(from, to day.Day) int64 {
	if daysBoth(a.FromDay, a.ToDay, from, to) == 0 {
		return 0
	}
	all := int64(a.ToDay.Sub(a.FromDay) + 1)
	until := func(d day.Day) int64 { return a.Amount * int64(min(a.ToDay.Sub(a.FromDay), d.Sub(a.FromDay))+1) / all }
	before := int64(0)
	if from.After(a.FromDay) {
		before = until(from.Add(-1))
	}
	return until(to) - before
}

// PeopleIn is how many people an allocation binds in a period on average over its calendar days, in hundredths, rounded to the nearest.
func (a *Allocation) PeopleIn(from, to day.Day) int64 {
	all := int64(to.Sub(from) + 1)
	return (2*a.People*int64(daysBoth(a.FromDay, a.ToDay, from, to)) + all) / (2 * all)
}

// Stretch is a run of days on which more people are bound than a team has.
type Stretch struct {
	From, To day.Day
	Bound    int64 // the most on any of its days, in hundredths
	Parts    []*Allocation
}

// overbound finds the first stretch within a period on which allocations of people bind more than there are, day by day; nil when there is none.
func overbound(list []*Allocation, capacity int64, from, to day.Day) *Stretch {
	var ends []day.Day
	for _, a := range list {
		if daysBoth(a.FromDay, a.ToDay, from, to) > 0 {
			ends = append(ends, maxDay(a.FromDay, from), minDay(a.ToDay, to).Add(1))
		}
	}
	slices.SortFunc(ends, func(a, b day.Day) int { return cmp.Compare(a, b) })
	var s *Stretch
	for _, d := range slices.Compact(ends) {
		sum := int64(0)
		var on []*Allocation
		for _, a := range list {
			if !d.After(to) && !d.Before(a.FromDay) && !d.After(a.ToDay) {
				sum, on = sum+a.People, append(on, a)
			}
		}
		switch {
		case sum > capacity && s == nil:
			s = &Stretch{From: d, Bound: sum, Parts: on}
		case sum > capacity && sum > s.Bound:
			s.Bound, s.Parts = sum, on
		case sum <= capacity && s != nil:
			s.To = d.Add(-1)
			return s
		}
	}
	return nil // the last end always lies beyond every allocation
}
