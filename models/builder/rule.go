package builder

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/day"
	"throughline/models/form"
)

// How often a rule with a schedule runs.
var rhythms = []form.Option{{Value: "", Label: "once"}, {Value: "FREQ=DAILY", Label: "every day"}, {Value: "FREQ=WEEKLY", Label: "every week"},
	{Value: "FREQ=WEEKLY;INTERVAL=2", Label: "every two weeks"}, {Value: "FREQ=MONTHLY", Label: "every month"}, {Value: "FREQ=MONTHLY;INTERVAL=3", Label: "every three months"}}

// When is the moment of a rule as its form asks for it.
type When struct {
	Form  *form.Form
	Where *Conditions
	t     blocks.Trigger
	day   day.Day
	clock string
	rule  string
	zone  string
}

// WhenOf makes the form of a rule's moment.
func WhenOf(d *blocks.Definition, w *automation.World) *When {
	e := &When{t: d.Copy().Trigger, clock: "07:00"}
	e.Form = form.Of(form.Choice("trigger", "It starts when", &e.t.Type, triggerOptions(true)...).Wanted())
	if d.Trigger.Type == blocks.OnSchedule {
		e.day = w.Today
		if s := d.Trigger.Schedule; s != nil {
			e.rule, e.zone = s.Rule, s.Zone
			if t, err := time.Parse("2006-01-02T15:04", s.Start); err == nil {
				e.day, e.clock = day.Day(t.Format(time.DateOnly)), t.Format("15:04")
			}
		}
		e.Form.Fields = append(e.Form.Fields, form.Date("day", "First on", &e.day, nil).Wanted(), form.Line("clock", "At", &e.clock).Wanted().Max(5).Help("As 07:00."),
			form.Choice("rhythm", "And then", &e.rule, rhythms[1:]...).Help("Without a choice it runs once."), form.Line("zone", "Time zone", &e.zone).Max(60).Help("As Europe/Berlin. Empty is the company's."))
		return e
	}
	if d.Trigger.Type == blocks.OnWebhook {
		var hooks []form.Option
		for _, h := range w.Hooks {
			hooks = append(hooks, form.Option{Value: h.ID, Label: h.Name})
		}
		e.Form.Fields = append(e.Form.Fields, form.Choice("hook", "At the hook", &e.t.Hook, hooks...).Wanted().Help("Hooks are made in the settings, under Calls in and out. The fields of the latest call at it can be asked for here."))
	}
	if d.Trigger.Type != "" {
		e.Where = enterGroup(blocks.InTrigger, e.t.Where, nil, w.FieldsIn(d.Trigger), w)
		e.Form.Fields = append(e.Form.Fields, e.Where.fields()...)
	}
	return e
}

// Take is the moment as it was filled in. The conditions of another moment go.
func (e *When) Take(was string) blocks.Trigger {
	switch {
	case e.t.Type != was:
		e.t.Where, e.t.Schedule, e.t.Hook = nil, nil, ""
	case e.t.Type == blocks.OnSchedule:
		e.t.Where = nil
		clock, err := time.Parse("15:04", strings.TrimSpace(e.clock))
		if err != nil {
			e.Form.Blame("clock", "Give a time, as 07:00.")
		}
		if _, err := day.Zone(e.zone); e.zone != "" && err != nil {
			e.Form.Blame("zone", "There is no time zone of that name. Write one as Europe/Berlin.")
		}
		e.t.Schedule = &blocks.Schedule{Start: string(e.day) + "T" + clock.Format("15:04"), Rule: e.rule, Zone: e.zone}
	case e.Where != nil:
		if e.t.Where = e.Where.group(); len(e.t.Where.Rows) == 0 {
			e.t.Where = nil
		}
	}
	return e.t
}

// About is what stands at the rule itself, as its form asks for it.
type About struct {
	Form     *form.Form
	name     string
	owner    string
	team     string
	decision string // id
	words    string
	due      dueEntry
	mode     string
	expected int
	minutes  int
	reenter  bool
}

// AboutOf makes the form of a rule's name, owner, team and decision. Decided are the accepted decisions to choose from; teams those that the
// person may write rules for, with the whole company where that is theirs.
func AboutOf(rule *models.Rule, d *blocks.Definition, w *automation.World, decided, teams []form.Option) *About {
	a := &About{name: rule.Name, decision: d.DecisionID, words: d.Decision, due: enterDue(d.Deadline), mode: string(d.Mode), expected: d.ExpectedDays, minutes: d.MinutesSaved, reenter: d.Reenter, team: wholeCompany}
	if rule.OwnerPersonID != nil {
		a.owner = *rule.OwnerPersonID
	}
	if rule.TeamID != nil {
		a.team = *rule.TeamID
	}
	if a.mode == "" {
		a.mode = string(blocks.Queue)
	}
	a.Form = form.Of(
		form.Line("name", "Name", &a.name).Required("Give the rule a name.").Max(160),
		form.Pick("rule_owner", "Owner, who answers for it", &a.owner, nil, w.People).Wanted(),
		form.Choice("rule_team", "For whom it is", &a.team, teams...).Required(),
		form.Choice("decision", "The decision it carries out", &a.decision, decided...).Wanted().Help("Automation carries a judgment already made. Only an accepted decision can be chosen."),
		form.Line("words", "The decision in words", &a.words).Max(500).Help("While it is not recorded yet. A rule is published with a recorded one."),
	)
	a.Form.Fields = append(a.Form.Fields, a.due.fields("deadline", "The work has reached its owner within", nil)...)
	a.Form.Fields = append(a.Form.Fields,
		form.Choice("mode", "When it is asked for while it still runs for the same thing", &a.mode, form.Option{Value: string(blocks.Queue), Label: "the new run waits"},
			form.Option{Value: string(blocks.Parallel), Label: "both run"}, form.Option{Value: string(blocks.Single), Label: "the new run is left out"},
			form.Option{Value: string(blocks.Restart), Label: "the first run is cancelled"}).Required(),
		form.Whole("expected", "It should run at least every", &a.expected).In("days").Between(0, 1000).Help("It is shown as quiet when it did not. 0: nobody expects it."),
		form.Whole("minutes", "By hand it takes", &a.minutes).In("minutes").Between(0, 10_000).Help("For one run, as you estimate it. Hours are counted only where you did."),
		form.Tick("reenter", "It may run again for what it has caused itself", &a.reenter),
	)
	return a
}

// wholeCompany is the answer that a rule is for the whole company.
const wholeCompany = "company"

// WholeCompany is that answer as one chooses it.
var WholeCompany = form.Option{Value: wholeCompany, Label: "The whole company"}

// PutInto writes what was filled in to a rule and its definition.
func (a *About) PutInto(rule *models.Rule, d *blocks.Definition) {
	due := a.due.due(a.Form, "deadline")
	rule.Name, rule.OwnerPersonID, rule.TeamID = a.name, pointer(a.owner), nil
	if a.team != wholeCompany {
		rule.TeamID = pointer(a.team)
	}
	d.DecisionID, d.Decision, d.Deadline, d.Mode = a.decision, a.words, due, blocks.Mode(a.mode)
	d.ExpectedDays, d.MinutesSaved, d.Reenter = a.expected, a.minutes, a.reenter
	if d.Mode == blocks.Queue {
		d.Mode = ""
	}
}

func pointer(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}
