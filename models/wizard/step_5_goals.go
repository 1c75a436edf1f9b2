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
	flags:    goalsFlags,
	acts: map[string]act{
		"pick-goal": pickGoal, "pick-objective": pickObjective, "aside-goal": setGoalAside, "aside-objective": setObjectiveAside,
		"to-objective": goalToObjective, "to-goal": objectiveToGoal, "restore": restoreGoalOrObjective,
	},
}

func goalsSheet(w *World, q Query) *form.Form {
	goals := repeat(w, "goals", "Goals", func() *goalThing { return bindGoal(w, &models.Goal{}) }).Adds("Add a goal")
	var list []*goalThing
	for _, g := range w.Goals {
		list = append(list, bindGoal(w, g))
	}
	objectives := repeat(w, "objectives", "Objectives", func() *objectiveThing { return bindObjective(w, &models.Objective{}) }).Adds("Add an objective")
	var near []*objectiveThing
	for _, o := range w.Objectives {
		near = append(near, bindObjective(w, o))
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

func goalsFlags(w *World) (flags []Flag) {
	delivered := map[string]int{}
	for _, o := range w.Objectives {
		for _, id := range o.GoalIDs {
			delivered[id]++
		}
	}
	reached := map[string]bool{}
	for _, g := range w.Goals {
		flag := func(key, code, say string) {
			flags = append(flags, Flag{Group: "goals", Row: g.ID, Key: key, Entity: g, Code: code, Say: say, Name: g.Title})
		}
		for _, id := range g.OutcomeIDs {
			reached[id] = true
		}
		if f, left := w.leftFlag(Flag{Group: "goals", Row: g.ID, Key: "owner", Entity: g, Name: g.Title}, g.OwnerPersonID); left {
			flags = append(flags, f)
		}
		if delivered[g.ID] == 0 {
			flag("title", "goal.no_objective", "No objective delivers this goal. Which team takes the first step?")
		}
		flags = append(flags, w.goalWording(g).flags(g.Title)...)
		if g.DueDay != "" && g.DueDay.Before(w.Today.AddMonths(3)) {
			flag("due", "goal.near", "A goal reaches beyond a quarter; this one is due within three months. Is it an objective?")
		}
	}
	for _, o := range w.Outcomes {
		if !reached[o.ID] {
			flags = append(flags, Flag{Group: "goals", Entity: o, Code: "outcome.no_goal", Name: o.Ref + " " + o.Title, Say: "No goal serves this outcome yet."})
		}
	}
	return append(flags, objectiveFlags(w)...)
}

func objectiveFlags(w *World) (flags []Flag) {
	owns := map[string]int{}
	for _, o := range w.Objectives {
		owns[text(o.OwnerPersonID)]++
	}
	for _, o := range w.Objectives {
		flag := func(key, code, say string) {
			flags = append(flags, Flag{Group: "objectives", Row: o.ID, Key: key, Entity: o, Code: code, Say: say, Name: o.Title})
		}
		if f, left := w.leftFlag(Flag{Group: "objectives", Row: o.ID, Key: "owner", Entity: o, Name: o.Title}, o.OwnerPersonID); left {
			flags = append(flags, f)
		}
		flags = append(flags, w.objectiveWording(o).flags(o.Title)...)
		start := o.StartDay
		if start == "" {
			start = w.Today
		}
		if o.DueDay != "" && (o.DueDay.Sub(start) < 90 || o.DueDay.After(start.AddMonths(12))) {
			flag("due", "objective.horizon", "An objective takes 90 days to 12 months. This one is outside: is it a task, or a goal?")
		}
		if id := text(o.OwnerPersonID); id != "" && owns[id] > 5 {
			flag("owner", "owner.many", fmt.Sprintf("%s owns %d objectives. More than five is more than one person can drive.", w.Person(&id), owns[id]))
		}
	}
	return flags
}

func goalsFact(w *World) string {
	if len(w.Goals)+len(w.Objectives) == 0 {
		return "No goals or objectives yet"
	}
	delivered := map[string]bool{}
	for _, o := range w.Objectives {
		for _, id := range o.GoalIDs {
			delivered[id] = true
		}
	}
	open := 0
	for _, g := range w.Goals {
		if !delivered[g.ID] {
			open++
		}
	}
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
