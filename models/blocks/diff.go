package blocks

import (
	"fmt"
	"slices"
)

// What a difference between two definitions is.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
	Moved   = "moved"
)

// Difference is one thing that two definitions of a rule do not share, in words. Key is the block it is about, empty for the rule itself.
type Difference struct {
	Key, Did, What string
	Was, Is        string
}

// Diff says what has to be done to the first definition to make the second of it.
func Diff(was, is *Definition, n Words) (list []Difference) {
	set := func(what, before, after string) {
		if before != after {
			list = append(list, Difference{Did: Changed, What: what, Was: before, Is: after})
		}
	}
	set("The moment", was.Trigger.Says(n).String(), is.Trigger.Says(n).String())
	set("The decision", was.Decision, is.Decision)
	set("Deadline", was.Deadline.Says(n), is.Deadline.Says(n))
	set("While it still runs", was.Mode.Says(), is.Mode.Says())
	set("Expected", every(was.ExpectedDays), every(is.ExpectedDays))
	set("By hand it took", minutes(was.MinutesSaved), minutes(is.MinutesSaved))
	set("May run for what it caused itself", yes(was.Reenter), yes(is.Reenter))
	old, now := places(was), places(is)
	for _, key := range now.order {
		step := now.step[key]
		text := step.Says(n).Upper().String()
		before, had := old.step[key]
		if !had {
			list = append(list, Difference{Key: key, Did: Added, Is: text})
			continue
		}
		if said := before.Says(n).Upper().String(); said != text {
			list = append(list, Difference{Key: key, Did: Changed, Was: said, Is: text})
		} else if bare(before) != bare(step) {
			list = append(list, Difference{Key: key, Did: Changed, Was: fmt.Sprintf("%s, with other details", text), Is: text})
		}
		if old.in[key] != now.in[key] || moved(old.lists[old.in[key]], now.lists[now.in[key]], key) {
			list = append(list, Difference{Key: key, Did: Moved, Was: old.where(key, n), Is: text + ", now " + now.where(key, n)})
		}
	}
	for _, key := range old.order {
		if now.step[key] == nil {
			list = append(list, Difference{Key: key, Did: Removed, Was: old.step[key].Says(n).Upper().String()})
		}
	}
	return list
}

// Says is the mode in words.
func (m Mode) Says() string {
	switch m {
	case Parallel:
		return "both run"
	case Single:
		return "the new one is left out"
	case Restart:
		return "the first is cancelled"
	}
	return "the new one waits"
}

func every(days int) string {
	if days == 0 {
		return ""
	}
	return "at least every " + Count(days, "day")
}

func minutes(n int) string {
	if n == 0 {
		return ""
	}
	return Count(n, "minute") + " for one run"
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// bare is what a block says without those inside it.
func bare(s *Step) string {
	one := *s
	one.Then, one.Else, one.Late, one.Failed = nil, nil, nil, nil
	d := Definition{Steps: []*Step{&one}}
	return d.Write()
}

// seats says where every block of a definition stands.
type seats struct {
	order []string
	step  map[string]*Step
	in    map[string]string   // key of the block around and its branch
	lists map[string][]string // the keys in each branch
	d     *Definition
}

func places(d *Definition) seats {
	p := seats{step: map[string]*Step{}, in: map[string]string{}, lists: map[string][]string{}, d: d}
	d.Walk(func(s *Step, _ []*Step) {
		_, at := d.Find(s.Key)
		name := at.Branch
		if at.Parent != nil {
			name = at.Parent.Key + "." + at.Branch
		}
		p.order = append(p.order, s.Key)
		p.step[s.Key], p.in[s.Key] = s, name
		p.lists[name] = append(p.lists[name], s.Key)
	})
	return p
}

// where is a place in words.
func (p seats) where(key string, n Words) string {
	_, at := p.d.Find(key)
	inside := ""
	if at.Parent != nil {
		inside = " in “" + BranchWord(at.Parent, at.Branch) + "” of “" + at.Parent.Says(n).Upper().String() + "”"
	}
	if at.At == 0 {
		return "first" + inside
	}
	return "after “" + (*at.List)[at.At-1].Says(n).Upper().String() + "”" + inside
}

// moved tells whether a block changed its place among those that both lists hold: it does not belong to the longest row that kept its order.
func moved(was, is []string, key string) bool {
	both := func(list, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(k string) bool { return !slices.Contains(other, k) })
	}
	a, b := both(was, is), both(is, was)
	if slices.Equal(a, b) {
		return false
	}
	long := make([][]int, len(a)+1)
	for i := range long {
		long[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if long[i][j] = max(long[i+1][j], long[i][j+1]); a[i] == b[j] {
				long[i][j] = long[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			if a[i] == key {
				return false
			}
			i, j = i+1, j+1
		case long[i+1][j] >= long[i][j+1]:
			i++
		default:
			j++
		}
	}
	return true
}
