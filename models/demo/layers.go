package demo

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/day"
)

// measure of an operations strategy. With an outcome it is read from the metric of that.
type measure struct {
	name, unit, toward string
	from, target       float64
	low, high          float64
	outcome            string
}

// operationsStrategy is how well one team or delivery system is to run. Days are counted from today; a version of one that has another
// after it stands before that one.
type operationsStrategy struct {
	key, team, system, owner string
	runs                     string
	from, to                 int
	serves                   string
	measures                 []measure
	first                    []string // "B2 what comes first", or words alone
	capacity                 float64
	people                   bool
	note                     string
	inForce                  int // days ago; 0 is a draft
	after                    string
}

// operationsStrategies of the example. That of Accounts has a measure of the other layer, that of Finance serves no outcome; Field has a draft
// that lacks its measures.
var operationsStrategies = []operationsStrategy{
	{key: "desk 1", team: "Service Desk", owner: "Priya Raman", from: -150, to: 31, serves: "O1", inForce: 148, capacity: 360, note: "The evening shift has one person.",
		runs:     "We take every call and chat of a clinic from 07:00 to 19:00 and fix what can be fixed from here.",
		measures: []measure{{name: "Calls answered within 60 seconds", unit: "%", toward: models.Increase, from: 78, target: 84}},
		first:    []string{"Answer in the first minute"}},
	{key: "desk 2", after: "desk 1", team: "Service Desk", owner: "Priya Raman", from: -62, to: 120, serves: "O1 O3", inForce: 60, capacity: 400, note: "The evening shift has one person until January.",
		runs: "We take every call and chat of a clinic from 07:00 to 19:00, fix at first contact what can be fixed from here, and hand the rest to Field with all that the clinic has told us.",
		measures: []measure{{outcome: "O1"}, {name: "Time to first look", unit: "minutes", toward: models.Reduce, from: 42, target: 10},
			{name: "Calls answered within 60 seconds", unit: "%", toward: models.Increase, from: 84, target: 90}, {name: "Tickets opened again, error rate", unit: "%", toward: models.Reduce, from: 9, target: 5}},
		first: []string{"B2 Answer nine calls of ten within a minute", "B5 Look at every ticket within ten minutes", "B3 Write the fix notes for what comes back"}},
	{key: "delivery", team: "Delivery", owner: "Tom Okafor", from: -55, to: 230, serves: "O2", inForce: 52, capacity: 9, people: true, note: "One of nine is in training until the end of the quarter.",
		runs:     "We bring a new clinic live: plan, kit, move, first working day. Each move has one project manager from signature to the last open point.",
		measures: []measure{{outcome: "O2"}, {name: "Handoff lag from sales", unit: "hours", toward: models.Reduce, from: 52, target: 24}, {name: "Utilization of engineers", unit: "%", toward: models.Band, low: 70, high: 85}},
		first:    []string{"B10 Finish the moves that are older than 30 days", "B1 Begin each move on the day after signature", "B8 Have a kit on the shelf for each usual clinic"}},
	{key: "accounts", team: "Accounts", owner: "Samuel Brandt", from: -40, to: 140, serves: "O3 O5", inForce: 38, capacity: 200,
		runs:     "We know each clinic by name, call before a contract ends, and bring hourly clinics under contract.",
		measures: []measure{{name: "Renewal calls held in time", unit: "%", toward: models.Increase, from: 45, target: 100}, {name: "Revenue growth, year on year", unit: "%", toward: models.Increase, from: 4, target: 7}},
		first:    []string{"B12 Hold every renewal call 120 days ahead", "B13 Write an offer for each hourly clinic"}},
	{key: "invoices", team: "Finance", owner: "Zsófia Kertész", from: -30, to: 150, inForce: 28, capacity: 150,
		runs:     "We turn the hours of the week into correct invoices by the fifth working day of a month.",
		measures: []measure{{name: "Invoices with an error", unit: "%", toward: models.Reduce, from: 6, target: 2}, {name: "Turnaround of the monthly run", unit: "days", toward: models.Reduce, from: 9, target: 5}},
		first:    []string{"B14 Have the time sheets complete on Friday noon"}},
	{key: "line", system: "The onboarding line", team: "Delivery", owner: "Hanneke Dijkstra", from: -20, to: 160, serves: "O2 O5", inForce: 18, capacity: 180,
		runs:     "From the first offer to the first invoice of a new clinic, across Accounts, Delivery, Field and Finance: one sheet goes along, and each station adds its part once.",
		measures: []measure{{name: "Lead time from offer to first invoice", unit: "days", toward: models.Reduce, from: 64, target: 45}, {name: "Sheets that come back for a missing field", unit: "%", toward: models.Reduce, from: 31, target: 5}},
		first:    []string{"B7 Send the plan within two days", "One sheet from offer to invoice, filled once at each station"}},
	{key: "field", team: "Field", owner: "Łukasz Nowak", from: 10, to: 190, serves: "O2", runs: "We go where remote hands do not reach, once and with the right part."},
}

// loadOperationsStrategies writes the operations strategies in the name of those who answer for them, and puts in force what is.
func (l *loader) loadOperationsStrategies() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	for _, one := range operationsStrategies {
		at := l.at(l.workday(l.today.Add(-max(one.inForce, 3))), 10)
		if err := l.act(leadOf(one.team), at, now, func() error { return l.writeOperations(one, at) }); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) writeOperations(one operationsStrategy, at time.Time) error {
	s := &models.OperationsStrategy{Scope: models.ScopeTeam, TeamID: l.team(one.team), OwnerPersonID: l.person(one.owner)}
	if one.system != "" {
		s.Scope, s.System = models.ScopeSystem, one.system
	}
	if one.after == "" {
		if err := l.tx.StartOperations(s); err != nil {
			return err
		}
	} else {
		next, err := l.tx.NextOperations(l.Operations[one.after])
		if err != nil {
			return err
		}
		next.Measures, next.Priorities, next.OutcomeIDs = nil, nil, nil
		s = next
	}
	before, err := l.tx.OperationsStrategyByRef(s.Ref)
	if err != nil {
		return err
	}
	s.Runs, s.FromDay, s.ToDay, s.CapacityNote = one.runs, l.today.Add(one.from), l.today.Add(one.to), one.note
	if one.capacity > 0 {
		s.Capacity, s.CapacityUnit = number(one.capacity), models.CapacityHours
	}
	if one.people {
		s.CapacityUnit = models.CapacityPeople
	}
	for _, key := range strings.Fields(one.serves) {
		s.OutcomeIDs = append(s.OutcomeIDs, l.Outcomes[key].ID)
	}
	for _, m := range one.measures {
		s.Measures = append(s.Measures, l.measure(m))
	}
	for _, words := range one.first {
		p := &models.OperationsPriority{Title: words}
		if key, rest, found := strings.Cut(words, " "); found && l.Objectives[key] != nil {
			p.ObjectiveID, p.Title = &l.Objectives[key].ID, rest
		}
		s.Priorities = append(s.Priorities, p)
	}
	if err := l.tx.SaveOperations(before, s); err != nil {
		return err
	}
	l.Operations[one.key] = s
	if one.inForce == 0 {
		return nil
	}
	if err := l.tx.PutOperationsInForce(s); err != nil || one.key == "desk 1" {
		return err
	}
	return l.readOperations(s, one)
}

// readOperations records a reading of each measure of its own each week since a strategy came in force; the last measure of all has none yet.
func (l *loader) readOperations(s *models.OperationsStrategy, one operationsStrategy) error {
	now := l.tx.Now
	defer func() { l.tx.Now = now }()
	d, err := l.tx.OperationsPage(s.Ref)
	if err != nil {
		return err
	}
	for n, m := range d.Measured {
		if m.Outcome != nil || n > 1 && n == len(d.Measured)-1 {
			continue
		}
		weeks := one.inForce / 7
		for week := 1; week <= weeks; week++ {
			on := l.workday(l.today.Add(7*(week-weeks) - 1))
			l.tx.Now = l.at(on, 8)
			if err := l.tx.RecordOperationsReading(d, m, &models.ReadingEntry{Day: on, Value: number(onTheWay(m, week, weeks+12))}); err != nil {
				return err
			}
		}
	}
	return nil
}

// onTheWay is a value that a measure has after some of its weeks, with one decimal.
func onTheWay(m *models.OperationsMeasureNow, week, weeks int) float64 {
	from, to := 74.0, 82.0
	if m.Direction != models.Band {
		from, to = *m.Baseline, *m.Target
	}
	return models.Rounded(from+(to-from)*float64(week)/float64(weeks)+0.3*float64(week%3-1), 1)
}

func (l *loader) measure(m measure) *models.OperationsMeasure {
	one := &models.OperationsMeasure{Name: m.name, Unit: m.unit, Direction: m.toward}
	switch {
	case m.outcome != "":
		from := l.Outcomes[m.outcome].Measures[0]
		one.MetricID, one.Name, one.Unit, one.Direction, one.Baseline, one.Target = &from.MetricID, from.Metric.Name, from.Unit, from.Direction, from.Baseline, from.Target
	case m.toward == models.Band:
		one.Low, one.High = number(m.low), number(m.high)
	default:
		one.Baseline, one.Target = number(m.from), number(m.target)
	}
	return one
}

// What the strategy stands on. G7 stands under no long-term goal.
var longGoals = []struct{ title, goals string }{
	{"A mid-size clinic in the north that looks for help hears our name first", "G1 G3"},
	{"However many clinics join, each is live within two weeks", "G2"},
	{"Most income is agreed for a year, and nobody pays for it with their evenings", "G4 G5 G6"},
}

// loadFoundation writes what the strategy stands on, in the name of the managing director.
func (l *loader) loadFoundation() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	return l.act(theOwner, l.at(l.inForce, 17), now, func() error {
		before, err := l.tx.Foundation(l.Strategy)
		if err != nil {
			return err
		}
		s := *l.Strategy
		s.Mission = "We keep mid-size clinics running, so that their people can look after patients."
		s.Position = "Large providers are cheaper by the ticket, and small ones are nearer. We are the one that answers first and fixes for good, because those who answer know the clinic."
		s.Markets = "Clinics with 30 to 250 workplaces in the northern counties. From the third year on also dental groups of that size."
		s.TradeOffs = "We take no hospital, however large the order.\nWe sell no hardware without the service for it.\nWe grow by clinics that renew and not by price."
		s.Ambition = "Two of three new posts go to first contact, and training is paid before new tools are. If income under contract stays below 58% after a year, the second phone line waits."
		s.FromDay, s.ToDay, s.OwnerPersonID = l.inForce, day.On(l.inForce.Time().Year()+3, time.December, 31), l.person(theOwner)
		after := &models.Foundation{Strategy: &s}
		for _, name := range []string{"Phone and chat support", "Writing fix notes"} {
			after.Capabilities = append(after.Capabilities, &models.Affected{Type: "workflow", ID: l.Workflows[name].ID})
		}
		after.Capabilities = append(after.Capabilities, &models.Affected{Type: "team", ID: *l.team("Service Desk")})
		for n, one := range longGoals {
			g := &models.LongGoal{Title: one.title, DueDay: s.ToDay.AddMonths(-6 * n)}
			for _, key := range strings.Fields(one.goals) {
				g.GoalIDs = append(g.GoalIDs, l.Goals[key].ID)
			}
			after.Long = append(after.Long, g)
		}
		if err := l.tx.SaveFoundation(before, after); err != nil {
			return err
		}
		*l.Strategy = s
		return nil
	})
}
