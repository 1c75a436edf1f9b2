package demo

import (
	"encoding/json"
	"fmt"
	"strconv"

	"throughline/models"
	"throughline/models/day"
)

// monthsBefore is how long the strategy before the one in force stood.
const monthsBefore = 18

// rhythmBefore is how many days lay between two readings then.
const rhythmBefore = 28

// The outcomes of the strategy before: one was achieved, one missed, and one was given up. Values are every four weeks, oldest first; 0 is none.
var earlier = []struct {
	key, title, team, owner string
	metric, unit, toward    string
	from, target            float64
	values                  []float64
	verdict                 string
	score                   float64
	reason, learnt          string
	next                    string // the outcome in force that goes on with it
}{
	{"P1", "Every call reaches a person within a minute", "Service Desk", "", "Calls that reach a person within a minute", "%", models.Increase, 58, 85,
		[]float64{59, 61, 60, 64, 67, 66, 70, 72, 75, 74, 78, 79, 81, 80, 83, 84, 85, 86, 86}, models.OutcomeAchieved, 100, "",
		"One metric that the whole desk saw each morning did more than any campaign.", ""},
	{"P2", "Problems do not come back", "Service Desk", "", "Tickets solved without a second call", "%", models.Increase, 44, 66,
		[]float64{45, 0, 46, 48, 0, 0, 49, 51, 0, 52, 0, 0, 54, 0, 55, 0, 0, 55, 0}, models.OutcomeMissed, 50, "",
		"We decided a lot and handed little over: the fix notes were agreed three times before anybody owned them. The next one names who writes them.", "O1"},
	{"P3", "Printers are part of every contract", "Accounts", "", "Contracts with printers", "%", models.Increase, 20, 60,
		[]float64{22, 25, 24, 26, 27, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, models.OutcomeRetired, 17.5, "Clinics buy printers with their own leasing now.",
		"Ask ten clinics before it becomes an outcome.", ""},
}

// loadEarlier is the strategy before the one in force, with its outcomes closed: it stays readable beside the one that took its place.
func (l *loader) loadEarlier() error {
	until, from := l.inForce, l.workday(l.inForce.AddMonths(-monthsBefore))
	began, ended := l.at(from, 16), l.at(until, 16)
	made := from.Add(-20)
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	year := from.Time().Year()
	s := &models.Strategy{Row: l.row("strategy", "earlier", made), Kind: models.Organizational, Title: fmt.Sprintf("Strategy %d to %d", year, year+2),
		State: models.Superseded, AuthorPersonID: l.person("Maja Holm"), InForceAt: &began, SupersededAt: &ended}
	i := &models.Intent{Row: l.row("intent", "earlier", made), StrategyID: s.ID, State: models.Superseded, InForceAt: &began, SupersededAt: &ended,
		Statement: earlierIntent(year)}
	l.tx.Now = l.at(made, 10)
	for _, e := range []models.Entity{s, i} {
		if err := l.tx.Insert(e); err != nil {
			return err
		}
	}
	if err := l.record(models.StrategyStarted, s); err != nil {
		return err
	}
	for n := range earlier {
		l.tx.Now = began
		if err := l.earlierOutcome(n, s, from, until); err != nil {
			return err
		}
	}
	l.tx.Now = ended
	return l.record(models.StrategySuperseded, s)
}

// earlierIntent is the sentence of the strategy that began in a year.
func earlierIntent(year int) string {
	return fmt.Sprintf("By the end of %d, clinics in the north know us as the ones who pick up the phone, because we answer first.", year+2)
}

// earlierOutcome is one outcome of the strategy before, with its readings and its close.
func (l *loader) earlierOutcome(n int, s *models.Strategy, from, until day.Day) error {
	e := earlier[n]
	o := &models.Outcome{Row: l.row("outcome", e.key, from), StrategyID: &s.ID, Title: e.title, State: e.verdict, Deadline: until.Add(-1), OwnerTeamID: l.team(e.team), Priority: n + 1}
	metric := &models.Metric{Row: l.row("metric", e.metric, from), Name: e.metric, CadenceDays: rhythmBefore}
	m := &models.OutcomeMetric{Row: l.row("measure", e.key, from), MetricID: metric.ID, Position: 1, Unit: e.unit, Direction: e.toward, Baseline: number(e.from),
		BaselineText: fmt.Sprint(e.from), BaselineDay: from, Target: number(e.target), TargetText: fmt.Sprint(e.target), Weight: number(1), OutcomeID: o.ID}
	for _, row := range []models.Entity{metric, o, m} {
		if err := l.tx.Insert(row); err != nil {
			return err
		}
	}
	var readings []*models.Reading
	silent := models.WhyList{}
	for at, value := range e.values {
		d := from.Add(rhythmBefore * (at + 1))
		if value == 0 {
			silent.N++
			silent.Items = append(silent.Items, models.WhyItem{Kind: "outcome", Ref: o.Ref, Says: "No reading on " + d.Short(), Day: d})
		}
		if value == 0 || !d.Before(until) {
			continue
		}
		readings = append(readings, &models.Reading{Row: l.row("reading", e.key+"/"+strconv.Itoa(at), d), MetricID: metric.ID, OutcomeID: &o.ID, Day: d, Value: number(value),
			ValueText: fmt.Sprint(value), BaselineThen: m.Baseline, TargetThen: m.Target, ByName: "Priya Raman", ByPersonID: l.person("Priya Raman")})
	}
	if err := models.InsertAll(l.tx, readings); err != nil {
		return err
	}
	if err := l.record(models.OutcomeCreated, o); err != nil {
		return err
	}
	last := readings[len(readings)-1]
	l.tx.Now = l.at(until, 15)
	why, err := json.Marshal(models.WhyMissed(earlierFacts(e.key, len(e.values), silent, from, until)))
	if err != nil {
		return err
	}
	c := &models.OutcomeClose{Row: l.row("close", e.key, until), OutcomeID: o.ID, Verdict: e.verdict, Score: number(e.score), Computed: number(e.score), Reason: e.reason, Learnt: e.learnt,
		FinalValue: last.Value, FinalDay: last.Day, FinalUnit: e.unit, Day: until, Why: string(why), ClosedAt: &l.tx.Now, ClosedPersonID: l.person("Maja Holm"), ClosedName: "Maja Holm"}
	if err := l.tx.Insert(c); err != nil {
		return err
	}
	return l.record(models.OutcomeClosed, c)
}

// followed is the outcome of the strategy before that one in force goes on with; nil for most.
func followed(ref string) *string {
	for _, e := range earlier {
		if e.next == ref {
			before := id("outcome", e.key)
			return &before
		}
	}
	return nil
}

// earlierFacts is what happened to an outcome of the strategy before: its handoffs and dates are from before this company kept them here.
func earlierFacts(key string, times int, silent models.WhyList, from, until day.Day) models.WhyFacts {
	whole := until.Sub(from)
	f := models.WhyFacts{From: from, To: until.Add(-1), Rhythm: rhythmBefore, Weeks: times, Unread: silent, Days: whole, AnswerDays: 2, Pulses: 17, Reviews: 6, Updates: times, Late: silent}
	at := func(months int, says string) models.WhyItem {
		return models.WhyItem{Says: says, Day: from.AddMonths(months)}
	}
	list := func(items ...models.WhyItem) models.WhyList { return models.WhyList{N: len(items), Items: items} }
	switch key {
	case "P1":
		f.Decisions, f.Answers, f.Dues, f.Tasks, f.Median = 4, 9, 9, 31, number(1.5)
		f.LateWork = list(at(7, "The second line for mornings was not done by its day"))
		f.Skipped = list(at(8, "Pulse, missed"))
	case "P2":
		f.Decisions, f.Answers, f.Dues, f.Tasks, f.Median = 7, 5, 5, 22, number(7)
		f.Unhanded = list(at(3, "Write fix notes for what comes back most"), at(8, "Fix notes again, with a list"), at(13, "One owner for fix notes"))
		f.LateAnswer = list(at(4, "The list of repeated tickets was not acknowledged by its day"), at(9, "The note for sign-in problems was declined"), at(10, "The weekly look at repeats was not acknowledged by its day"))
		f.LateWork = list(at(6, "The list of repeated tickets was not done by its day"), at(12, "The note for printers was not done by its day"))
		f.Slow = list(at(4, "The list of repeated tickets was answered after 9 working days"), at(7, "The note for printers was answered after 7 working days"), at(10, "The weekly look at repeats was answered after 8 working days"))
		f.Passed = list(at(11, "It got another owner"))
		f.Skipped = list(at(5, "Pulse, missed"), at(6, "Pulse, missed"), at(14, "Pulse, missed"))
		f.Unheld = list(at(9, "Review of the strategy, skipped"))
	case "P3":
		f.Decisions, f.Unhanded = 1, list(at(2, "Offer printers with every contract"))
		f.Unheld = list(at(6, "Review of the strategy, missed"), at(9, "Review of the strategy, skipped"))
	}
	return f
}
