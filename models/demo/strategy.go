package demo

import (
	"fmt"

	"throughline/models"
	"throughline/models/day"
)

// The five outcomes in order of priority, and a sixth that is only a wish. Deadlines are month ends, in months from today.
// From is the value when the strategy was drafted, half a year ago.
var outcomes = []struct {
	ref, title           string
	team, owner          string // a team, or a person
	counts               string // who records the readings
	months               int
	metric, unit, toward string
	from, target         float64
	low, high            float64
}{
	{"O1", "Problems are fixed at first contact", "Service Desk", "", "Priya Raman", 7, "Tickets fixed at first contact", "%", models.Increase, 62, 80, 0, 0},
	{"O2", "New clinics go live without waiting", "", "Tom Okafor", "Tom Okafor", 6, "Delivery cycle time", "days", models.Reduce, 20, 14, 0, 0},
	{"O3", "Clinics renew with us", "Accounts", "", "Samuel Brandt", 13, "Clinics that renew", "%", models.Increase, 88, 94, 0, 0},
	{"O4", "Our hours are well used, and nobody burns out", "Finance", "", "Zsófia Kertész", 11, "Billable share of hours", "%", models.Band, 66, 0, 68, 74},
	{"O5", "Most income is under yearly contract", "", "Maja Holm", "Élodie Marchais", 13, "Income under contract", "%", models.Increase, 52, 65, 0, 0},
}

func (l *loader) loadStrategy() error {
	since := l.at(l.inForce, 16)
	year := l.inForce.Time().Year()
	made := l.inForce.Add(-28)
	s := &models.Strategy{
		Row: l.row("strategy", "strategy", made), Kind: models.Organizational, Title: fmt.Sprintf("Strategy %d to %d", year, year+3),
		State: models.InForce, AuthorPersonID: l.person("Maja Holm"), InForceAt: &since,
	}
	i := &models.Intent{
		Row: l.row("intent", "intent", made), StrategyID: s.ID, State: models.InForce, InForceAt: &since,
		Statement: fmt.Sprintf("By the end of %d, mid-size clinics in the north trust us to keep them running, "+
			"because we answer first and fix for good.", year+3),
	}
	l.Strategy, l.Intent = s, i
	var authors []*models.StrategyAuthor
	for _, name := range []string{"Amina Diallo", "Tom Okafor"} {
		authors = append(authors, &models.StrategyAuthor{Row: l.row("author", name, made), StrategyID: s.ID, PersonID: *l.person(name)})
	}
	if err := l.tx.Insert(s); err != nil {
		return err
	}
	if err := l.tx.Insert(i); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, authors); err != nil {
		return err
	}
	if err := l.began(models.StrategyStarted, s); err != nil {
		return err
	}
	return l.began(models.IntentSaved, i)
}

func (l *loader) loadOutcomes() error {
	drafted := l.inForce.Add(-21)
	var all []*models.Outcome
	var metrics []*models.Metric
	var measures []*models.OutcomeMetric
	for n, o := range outcomes {
		one := &models.Outcome{
			Row: l.row("outcome", o.ref, drafted), StrategyID: &l.Strategy.ID, Title: o.title, State: models.OutcomeActive,
			Deadline: l.monthEnd(o.months), OwnerPersonID: l.person(o.owner), Priority: n + 1, FollowsOutcomeID: followed(o.ref),
		}
		if o.team != "" {
			one.OwnerTeamID = l.team(o.team)
		}
		metric := &models.Metric{Row: l.row("metric", o.metric, drafted), Name: o.metric, CadenceDays: 7}
		m := &models.OutcomeMetric{
			Row: l.row("measure", o.ref, drafted), OutcomeID: one.ID, MetricID: metric.ID, Position: 1, Unit: o.unit, Direction: o.toward,
			Baseline: number(o.from), BaselineText: fmt.Sprint(o.from), BaselineDay: l.baselineDay(), Weight: number(1), Metric: metric,
		}
		if o.toward == models.Band {
			m.Low, m.High, m.TargetText = number(o.low), number(o.high), fmt.Sprintf("%v to %v", o.low, o.high)
		} else {
			m.Target, m.TargetText = number(o.target), fmt.Sprint(o.target)
		}
		one.Measures = []*models.OutcomeMetric{m}
		l.Outcomes[o.ref] = one
		all, metrics, measures = append(all, one), append(metrics, metric), append(measures, m)
	}
	moreMetrics, moreMeasures := l.secondMeasures(drafted)
	metrics, measures = append(metrics, moreMetrics...), append(measures, moreMeasures...)
	wish, metric, m := l.wish()
	all, metrics, measures = append(all, wish), append(metrics, metric), append(measures, m)
	if err := models.InsertAll(l.tx, metrics); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, measures); err != nil {
		return err
	}
	return l.began(models.OutcomeCreated, entities(all)...)
}

// wish is an outcome with a direction and no number. Nobody picked it.
func (l *loader) wish() (*models.Outcome, *models.Metric, *models.OutcomeMetric) {
	made := l.today.Add(-12)
	metric := &models.Metric{Row: l.row("metric", "Trust in our security", made), Name: "Trust in our security", CadenceDays: 7}
	o := &models.Outcome{
		Row: l.row("outcome", "O6", made), Title: "Clinics feel safer with us than with anyone else", State: models.OutcomeDraft,
		Deadline: l.monthEnd(12), OwnerPersonID: l.person("Tereza Šimková"),
	}
	m := &models.OutcomeMetric{
		Row: l.row("measure", "O6", made), OutcomeID: o.ID, MetricID: metric.ID, Position: 1, Direction: models.Increase, TargetText: "much better",
		Metric: metric,
	}
	o.Measures = []*models.OutcomeMetric{m}
	l.Outcomes["O6"] = o
	return o, metric, m
}

// baselineDay is the day of every baseline: the strategy was drafted on the figures of the quarter before it came in force.
func (l *loader) baselineDay() day.Day { return l.workday(l.today.Add(-182)) }

// The six steps by their keys. All were done when the strategy came in force. What has happened since opens the audit again, with two workflows to
// decide on, and makes one step worth another look.
var steps = []struct{ key, lookAgain string }{
	{"intent", ""},
	{"outcomes", ""},
	{"audit", ""},
	{"redesign", "Most income is under yearly contract (O5) has lost its only workflow, and its new process is not written yet."},
	{"goals", ""},
	{"handoff", ""},
}

func (l *loader) loadSteps() error {
	var all []*models.AlignmentStep
	for n, s := range steps {
		opened, done := l.at(l.inForce.Add(3*n-28), 10), l.at(l.inForce.Add(2*n-12), 15)
		all = append(all, &models.AlignmentStep{
			Row: l.row("step", s.key, l.inForce.Add(3*n-28)), StrategyID: l.Strategy.ID, Step: s.key, OpenedAt: &opened, SavedAt: &done,
			DoneAt: &done, DonePersonID: l.person("Maja Holm"), LookAgain: s.lookAgain,
		})
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := l.asOwner(l.at(l.inForce, 15), func() error { return l.record(models.StepDone, entities(all)...) }); err != nil {
		return err
	}
	return l.asOwner(*l.Strategy.InForceAt, func() error { return l.record(models.StrategyInForce, l.Strategy) })
}
