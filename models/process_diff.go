package models

import (
	"slices"
	"strconv"
	"strings"
)

// DiffPart is what two versions say differently about one matter, one sentence for each difference.
type DiffPart struct {
	Title string
	Says  []string
}

// Compare says in words what a later version of a process has that an earlier one had not, and the other way round. A step that moved is
// told from one that was edited, and a step that others only made room for did not move. Empty when both say the same.
func Compare(from, to *ProcessVersion, names Names) []DiffPart {
	pairs := pairSteps(from.Steps, to.Steps)
	var parts []DiffPart
	for _, part := range []DiffPart{
		{"Steps", slices.Concat(newAndGone(from, to, pairs), movedSteps(pairs), editedSteps(pairs, names))},
		{"Who answers for what", changedDuties(pairs, names)},
		{"Inputs and outputs", slices.Concat(changed("Inputs", from.Inputs, to.Inputs), changed("Outputs", from.Outputs, to.Outputs))},
		{"What changes", slices.Concat(
			changed("The redesign for people", stated(from.PeopleSame, from.PeopleChange), stated(to.PeopleSame, to.PeopleChange)),
			changed("The redesign of the process", stated(from.ProcessSame, from.ProcessChange), stated(to.ProcessSame, to.ProcessChange)),
			changed("The redesign of technology", stated(from.TechnologySame, from.TechnologyChange), stated(to.TechnologySame, to.TechnologyChange)))},
		{"Tools and automation", slices.Concat(changed("Tools", from.Technology, to.Technology), changed("What runs by itself", from.Automation, to.Automation))},
	} {
		if len(part.Says) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// pair is one step in two versions, with its place from 0 in each.
type pair struct {
	was, now         *ProcessStep
	wasPlace, places int
}

// pairSteps finds each step of the later version in the earlier one: by its key, else by its very words.
func pairSteps(from, to []*ProcessStep) []pair {
	taken := map[int]bool{}
	found := make([]int, len(to))
	for pass := range 2 {
		for i, now := range to {
			if pass == 1 && found[i] > 0 {
				continue
			}
			for j, was := range from {
				same := was.StepKey != "" && was.StepKey == now.StepKey
				if pass == 1 {
					same = now.Title != "" && strings.EqualFold(was.Title, now.Title)
				}
				if same && !taken[j] {
					taken[j], found[i] = true, j+1
					break
				}
			}
		}
	}
	var list []pair
	for i, j := range found {
		if j > 0 {
			list = append(list, pair{from[j-1], to[i], j - 1, i})
		}
	}
	return list
}

func newAndGone(from, to *ProcessVersion, pairs []pair) (says []string) {
	for i, s := range to.Steps {
		if slices.ContainsFunc(pairs, func(p pair) bool { return p.now == s }) {
			continue
		}
		say := "Step " + strconv.Itoa(i+1) + " " + inQuotes(s.Title) + " is new"
		if i == 0 {
			say += " at the start."
		} else {
			say += " after " + inQuotes(to.Steps[i-1].Title) + "."
		}
		says = append(says, say)
	}
	for i, s := range from.Steps {
		if !slices.ContainsFunc(pairs, func(p pair) bool { return p.was == s }) {
			says = append(says, "Step "+strconv.Itoa(i+1)+" of version "+strconv.Itoa(from.N)+", "+inQuotes(s.Title)+", is gone.")
		}
	}
	return says
}

// movedSteps are those outside the longest run of steps that kept their order: the fewest moves that explain the new order.
func movedSteps(pairs []pair) (says []string) {
	best := make([]int, len(pairs))
	back := make([]int, len(pairs))
	end := -1
	for i := range pairs {
		best[i], back[i] = 1, -1
		for j := range i {
			if pairs[j].wasPlace < pairs[i].wasPlace && best[j]+1 > best[i] {
				best[i], back[i] = best[j]+1, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	stayed := map[int]bool{}
	for i := end; i >= 0; i = back[i] {
		stayed[i] = true
	}
	for i, p := range pairs {
		if !stayed[i] {
			says = append(says, nth("Step", p)+" moved from "+ordinal(p.wasPlace+1)+" to "+ordinal(p.places+1)+".")
		}
	}
	return says
}

func editedSteps(pairs []pair, names Names) (says []string) {
	for _, p := range pairs {
		if p.was.Title != p.now.Title {
			says = append(says, "Step "+strconv.Itoa(p.places+1)+" "+inQuotes(p.was.Title)+" is now called "+inQuotes(p.now.Title)+".")
		}
		for _, f := range []struct{ label, was, now string }{
			{"Who does", p.was.Doer().Name(names), p.now.Doer().Name(names)}, {"Input of", p.was.Input, p.now.Input},
			{"Output of", p.was.Output, p.now.Output}, {"Tool of", p.was.Tool, p.now.Tool},
		} {
			says = append(says, changed(nth(f.label+" step", p), f.was, f.now)...)
		}
	}
	return says
}

func changedDuties(pairs []pair, names Names) (says []string) {
	for _, p := range pairs {
		for _, duty := range Duties {
			says = append(says, changed(strings.ToUpper(duty[:1])+duty[1:]+nth(" for step", p), p.was.HolderNames(duty, names), p.now.HolderNames(duty, names))...)
		}
	}
	return says
}

// changed is one sentence about a text that is not the same any more; none when it is.
func changed(what, was, now string) []string {
	switch {
	case was == now:
		return nil
	case was == "":
		return []string{what + ": new is " + inQuotes(now) + "."}
	case now == "":
		return []string{what + ": gone is " + inQuotes(was) + "."}
	}
	return []string{what + " changed from " + inQuotes(was) + " to " + inQuotes(now) + "."}
}

// stated is a change as people read it, or that there is none and why.
func stated(same bool, words string) string {
	if same {
		return strings.TrimSpace("No change. " + words)
	}
	return words
}

func nth(what string, p pair) string {
	return what + " " + strconv.Itoa(p.places+1) + " " + inQuotes(p.now.Title)
}

func inQuotes(s string) string {
	if s == "" {
		return "without a name"
	}
	return "“" + strings.TrimSuffix(strings.TrimSuffix(strings.Join(strings.Fields(s), " "), "”"), ".") + "”"
}

func ordinal(n int) string {
	end := "th"
	if tens := n % 100; tens < 11 || tens > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}
