package wizard

import (
	"throughline/models"
	"throughline/models/statement"
)

// The numbers in the facts of the task list, each counted here alone, and how each came about (R30).

// ExplainFact says how the numbers in the fact about a step came about. It holds nothing to open while there is nothing to count.
func (s *Step) ExplainFact(w *World) (models.Explanation, bool) {
	e := s.behind(w)
	return e, e.Figure != ""
}

// ExplainDone says how many steps are done came about: where each of the steps stands.
func (w *World) ExplainDone() models.Explanation {
	e := counted("Steps done", "Steps that somebody marked as done, that still lack nothing, and that no later change asks to be looked at again.", w, "", models.Number("", w.DoneCount()))
	of := float64(len(Steps))
	e.Result.Of = &of
	for _, s := range Steps {
		state, _ := w.State(s)
		e.Inputs = append(e.Inputs, models.Input{Name: s.Title, Text: stateWords[state]})
	}
	return e
}

var stateWords = map[State]string{NotStarted: "Not started", InProgress: "In progress", Problem: "Has problems", Done: "Done", LookAgain: "Needs another look"}

func counted(figure, rule string, w *World, kind string, result models.Input, inputs ...models.Input) models.Explanation {
	return models.Explanation{Figure: figure, Formula: rule, Day: w.Today, Kind: kind, Result: result, Inputs: inputs}
}

func intentBehind(w *World) models.Explanation {
	n := len(statement.Sentences(w.Intent.Statement))
	if n < 2 {
		return models.Explanation{} // one sentence is said in a word
	}
	return counted("Sentences of the intent", "Sentences in the words as they are saved; it takes one.", w, "", models.Number("", n), models.Number("Sentences", n))
}

// unowned is how many outcomes neither a team nor a person owns.
func (w *World) unowned() int {
	n := 0
	for _, o := range w.Outcomes {
		if o.OwnerTeamID == nil && o.OwnerPersonID == nil {
			n++
		}
	}
	return n
}

func outcomesBehind(w *World) models.Explanation {
	all, none := len(w.Outcomes), w.unowned()
	if all == 0 {
		return models.Explanation{}
	}
	return counted("Outcomes", "Outcomes of this strategy; it takes 3 to 5, and each an owner: a team or a person.", w, "outcomes", models.Number("", all),
		models.Number("With an owner", all-none), models.Number("Without an owner", none))
}

// decided is how many workflows have a verdict.
func (w *World) decided() int {
	n := 0
	for _, f := range w.Workflows {
		if !undecided(f) {
			n++
		}
	}
	return n
}

func auditBehind(w *World) models.Explanation {
	if len(w.Workflows) == 0 {
		return models.Explanation{}
	}
	by := map[string]int{}
	for _, f := range w.Workflows {
		if !undecided(f) {
			by[f.Verdict]++
		}
	}
	return models.Counted("Workflows with a verdict", "Workflows for which somebody chose keep, redesign, stop or outcome missing, out of all that are listed.", w.decided(), len(w.Workflows), w.Today, "workflows",
		models.Number("Keep", by[models.Keep]), models.Number("Redesign", by[models.Redesign]), models.Number("Stop", by[models.Stop]), models.Number("Outcome missing", by[models.OutcomeMissing]))
}

// toWrite is how many processes the audit asks for, and how many of them still lack something.
func (w *World) toWrite() (due, waiting int) {
	list := w.DueProcesses()
	for _, d := range list {
		if len(d.Gaps) > 0 {
			waiting++
		}
	}
	return len(list), waiting
}

func redesignBehind(w *World) models.Explanation {
	due, waiting := w.toWrite()
	if due == 0 {
		return models.Explanation{}
	}
	return models.Counted("Processes written", "Processes of workflows with a verdict of redesign that lack nothing any more, out of all that the audit asks for.", due-waiting, due, w.Today, "processes",
		models.Number("To write", waiting))
}

// undelivered is how many goals no objective delivers.
func (w *World) undelivered() int {
	delivered := map[string]bool{}
	for _, o := range w.Objectives {
		for _, id := range o.GoalIDs {
			delivered[id] = true
		}
	}
	n := 0
	for _, g := range w.Goals {
		if !delivered[g.ID] {
			n++
		}
	}
	return n
}

func goalsBehind(w *World) models.Explanation {
	goals, objectives := len(w.Goals), len(w.Objectives)
	if goals+objectives == 0 {
		return models.Explanation{}
	}
	return counted("Goals and objectives", "Goals of this strategy and the objectives under them. A goal counts as without an objective while no objective names it.", w, "goals", models.Number("", goals+objectives),
		models.Number("Goals", goals), models.Number("Objectives", objectives), models.Number("Goals without an objective", w.undelivered()))
}

func handoffBehind(w *World) models.Explanation {
	if len(w.Rules)+w.CarriedRules == 0 {
		return models.Explanation{}
	}
	owned := 0
	for _, r := range w.Rules {
		if r.OwnerPersonID != nil {
			owned++
		}
	}
	return counted("Handoff rules", "Rules of this strategy that say who gets work when something happens.", w, "", models.Number("", len(w.Rules)), models.Number("With an owner", owned), models.Number("Without an owner", len(w.Rules)-owned), models.Number("Carried from the strategy in force", w.CarriedRules))
}
