package lint

import (
	"sort"

	"throughline/models/statement"
)

// Tally counts how often a yes was right, a yes wrong, and a yes missed.
type Tally struct{ Right, Wrong, Missed int }

func (t *Tally) add(got, want bool) {
	switch {
	case got && want:
		t.Right++
	case got:
		t.Wrong++
	case want:
		t.Missed++
	}
}

// Precision is the share of yeses that were right; 0 when there was none.
func (t Tally) Precision() float64 { return share(t.Right, t.Right+t.Wrong) }

// Recall is the share of what there was to find that was found; 0 when there was nothing.
func (t Tally) Recall() float64 { return share(t.Right, t.Right+t.Missed) }

// F1 joins precision and recall in one figure from 0 to 1.
func (t Tally) F1() float64 { return share(2*t.Right, 2*t.Right+t.Wrong+t.Missed) }

// Used says that the kind stands among the labels or the answers.
func (t Tally) Used() bool { return t.Right+t.Wrong+t.Missed > 0 }

func share(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}

// Score says how far the checks agree with the labels of a file.
type Score struct {
	Lines int
	// Confusion counts lines by their label, then by what the checks say.
	Confusion map[statement.Kind]map[statement.Kind]int
	Kinds     map[statement.Kind]*Tally
	// Strict and Lenient count lines whose kind is right; lenient takes the second label too.
	Strict, Lenient int
	Metric, Due     Tally
	// Single counts lines where "one sentence or not" is right.
	Single int
	// Findings counts, by code, what the wizard would say about these lines as titles, and how often the labels speak against it.
	Findings map[string]*Tally
}

// Of scores labelled lines, without the rules named.
func Of(lines []Line, without ...string) *Score {
	s := &Score{Confusion: map[statement.Kind]map[statement.Kind]int{}, Kinds: map[statement.Kind]*Tally{}, Findings: map[string]*Tally{}}
	for _, k := range statement.Kinds {
		s.Confusion[k], s.Kinds[k] = map[statement.Kind]int{}, &Tally{}
	}
	for _, line := range lines {
		if line.Label == nil {
			continue
		}
		l := line.Label
		r := statement.Read(line.Statement, without...)
		s.Lines++
		s.Confusion[l.Kind][r.Kind]++
		for _, k := range statement.Kinds {
			s.Kinds[k].add(r.Kind == k, l.Kind == k)
		}
		if r.Kind == l.Kind {
			s.Strict++
		}
		if r.Kind == l.Kind || r.Kind == l.Alt {
			s.Lenient++
		}
		s.Metric.add(r.Metric.Found, l.Metric)
		s.Due.add(r.Deadline.Found, l.Deadline)
		if (len(r.Sentences) == 1) == l.Single {
			s.Single++
		}
		if len(without) == 0 {
			s.findings(line)
		}
	}
	return s
}

// MacroF1 is the mean F1 of the kinds that occur, each counting the same.
func (s *Score) MacroF1() float64 {
	sum, n := 0.0, 0
	for _, t := range s.Kinds {
		if t.Used() {
			sum += t.F1()
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// Accuracy is the share of lines whose kind is right, strictly and with the second label counted too.
func (s *Score) Accuracy() (strict, lenient float64) {
	return share(s.Strict, s.Lines), share(s.Lenient, s.Lines)
}

// SingleAccuracy is the share of lines where "one sentence or not" is right.
func (s *Score) SingleAccuracy() float64 { return share(s.Single, s.Lines) }

// WrongFindings counts findings, and those that the labels speak against.
func (s *Score) WrongFindings() (wrong, all int) {
	for _, t := range s.Findings {
		wrong += t.Wrong
		all += t.Right + t.Wrong
	}
	return wrong, all
}

// findings counts what would be said about a line typed as the title of an outcome, a goal or an objective. What only
// asks ("is this a goal or an objective?") claims nothing and is not counted.
func (s *Score) findings(line Line) {
	said := map[string]bool{}
	for _, as := range []statement.Place{statement.AsOutcome, statement.AsGoal, statement.AsObjective} {
		for _, f := range statement.Advise(line.Statement, as, false) {
			if f.Code != statement.UnsureKind {
				said[f.Code] = true
			}
		}
	}
	for code := range said {
		if s.Findings[code] == nil {
			s.Findings[code] = &Tally{}
		}
		s.Findings[code].add(true, line.Label.bears(code))
	}
}

// bears says whether a label agrees with a finding.
func (l *Label) bears(code string) bool {
	is := func(kinds ...statement.Kind) bool {
		for _, k := range kinds {
			if l.Kind == k || l.Alt == k {
				return true
			}
		}
		return false
	}
	switch code {
	case statement.ManySentence:
		return !l.Single
	case statement.Wish:
		return !l.Metric
	case statement.DeadlineWord:
		return l.Deadline
	case statement.LikeGoal:
		return is(statement.KindGoal, statement.KindIntent, statement.KindOutcome)
	case statement.LikeObjective:
		return is(statement.KindObjective, statement.KindTask, statement.KindInitiative)
	case statement.LikeWork:
		return is(statement.KindTask, statement.KindInitiative)
	}
	return false
}

// Organisations names who wrote the lines, those with most lines first.
func Organisations(lines []Line) []string {
	count := map[string]int{}
	for _, l := range lines {
		if l.Label != nil {
			count[l.Label.Organisation]++
		}
	}
	var names []string
	for name := range count {
		names = append(names, name)
	}
	sort.Slice(names, func(i, k int) bool {
		if count[names[i]] != count[names[k]] {
			return count[names[i]] > count[names[k]]
		}
		return names[i] < names[k]
	})
	return names
}

// Split parts the lines of one organisation from all others.
func Split(lines []Line, organisation string) (its, others []Line) {
	for _, l := range lines {
		if l.Label != nil && l.Label.Organisation == organisation {
			its = append(its, l)
		} else {
			others = append(others, l)
		}
	}
	return its, others
}
