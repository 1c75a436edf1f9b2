package builder

import (
	"throughline/models"
	"throughline/models/blocks"
)

// Recipe is a rule that many companies need, to begin with. It names nobody: who it is for is filled in after it was taken.
type Recipe struct {
	Key, Name, Why string
	Definition     func() *blocks.Definition
}

func role(name string) *blocks.Party { return &blocks.Party{Role: name} }

func to(names ...string) (list []*blocks.Party) {
	for _, n := range names {
		list = append(list, role(n))
	}
	return list
}

func days(n int) *blocks.Due { return &blocks.Due{WorkingDays: n} }

func step(s blocks.Step) *blocks.Step {
	s.Key = models.NewID()
	return &s
}

func stop(why string) []*blocks.Step {
	return []*blocks.Step{step(blocks.Step{Do: blocks.Stop, Text: why})}
}

func when(kind string, rows ...blocks.Row) blocks.Trigger {
	t := blocks.Trigger{Type: kind}
	if len(rows) > 0 {
		t.Where = &blocks.Group{Join: blocks.All, Rows: rows}
	}
	return t
}

func that(field, op string, values ...string) blocks.Row {
	return blocks.Row{Condition: &blocks.Condition{Field: field, Op: op, Values: values}}
}

func rule(t blocks.Trigger, hours int, decision string, steps ...*blocks.Step) *blocks.Definition {
	return &blocks.Definition{SchemaVersion: blocks.SchemaVersion, Trigger: t, Decision: decision, Deadline: &blocks.Due{WorkingDays: -1, Hours: hours}, Steps: steps}
}

var inApp = []string{"app", "mail"}

// Recipes are the rules to begin with.
var Recipes = []Recipe{
	{"decision", "An accepted decision becomes owned work", "Decisions wait longest between the room and the first task. This hands each one over the moment it counts.", func() *blocks.Definition {
		return rule(when("decision.accepted"), 24, "Every accepted decision has an owner and a day within one working day.",
			step(blocks.Step{Do: blocks.CreateHandoff, Title: "Carry out: {{decision.title}}", Text: "What was decided is done, and those it affects know it.", Owner: role("team_lead"), Due: days(10)}),
			step(blocks.Step{Do: blocks.Notify, Title: "Handed over: {{decision.title}}", To: to("decider"), Via: inApp}))
	}},
	{"retargeted", "A new target reaches everybody who works on it", "A target that changes in a slide changes nothing. Tasks get a new owner, leads are told, and a large change is approved first.", func() *blocks.Definition {
		ask := step(blocks.Step{Do: blocks.Approval, Title: "{{outcome.title}} changes by {{change.pct}} percent. Do we change our plans?", To: to("outcome_owner", "department_head"), Need: "any", Due: days(3),
			Late: stop("Nobody decided in time"), Else: stop("The plans stay as they are")})
		return rule(when("outcome.retargeted"), 24, "A new target reaches the teams that work on it within a day.",
			step(blocks.Step{Do: blocks.RerouteTasks, Owner: role("outcome_owner"), Most: 50, Tasks: &blocks.Group{Join: blocks.All, Rows: []blocks.Row{that("task.state", "in", models.TaskOpen)}}}),
			step(blocks.Step{Do: blocks.Notify, Title: "{{outcome.title}} has a new target", Text: "What follows from it for your team?", To: to("working_on_outcome"), Via: inApp}),
			step(blocks.Step{Do: blocks.If, If: &blocks.Group{Join: blocks.All, Rows: []blocks.Row{that("change.pct", "abs_gte", "10")}}, Then: []*blocks.Step{ask}}))
	}},
	{"offtrack", "An outcome off track gets a plan, and then a look", "A miss without a plan is found again a quarter later. The owner writes one in two days, and the head looks at it on the third.", func() *blocks.Definition {
		return rule(when("outcome.off_track"), 24, "Every outcome that goes off track gets a plan in two days.",
			step(blocks.Step{Do: blocks.CreateTask, Title: "Write what brings {{outcome.title}} back", Owner: role("outcome_owner"), Due: days(2)}),
			step(blocks.Step{Do: blocks.Wait, Wait: &blocks.Pause{Event: "outcome.back_on_track", For: days(3)},
				Late: []*blocks.Step{step(blocks.Step{Do: blocks.Notify, Title: "{{outcome.title}} is off track for three days", To: to("department_head"), Via: inApp})}}))
	}},
	{"review", "A review is prepared a week before", "A review that begins with looking for figures ends with them. Those who hold it find everything ready.", func() *blocks.Definition {
		return rule(when("review.due"), 24, "A review starts from figures that everybody has seen.",
			step(blocks.Step{Do: blocks.CreateTask, Title: "Prepare the review: figures, open decisions, what was agreed last time", Owner: role("owner"), Due: days(4)}))
	}},
	{"objective", "A finished objective is closed and handed on", "Work that ends quietly is used by nobody. The result is shown, and the next team knows what it can build on.", func() *blocks.Definition {
		return rule(when("objective.done"), 48, "A result counts when the next team uses it.",
			step(blocks.Step{Do: blocks.CreateTask, Title: "Show what {{objective.title}} has brought, in ten minutes", Owner: role("owner"), Due: days(3)}),
			step(blocks.Step{Do: blocks.CreateHandoff, Title: "Take over the result of {{objective.title}}", Text: "The next team says what it does with it.", Owner: role("department_head"), Due: days(5)}))
	}},
	{"left", "What somebody leaves behind finds an owner", "When a person leaves, their open work waits for weeks before anybody sees it.", func() *blocks.Definition {
		return rule(when("person.left"), 24, "Open work of somebody who leaves has an owner by the next working day.",
			step(blocks.Step{Do: blocks.CreateTask, Title: "Give the work of {{person.name}} to others", Text: "Open tasks, objectives, rules and reviews.", Owner: role("team_lead"), Due: days(1)}))
	}},
	{"blocked", "A blocked task is looked at within a day", "Who is blocked waits, and says so too late.", func() *blocks.Definition {
		return rule(when("task.blocked"), 8, "Nobody stays blocked for longer than a day without their lead knowing.",
			step(blocks.Step{Do: blocks.Notify, Title: "{{task.title}} is blocked", To: to("team_lead"), Via: inApp}),
			step(blocks.Step{Do: blocks.Wait, Wait: &blocks.Pause{Event: "task.started", For: days(1)},
				Late: []*blocks.Step{step(blocks.Step{Do: blocks.CreateTask, Title: "Clear the way for {{task.title}}", Owner: role("department_head"), Due: days(1)})}}))
	}},
	{"verdict", "A workflow that stops gets a last day and its people know", "A verdict without an end keeps costing hours.", func() *blocks.Definition {
		return rule(when("workflow.verdict_given", that("workflow.verdict", "in", models.Stop)), 24, "What moves no outcome ends on a day that everybody knows.",
			step(blocks.Step{Do: blocks.CreateTask, Title: "Name the last day of {{workflow.name}} and what its people do then", Owner: role("team_lead"), Due: days(5)}),
			step(blocks.Step{Do: blocks.Notify, Title: "{{workflow.name}} comes to an end", To: to("members"), Via: inApp}))
	}},
	{"silence", "A handoff without an answer is talked about", "Silence looks like agreement until the deadline has passed.", func() *blocks.Definition {
		return rule(when("handoff.unanswered"), 8, "No handoff stays without an answer for more than a week.",
			step(blocks.Step{Do: blocks.Notify, Title: "{{thing.title}} waits for an answer", To: to("department_head"), Via: inApp}),
			step(blocks.Step{Do: blocks.CreateTask, Title: "Ask why nobody took {{thing.title}} on", Owner: role("team_lead"), Due: days(2)}))
	}},
	{"monday", "The leads look at their figures every Monday", "A metric that nobody looks at is not measured.", func() *blocks.Definition {
		return rule(blocks.Trigger{Type: blocks.OnSchedule, Schedule: &blocks.Schedule{Start: "2027-01-04T07:00", Rule: "FREQ=WEEKLY"}}, 8, "Figures are looked at every week.",
			step(blocks.Step{Do: blocks.Notify, Title: "Record this week's readings before noon", To: to("rule_owner"), Via: inApp}))
	}},
}

// RecipeOf finds a recipe by its key.
func RecipeOf(key string) (Recipe, bool) {
	for _, r := range Recipes {
		if r.Key == key {
			return r, true
		}
	}
	return Recipe{}, false
}

// Made is the recipe as a draft for somebody: they stand in wherever nobody holds a role, until they name another.
func (r Recipe) Made(standIn string) *blocks.Definition {
	d := r.Definition()
	d.Walk(func(s *blocks.Step, _ []*blocks.Step) {
		if s.Owner != nil && s.Owner.Role != "rule_owner" && standIn != "" {
			s.Owner.Fallback = "person:" + standIn
		}
	})
	return d
}
