package wizard

import (
	"fmt"
	"slices"

	"throughline/models"
	"throughline/models/form"
)

var goalsStep = Step{
	Key:      "goals",
	Title:    "Goals and objectives",
	Question: "Which goals reach the outcomes, and which objectives deliver each goal?",
	Lead:     "A goal is a level of result for a function, beyond a quarter. An objective is a near step of one team, within 90 days to 12 months, that delivers a named goal.",
	Why:      "Mixed in one list, goals and objectives hide each other: nobody sees which goal no team works on. Two lists, linked, show the gap.",
	Good:     "Goal: reduce delivery cycle time by 30% by the end of next year. Objective: cut handoff lag between sales and delivery to under 24 hours by March.",
	Poor:     "Objective: become the most trusted partner of our clients. It reads like a goal: no team can finish it this year.",
	Needs:    []string{"outcomes"},
	sheet:    goalsSheet,
	gaps:     goalsGaps,
	fact:     goalsFact,
	behind:   goalsBehind,
	flags:    goalsFlags,
	flagsOf:  aimFlags,
	acts: map[string]act{
		"pick-goal": pickGoal, "pick-objective": pickObjective, "aside-goal": setGoalAside, "aside-objective": setObjectiveAside,
		"to-objective": goalToObjective, "to-goal": objectiveToGoal, "restore": restoreGoalOrObjective,
		"move": moveObjective, "merge": mergeTwo, "unmerge": unmergeTwo,
	},
}

// goalsSheet is the form over all goals and objectives, over one of them, over a new one, or over those a post speaks of.
func goalsSheet(w *World, q Query) *form.Form {
	goals := repeat(w, "goals", "Goals", func() *goalThing { return bindGoal(w, &models.Goal{}) }).Adds("Add a goal")
	objectives := repeat(w, "objectives", "Objectives", func() *objectiveThing { return bindObjective(w, &models.Objective{}) }).Adds("Add an objective")
	shown := func(id, ref string) bool {
		switch {
		case q.Rows != nil && q.Item == "":
			return slices.Contains(q.Rows, id)
		case q.Add == "goals" || q.Add == "objectives":
			return false
		}
		return q.Item == "" || q.Item == ref || q.Item == id
	}
	var list []*goalThing
	for _, g := range w.Goals {
		if shown(g.ID, g.Ref) {
			list = append(list, bindGoal(w, g))
		}
	}
	var near []*objectiveThing
	for _, o := range w.Objectives {
		if shown(o.ID, o.Ref) {
			near = append(near, bindObjective(w, o))
		}
	}
	return &form.Form{Rows: []*form.Rows{stored(goals, w, list), stored(objectives, w, near)}}
}

func goalsGaps(w *World) (gaps []Gap) {
	if len(w.Goals) == 0 {
		gaps = append(gaps, Gap{Group: "goals", Say: "Set at least one goal."})
	}
	if len(w.Objectives) == 0 {
		gaps = append(gaps, Gap{Group: "objectives", Say: "Set at least one objective that delivers a goal."})
	}
	for _, g := range w.Goals {
		miss := func(key, say string, wrong bool) {
			gaps = append(gaps, Gap{Group: "goals", Row: g.ID, Key: key, Name: g.Title, Say: say, Wrong: wrong})
		}
		if g.Title == "" {
			miss("title", "Say the goal: the level of result to reach.", false)
		}
		if !slices.ContainsFunc(g.OutcomeIDs, func(id string) bool { return w.Outcome(id) != nil }) {
			miss("outcomes", "Tick the outcome it serves.", false)
		}
		if g.OwnerPersonID == nil {
			miss("owner", nameOwner(g.OwnerText, "Name one owner."), false)
		}
		dateGaps(w, g.DueDay == "", g.DueText, g.DueDay.Before(w.Today), miss)
		numbersEqual(g.Baseline, g.Target, miss)
		wrongWay(g.Direction, g.Baseline, g.Target, miss)
	}
	for _, o := range w.Objectives {
		miss := func(key, say string, wrong bool) {
			gaps = append(gaps, Gap{Group: "objectives", Row: o.ID, Key: key, Name: o.Title, Say: say, Wrong: wrong})
		}
		if o.Title == "" {
			miss("title", "Say the objective: the step one team takes.", false)
		}
		if !slices.ContainsFunc(o.GoalIDs, func(id string) bool { return w.goal(id) != nil }) {
			miss("goals", "Tick the goal it delivers.", false)
		}
		if o.TeamID == nil {
			miss("team", "Choose the one team whose step it is.", false)
		}
		if o.OwnerPersonID == nil {
			miss("owner", nameOwner(o.OwnerText, "Name one owner."), false)
		}
		dateGaps(w, o.DueDay == "", o.DueText, o.DueDay.Before(w.Today), miss)
		if o.StartDay != "" && o.DueDay != "" && !o.StartDay.Before(o.DueDay) {
			miss("start", "It must start before it is due.", true)
		}
		numbersEqual(o.Baseline, o.Target, miss)
		wrongWay(o.Direction, o.Baseline, o.Target, miss)
	}
	return gaps
}

func dateGaps(w *World, none bool, words string, past bool, miss func(key, say string, wrong bool)) {
	switch {
	case none && words != "":
		miss("due", "Give a day for “"+words+"”, for example 31 March 2027.", false)
	case none:
		miss("due", "Say by when.", false)
	case past && !w.Live():
		miss("due", "This day has passed. Set one from "+w.Today.Long()+" on.", true)
	}
}

func numbersEqual(baseline, target *float64, miss func(key, say string, wrong bool)) {
	if baseline != nil && target != nil && *baseline == *target {
		miss("target", "Baseline and target are the same. Give a target that differs.", true)
	}
}

// wrongWay says when the target does not lie where the figure should go.
func wrongWay(direction string, from, to *float64, miss func(key, say string, wrong bool)) {
	if from == nil || to == nil || *from == *to {
		return
	}
	switch {
	case direction == models.Increase && *to < *from:
		miss("direction", "It is to increase, and the target is lower than where it starts. Turn one of them round.", true)
	case direction == models.Reduce && *to > *from:
		miss("direction", "It is to be reduced, and the target is higher than where it starts. Turn one of them round.", true)
	case direction == models.Band && *to < *from:
		miss("direction", "To keep it in a band, give the lower number first.", true)
	}
}

// goalsFlags is the advice of step 5: on every goal and objective, and on outcomes that no goal serves.
func goalsFlags(w *World) []Flag {
	flags := goalFlags(w, "")
	reached := map[string]bool{}
	for _, g := range w.Goals {
		for _, id := range g.OutcomeIDs {
			reached[id] = true
		}
	}
	for _, o := range w.Outcomes {
		if !reached[o.ID] {
			flags = append(flags, Flag{Group: "goals", Entity: o, Code: "outcome.no_goal", Name: o.Ref + " " + o.Title, Say: "No goal serves this outcome yet."})
		}
	}
	flags = append(flags, objectiveFlags(w, "")...)
	for _, p := range w.TwinPairs() {
		flags = append(flags, p.flag())
	}
	return flags
}

// aimFlags is the advice of step 5 on one goal or objective.
func aimFlags(w *World, id string) []Flag {
	if id == "" {
		return nil
	}
	flags := append(goalFlags(w, id), objectiveFlags(w, id)...)
	for _, p := range w.TwinPairs() {
		if p.Other.Identity() == id {
			flags = append(flags, p.flag())
		}
	}
	return flags
}

// goalFlags is the advice on goals, or on the one of that id.
func goalFlags(w *World, only string) (flags []Flag) {
	delivered := map[string]int{}
	for _, o := range w.Objectives {
		for _, id := range o.GoalIDs {
			delivered[id]++
		}
	}
	over := w.over()
	for _, g := range w.Goals {
		if only != "" && g.ID != only {
			continue
		}
		flag := func(key, code, say string) {
			flags = append(flags, Flag{Group: "goals", Row: g.ID, Key: key, Entity: g, Code: code, Say: say, Name: g.Title})
		}
		if f, left := w.leftFlag(Flag{Group: "goals", Row: g.ID, Key: "owner", Entity: g, Name: g.Title}, g.OwnerPersonID); left {
			flags = append(flags, f)
		}
		if say := over[text(g.OwnerPersonID)]; say != "" {
			flag("owner", "owner.many", say)
		}
		if delivered[g.ID] == 0 {
			flag("title", "goal.no_objective", "No objective delivers this goal. Which team takes the first step?")
		}
		flags = append(flags, w.goalWording(g).flags(g.Title)...)
		if g.DueDay != "" && !g.DueDay.Before(w.Today) && g.DueDay.Before(w.Today.AddMonths(3)) {
			flag("due", "goal.near", "A goal reaches beyond a quarter; this one is due within three months. Is it an objective?")
		}
	}
	return flags
}

func goalsFact(w *World) string {
	if len(w.Goals)+len(w.Objectives) == 0 {
		return "No goals or objectives yet"
	}
	open := w.undelivered()
	fact := fmt.Sprintf("%s, %s", count(len(w.Goals), "goal"), count(len(w.Objectives), "objective"))
	if open > 0 {
		fact += fmt.Sprintf("; %s without an objective", count(open, "goal"))
	}
	return fact
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
