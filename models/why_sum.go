package models

import "strings"

// WhySum is what the closes of a strategy say together: how its outcomes ended, and what failed in those that were missed.
type WhySum struct {
	All      int // outcomes of the strategy
	Achieved int
	Missed   int
	Retired  int
	Failed   map[string]int // of those missed, in how many each of the four failed
	Known    int            // of those missed, how many kept what the data said
}

// SumWhy sums the closes of a strategy's outcomes up. Their order changes nothing.
func SumWhy(all int, closes map[string]*OutcomeClose) WhySum {
	s := WhySum{All: all, Failed: map[string]int{}}
	for _, c := range closes {
		switch c.Verdict {
		case OutcomeAchieved:
			s.Achieved++
		case OutcomeRetired:
			s.Retired++
		case OutcomeMissed:
			s.Missed++
			if w := c.Whys(); w != nil {
				s.Known++
				for _, key := range w.Failed(WhyFailed) {
					s.Failed[key]++
				}
			}
		}
	}
	return s
}

// Closed is how many of the outcomes are closed.
func (s WhySum) Closed() int { return s.Achieved + s.Missed + s.Retired }

// Says puts the sum into a sentence: "Of 5 outcomes, 2 were missed. In both the handoff failed."
func (s WhySum) Says() string {
	of := "Of " + itoa(s.All) + " outcomes "
	if s.All == 1 {
		of = "Of 1 outcome "
	}
	if s.Missed == 0 && s.Achieved == 0 && s.Retired > 0 {
		return of + itoa(s.Retired) + " " + wasWereN(s.Retired) + " retired and none missed."
	}
	if s.Missed == 0 {
		return of + itoa(s.Achieved) + " " + wasWereN(s.Achieved) + " achieved and none missed."
	}
	say := of + itoa(s.Missed) + " " + wasWereN(s.Missed) + " missed."
	var always, some []string
	for _, e := range WhyElements {
		switch n := s.Failed[e.Key]; {
		case n > 0 && n == s.Missed:
			always = append(always, e.Key)
		case n > 0:
			some = append(some, e.Key+" in "+itoa(n))
		}
	}
	if len(always) > 0 {
		say += " " + map[bool]string{true: "In it ", false: "In all of them "}[s.Missed == 1]
		if s.Missed == 2 {
			say = strings.TrimSuffix(say, "In all of them ") + "In both "
		}
		say += whyWords(always) + " failed."
	}
	if len(some) > 0 {
		say += " What failed in some: " + whyWords(some) + "."
	}
	return say
}

func wasWereN(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// Explain says how the sum came about.
func (s WhySum) Explain(strategy *Strategy, r *Read) Explanation {
	e := Explanation{Figure: "How the outcomes ended", Result: Input{Value: ptr(float64(s.Missed)), Of: ptr(float64(s.All))}, Day: r.Today(), Kind: "strategy", Ref: strategy.Ref,
		Formula: "The closes of its outcomes that stand. What failed is counted from what was kept with the closes of those that were missed."}
	list := []Input{count("Outcomes", s.All), count("Achieved", s.Achieved), count("Missed", s.Missed), count("Retired", s.Retired)}
	for _, element := range WhyElements {
		list = append(list, Input{Name: element.Title + " failed", Value: ptr(float64(s.Failed[element.Key])), Of: ptr(float64(s.Missed))})
	}
	return e.of(list...)
}
