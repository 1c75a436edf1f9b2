package models

import "strings"

// OperationsStep is one step of the way to an operations strategy, with the question that it asks and why.
type OperationsStep struct {
	Key, Title, Question, Lead string
	Why, Good, Poor            string
}

// OperationsSteps are the steps in their order. The last one checks all answers and puts the strategy in force.
var OperationsSteps = []OperationsStep{
	{Key: "runs", Title: "What we run", Question: "What do we run, until when, and who answers for it?",
		Lead: "Operations answers how we run well enough to get there. It looks 90 days to 12 months ahead and belongs to those who run it.",
		Why:  "An operations strategy names one function or one delivery system. What is said of everything binds nobody.",
		Good: "“We take every call of a clinic, fix what can be fixed at once, and send an engineer for the rest.”", Poor: "“We support the business.”"},
	{Key: "outcomes", Title: "What it serves", Question: "Which outcomes of the strategy does it serve?",
		Lead: "Choose the few that this work really moves. Without one the team optimizes for itself.",
		Why:  "An anchor is what makes running well worth something. It also tells everybody whom to ask when an outcome goes off track.",
		Good: "One or two outcomes that your workflows move.", Poor: "All five, to be on the safe side."},
	{Key: "measures", Title: "Measures", Question: "How do we tell that it runs well?",
		Lead: "Three or four are enough: how long it takes, how much of the time is used, how often it goes wrong.",
		Why:  "Operations is measured by how it runs: cycle time, utilization, error rate. Market share and income belong to the organizational strategy.",
		Good: "“Time to answer: from 4 to 1 minute”", Poor: "“Revenue growth: 10%”"},
	{Key: "priorities", Title: "90-day priorities", Question: "What comes first in the next 90 days?",
		Lead: "A few, in order. Tie each to the objective that delivers it, where there is one.",
		Why:  "When two things collide on a Tuesday, the order decides and nobody has to ask.",
		Good: "“Write fix notes for the ten problems that come back”", Poor: "“Work better together”"},
	{Key: "capacity", Title: "Capacity", Question: "How much can be done, and what is taken already?",
		Lead: "Hours a week, or people. What the workflows take today is counted from the audit.",
		Why:  "A priority without hours behind it is a wish. The figure shows how much room there is before anything new begins.",
		Good: "“280 hours a week, of which the workflows take 236”", Poor: "“As much as it takes”"},
	{Key: "check", Title: "Check", Question: "Does it hold?", Lead: "All answers on one page, what is still missing, and what is worth a look."},
}

// OperationsStepAt finds a step by its key, with its number from 1; nil when there is none.
func OperationsStepAt(key string) (*OperationsStep, int) {
	for i := range OperationsSteps {
		if OperationsSteps[i].Key == key {
			return &OperationsSteps[i], i + 1
		}
	}
	return nil, 0
}

// OperationsGap is one thing that keeps a draft from coming in force: the step and the field that mend it, and what to do.
type OperationsGap struct{ Step, Field, Say string }

// Gaps lists what is missing before an operations strategy can come in force, in the order of the steps. An anchor is not among it: a
// strategy without one is flagged and not refused (R04). Capacity is worth stating and never asked.
func (s *OperationsStrategy) Gaps() (list []OperationsGap) {
	add := func(step, field, say string) { list = append(list, OperationsGap{step, field, say}) }
	if strings.TrimSpace(s.Runs) == "" {
		add("runs", "runs", "Say in a sentence or two what is run.")
	}
	switch {
	case !s.FromDay.Valid():
		add("runs", "from", "Give the day from which it holds.")
	case !s.ToDay.Valid():
		add("runs", "to", "Give the last day for which it holds.")
	case !s.ToDay.After(s.FromDay):
		add("runs", "to", "It ends before it begins. Give a day after "+s.FromDay.Long()+".")
	}
	if s.OwnerPersonID == nil {
		add("runs", "owner", "Name the person who answers for it.")
	}
	if strings.TrimSpace(s.Name) == "" {
		add("runs", "name", "Give it a name.")
	}
	if len(s.Measures) == 0 {
		add("measures", "", "Give at least one measure with a number to reach.")
	}
	for _, m := range s.Measures {
		if say := m.problem(); say != "" {
			add("measures", "", namedOr(m.Name, "A measure")+": "+say)
		}
	}
	if len(s.Priorities) == 0 {
		add("priorities", "", "Say what comes first in the next 90 days.")
	}
	if known(s.Capacity) && *s.Capacity < 0 {
		add("capacity", "capacity", "Give a capacity of 0 or more, or leave it open.")
	}
	return list
}

// problem says what a measure still lacks; empty when it is whole.
func (m *OperationsMeasure) problem() string {
	switch {
	case strings.TrimSpace(m.Name) == "":
		return "it has no name."
	case m.Direction == "":
		return "say whether it should increase, go down, or stay within a band."
	}
	return planProblem(m.Plan("", nil))
}

// fieldOf is the field of a measure's row at which its problem is mended.
func (m *OperationsMeasure) fieldOf() string {
	switch {
	case strings.TrimSpace(m.Name) == "":
		return "name"
	case m.Direction == "":
		return "direction"
	case m.Direction == Band:
		return "low"
	case !known(m.Target):
		return "target"
	case !known(m.Baseline):
		return "baseline"
	}
	return "target"
}

func namedOr(name, otherwise string) string {
	if name = strings.TrimSpace(name); name == "" {
		return otherwise
	}
	return "“" + name + "”"
}

// GapsAt lists what is missing at one step.
func (s *OperationsStrategy) GapsAt(step string) (list []OperationsGap) {
	for _, g := range s.Gaps() {
		if g.Step == step {
			list = append(list, g)
		}
	}
	return list
}

// Answered tells whether something stands at a step.
func (s *OperationsStrategy) Answered(step string) bool {
	switch step {
	case "runs":
		return strings.TrimSpace(s.Runs) != ""
	case "outcomes":
		return len(s.OutcomeIDs) > 0
	case "measures":
		return len(s.Measures) > 0
	case "priorities":
		return len(s.Priorities) > 0
	case "capacity":
		return s.Capacity != nil
	}
	return s.State != Draft
}

// Resume is the first step at which something is missing or nothing stands yet; the check when all is there.
func (s *OperationsStrategy) Resume() string {
	for _, step := range OperationsSteps {
		if step.Key != "check" && (!s.Answered(step.Key) || len(s.GapsAt(step.Key)) > 0) {
			return step.Key
		}
	}
	return "check"
}
