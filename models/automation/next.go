package automation

import (
	"strconv"
	"strings"

	"throughline/models/blocks"
)

// following finds the step after one: in the branch that it takes, else behind it, else behind the block around it. A round of "for each"
// is followed by the next one. Iter names the rounds around a step, as 3.1. An empty key is the end of the rule.
func following(d *blocks.Definition, key, iter, branch string, rounds func(key, iter string) (int, error)) (next, nextIter string, err error) {
	if key == "" {
		return first(d.Steps), "", nil
	}
	s, at := d.Find(key)
	if s == nil {
		return "", "", nil
	}
	if list := branchOf(s, branch); len(list) > 0 {
		if s.Do != blocks.Each || branch != "then" {
			return list[0].Key, iter, nil
		}
		if n, err := rounds(key, iter); err != nil || n > 0 {
			return list[0].Key, strings.TrimPrefix(iter+".1", "."), err
		}
	}
	if ends(s, branch) {
		return "", "", nil
	}
	for {
		if at.At+1 < len(*at.List) {
			return (*at.List)[at.At+1].Key, iter, nil
		}
		if at.Parent == nil {
			return "", "", nil
		}
		s = at.Parent
		if ends(s, at.Branch) {
			return "", "", nil
		}
		if s.Do == blocks.Each && at.Branch == "then" {
			outer, round := lastRound(iter)
			n, err := rounds(s.Key, outer)
			if err != nil {
				return "", "", err
			}
			if round < n {
				return s.Then[0].Key, strings.TrimPrefix(outer+"."+strconv.Itoa(round+1), "."), nil
			}
			iter = outer
		}
		_, at = d.Find(s.Key)
	}
}

// ends tells whether a branch is the end of the rule: only a yes leads to what stands behind an approval.
func ends(s *blocks.Step, branch string) bool {
	return s.Do == blocks.Approval && (branch == "else" || branch == "late")
}

func first(list []*blocks.Step) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].Key
}

// branchOf is the list of a branch of a block.
func branchOf(s *blocks.Step, name string) []*blocks.Step {
	for _, b := range s.Branches() {
		if b.Name == name && name != "" {
			return *b.Steps
		}
	}
	return nil
}

// lastRound splits 3.1 into 3, the round around, and 1.
func lastRound(iter string) (outer string, round int) {
	at := strings.LastIndexByte(iter, '.')
	if at >= 0 {
		outer = iter[:at]
	}
	round, _ = strconv.Atoi(iter[at+1:])
	return outer, round
}
