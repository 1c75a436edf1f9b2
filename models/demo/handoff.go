package demo

import (
	"encoding/json"
	"strconv"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/wizard"
)

// rules are the agreed moments when a decision becomes work. They are drafts: nothing runs them.
var rules = []struct {
	trigger, receiver string // what starts it, and who gets the task
	title, owner      string
	days              int // working days until it is due
	decision          string
}{
	{"decision.accepted", "rule_owner", "Name a project manager and call accounts", "Tom Okafor", 1,
		"A signed contract never waits for delivery longer than one day."},
	{"outcome.off_track", "outcome_owner", "Find the reason and bring one proposal to the pulse",
		"Amina Diallo", 5, "We do not wait for the quarter when a figure falls."},
	{"outcome.changed", "team_lead",
		"Tell your team in the next morning round what changed and why", "Priya Raman", 2, "Nobody learns of a new target from a slide."},
	{"workflow.verdict_given", "team_lead", "Tell the people in it, and name its last day or its new steps",
		"Milica Petrović", 10, "What moves no outcome ends on a day that everybody knows."},
	{"objective.done", "department_head", "Show the result to the next team in ten minutes", "Hanneke Dijkstra", 3,
		"A result counts when the next team uses it."},
	{"review.due", "rule_owner", "Send last month's readings to all leads", "Rasmus Kivi", 3,
		"A review starts from figures that everybody has seen."},
}

func (l *loader) loadRules() error {
	made := l.inForce.Add(-3)
	var all []*models.Rule
	for _, r := range rules {
		definition, err := json.Marshal(wizard.Definition{
			SchemaVersion: 1, Trigger: wizard.Trigger{Type: r.trigger}, Decision: r.decision,
			Steps: []wizard.RuleStep{{
				Key: id("rule_step", r.title), Do: "create_task", Title: r.title,
				Owner: wizard.RuleOwner{Role: r.receiver, Fallback: "person:" + *l.person(r.owner)}, Due: wizard.RuleDue{WorkingDays: r.days},
			}},
		})
		if err != nil {
			return err
		}
		all = append(all, &models.Rule{
			Row: l.row("rule", r.title, made), StrategyID: &l.Strategy.ID, State: models.Draft, OwnerPersonID: l.person(r.owner), Draft: string(definition),
			Name: r.title,
		})
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	return l.began(models.RuleCreated, entities(all)...)
}

// clocks is the review cadence: who calls it, its first day, and the dates of its year. Weekly readings need no date on the calendar.
func (l *loader) clocks() []clock {
	pulse, quarter := l.inForce.Add(4), l.inForce.AddMonths(3).Add(9)
	list := []clock{
		{models.ClockReadings, "Rasmus Kivi", l.inForce.Monday().Add(11), nil},
		{models.ClockPulse, "Amina Diallo", pulse, nil},
		{models.ClockOperations, "Amina Diallo", l.inForce.Add(95), nil},
		{models.ClockStrategy, "Maja Holm", quarter, nil},
	}
	for n := range 12 {
		list[1].days = append(list[1].days, l.onOrAfter(pulse.AddMonths(n)))
	}
	for n := range 4 {
		list[2].days = append(list[2].days, l.onOrAfter(list[2].first.Add(90*n)))
		list[3].days = append(list[3].days, l.onOrAfter(quarter.AddMonths(3*n)))
	}
	return list
}

type clock struct {
	key, owner string
	first      day.Day
	days       []day.Day
}

func (l *loader) loadReviews() error {
	locked := l.at(l.inForce, 15)
	var cadences []*models.Cadence
	for _, c := range l.clocks() {
		cadences = append(cadences, &models.Cadence{
			Row: l.row("cadence", c.key, l.inForce), StrategyID: l.Strategy.ID, Clock: c.key, FirstDay: c.first, OwnerPersonID: l.person(c.owner),
			LockedAt: &locked,
		})
		for n, d := range c.days {
			r := &models.Review{
				Row: l.row("review", c.key+"/"+strconv.Itoa(n+1), l.inForce), StrategyID: l.Strategy.ID, Clock: c.key, Day: d, PlannedDay: d,
				State: models.Scheduled, OwnerPersonID: l.person(c.owner),
			}
			l.Reviews = append(l.Reviews, r)
		}
	}
	if err := models.InsertAll(l.tx, cadences); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, l.Reviews); err != nil {
		return err
	}
	return l.asOwner(locked, func() error { return l.record(models.CadenceLocked, entities(cadences)...) })
}

// moveStrategyReview shifts the next review of the strategy by a week, with its trace.
func (l *loader) moveStrategyReview() (*models.ReviewMove, models.Review, *models.Review) {
	var next *models.Review
	for _, r := range l.Reviews {
		if r.Clock == models.ClockStrategy && r.Day > l.today && next == nil {
			next = r
		}
	}
	to := l.onOrAfter(next.PlannedDay.Add(7))
	before := *next
	next.Day = to
	return &models.ReviewMove{
		Row: l.row("review_move", "strategy", l.workday(l.today.Add(-4))), ReviewID: next.ID, FromDay: next.PlannedDay, ToDay: to,
		Reason: "The renewal figures of the month are complete a week later.", PersonID: l.person("Maja Holm"), ByName: "Maja Holm",
	}, before, next
}

func (l *loader) onOrAfter(d day.Day) day.Day {
	for n := 0; n < 7 && !l.cal.Works(d); n++ {
		d = d.Add(1)
	}
	return d
}

func (l *loader) earlier(a, b day.Day) day.Day {
	if a < b {
		return a
	}
	return b
}
