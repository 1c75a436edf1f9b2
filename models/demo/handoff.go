package demo

import (
	"encoding/json"

	"throughline/models"
	"throughline/models/day"
)

// rules are the agreed moments when a decision becomes work. They are drafts: nothing runs them.
var rules = []struct {
	name, trigger, title, owner string
	days                        int // working days until it is due
	decision                    string
}{
	{"A signed contract gets a project manager", "decision.accepted", "Name a project manager and call accounts", "Tom Okafor", 1,
		"A signed contract never waits for delivery longer than one day."},
	{"An outcome off its target gets a talk", "outcome.off_track", "Find the reason and bring one proposal to the pulse", "Amina Diallo", 5,
		"We do not wait for the quarter when a figure falls."},
	{"A clinic that may leave gets a call", "reading.recorded", "Call the clinics behind the fall in renewals", "Samuel Brandt", 2,
		"Every clinic with two escalations in a month hears from us first."},
	{"A verdict to stop gets a last day", "workflow.verdict_given", "Tell the people in it, and end the workflow on its day", "Milica Petrović", 10,
		"What moves no outcome ends on a day that everybody knows."},
	{"A finished objective hands over its result", "objective.done", "Show the result to the next team in ten minutes", "Hanneke Dijkstra", 3,
		"A result counts when the next team uses it."},
	{"An approved process reaches the early shift", "process.approved", "Walk through the new steps with the early shift", "Priya Raman", 4,
		"No process is changed by mail alone."},
}

func (l *loader) loadRules() error {
	made := l.inForce.Add(-3)
	var all []*models.Rule
	for _, r := range rules {
		definition, err := json.Marshal(map[string]any{
			"schema_version": 1,
			"trigger":        map[string]any{"type": r.trigger},
			"decision":       r.decision,
			"steps": []any{map[string]any{
				"k": id("rule_step", r.name), "do": "create_task", "title": r.title,
				"owner": map[string]any{"person": *l.person(r.owner)}, "due": map[string]any{"working_days": r.days},
			}},
		})
		if err != nil {
			return err
		}
		all = append(all, &models.Rule{
			Row: l.row("rule", r.name, made), StrategyID: &l.Strategy.ID, Name: r.name, State: models.Draft, OwnerPersonID: l.person(r.owner),
			Draft: string(definition),
		})
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	return l.record(models.RuleCreated, entities(all)...)
}

// clocks is the review cadence: who calls it, and when the dates of its year are.
func (l *loader) clocks() []struct {
	clock, owner string
	days         []day.Day
} {
	var weekly, pulses, strategy, operations []day.Day
	for n := 1; n <= 52; n++ {
		weekly = append(weekly, l.inForce.Add(7*n).Monday().Add(4))
	}
	for n := 1; n <= 12; n++ {
		pulses = append(pulses, l.firstThursday(l.inForce.AddMonths(n)))
	}
	for n := 1; n <= 4; n++ {
		strategy = append(strategy, l.onOrAfter(l.inForce.AddMonths(3*n).Add(9)))
		operations = append(operations, l.onOrAfter(l.inForce.Add(90*n+14)))
	}
	return []struct {
		clock, owner string
		days         []day.Day
	}{
		{models.ClockReadings, "Rasmus Kivi", weekly},
		{models.ClockPulse, "Amina Diallo", pulses},
		{models.ClockStrategy, "Maja Holm", strategy},
		{models.ClockOperations, "Amina Diallo", operations},
	}
}

func (l *loader) loadReviews() error {
	locked := l.at(l.inForce, 15)
	var cadences []*models.Cadence
	for _, c := range l.clocks() {
		cadences = append(cadences, &models.Cadence{
			Row: l.row("cadence", c.clock, l.inForce), StrategyID: l.Strategy.ID, Clock: c.clock, FirstDay: c.days[0], OwnerPersonID: l.person(c.owner),
			LockedAt: &locked,
		})
		for _, d := range c.days {
			r := &models.Review{
				Row: l.row("review", c.clock+"/"+string(d), l.inForce), StrategyID: l.Strategy.ID, Clock: c.clock, Day: d, PlannedDay: d,
				State: "scheduled", OwnerPersonID: l.person(c.owner),
			}
			if d < l.today {
				r.State = "held"
			}
			l.Reviews = append(l.Reviews, r)
		}
	}
	move := l.moveStrategyReview()
	if err := models.InsertAll(l.tx, cadences); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, l.Reviews); err != nil {
		return err
	}
	if err := l.tx.Insert(move); err != nil {
		return err
	}
	if err := l.record(models.CadenceLocked, entities(cadences)...); err != nil {
		return err
	}
	for _, r := range l.Reviews {
		if r.ID == move.ReviewID {
			return l.record(models.ReviewMoved, r)
		}
	}
	return nil
}

// moveStrategyReview shifts the next review of the strategy by a week, with its trace.
func (l *loader) moveStrategyReview() *models.ReviewMove {
	var next *models.Review
	for _, r := range l.Reviews {
		if r.Clock == models.ClockStrategy && r.Day > l.today && next == nil {
			next = r
		}
	}
	to := l.onOrAfter(next.PlannedDay.Add(7))
	next.Day = to
	return &models.ReviewMove{
		Row: l.row("review_move", "strategy", l.workday(l.today.Add(-4))), ReviewID: next.ID, FromDay: next.PlannedDay, ToDay: to,
		Reason: "The renewal figures of the month are complete a week later.", PersonID: l.person("Maja Holm"), ByName: "Maja Holm",
	}
}

// firstThursday of the month that holds d, or the next working day when the company does not work on it.
func (l *loader) firstThursday(d day.Day) day.Day {
	first := d.Add(1 - d.Time().Day())
	return l.onOrAfter(first.Add((11 - int(first.Weekday())) % 7))
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
