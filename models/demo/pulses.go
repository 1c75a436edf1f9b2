package demo

import (
	"slices"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/day"
)

// pulses are the meetings of the example, in the order of the dates that have passed. One without lines was missed.
var pulses = []struct {
	missed string // why
	words  string // what stays
	took   time.Duration
	lines  []report
}{
	{missed: "Two of the leads had no reading yet, three weeks after the strategy came in force. We begin a month later."},
	{words: "The desk gains week by week. Renewals fall, and nobody knows yet why: Samuel brings the reasons next month.", took: 18*time.Minute + 20*time.Second, lines: []report{
		{"Maja Holm", "O5", "Contracts grow slowly, one clinic a month.", ""},
		{"Samuel Brandt", "O3", "Falling since the start. Two clinics left after long escalations.", "Samuel looks at every clinic that left, and asks why."},
		{"Amina Diallo", "O1", "The new shift plan helps on Mondays.", ""},
		{"Priya Raman", "O1", "Fix notes are read now. Printer tickets hardly come back.", "Show Field how the notes are written."},
		{"Łukasz Nowak", "O1+", "Vans lack labels, so some visits happen twice.", ""},
		{"Tom Okafor", "O2", "A day faster than in summer. Network lines still take a week.", "Order lines on the day of signature."},
		{"Zsófia Kertész", "O4", "In the band for the third week.", ""},
	}},
	{words: "Renewals are the one thing to bring back on track. Everything else keeps its course.", took: 21*time.Minute + 5*time.Second, lines: []report{
		{"Maja Holm", "O5", "Nobody counts it since the contract meeting ended.", "Élodie counts it from the ledger until there is something better."},
		{"Samuel Brandt", "O3", "Still falling. The price list holds up the talks.", "The list is an issue now, with a day."},
		{"Amina Diallo", "O1", "Steady. One shift has no duty engineer.", ""},
		{"Priya Raman", "O1", "Seventy of a hundred at first contact.", ""},
		{"Łukasz Nowak", "O1+", "Second visits are down to six a week.", ""},
		{"Tom Okafor", "O2", "Eighteen days. The dashboard replaced the slides.", ""},
		{"Zsófia Kertész", "O4", "In the band. Overtime is down in two teams.", ""},
	}},
}

// report is what a lead brought: the outcome whose first metric it was, or its second one with a plus, the line, and the notes of the room.
type report struct{ lead, outcome, words, notes string }

// already are the leads who have filled their line of the next pulse.
var already = []report{
	{"Tom Okafor", "O2", "Seventeen and a half days in the last two weeks.", ""},
	{"Zsófia Kertész", "O4", "In the band.", ""},
}

// holdPulses holds the pulses of the dates that have passed, each with the readings there were on its day.
func (l *loader) holdPulses() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	n := 0
	for _, date := range l.Reviews {
		if date.Clock != models.ClockPulse || date.Day >= l.today || n >= len(pulses) {
			continue
		}
		if err := l.readUntil(date.Day); err != nil {
			return err
		}
		at := l.at(date.Day, 8)
		if err := l.tendPulses(at); err != nil {
			return err
		}
		if err := l.hold(date, n, now); err != nil {
			return err
		}
		if err := l.tx.DB().Where("id = ?", date.ID).First(date).Error; err != nil { // it is held or missed now
			return err
		}
		n++
	}
	return nil
}

// readUntil brings in the readings up to a day.
func (l *loader) readUntil(d day.Day) error {
	now := slices.DeleteFunc(slices.Clone(l.readings), func(r *models.Reading) bool { return r.Day.After(d) })
	l.readings = slices.DeleteFunc(l.readings, func(r *models.Reading) bool { return !r.Day.After(d) })
	return models.InsertAll(l.tx, now)
}

func (l *loader) tendPulses(at time.Time) error {
	l.tx.Who, l.tx.Now = models.Background, at
	return l.tx.TendPulses()
}

// pulseOn is the pulse of a date.
func (l *loader) pulseOn(date *models.Review) (*models.Pulse, []*models.PulseLine, error) {
	var p models.Pulse
	if err := l.tx.DB().Where("review_id = ?", date.ID).First(&p).Error; err != nil {
		return nil, nil, err
	}
	return l.tx.PulseByRef(p.Ref)
}

// hold is one meeting: leads report, the word goes round, and it ends; or it was missed.
func (l *loader) hold(date *models.Review, n int, now time.Time) error {
	p, lines, err := l.pulseOn(date)
	if err != nil {
		return err
	}
	one, at := pulses[n], l.at(date.Day, 10)
	if one.missed != "" {
		if err := l.tendPulses(l.at(date.Day.Add(1), 8)); err != nil {
			return err
		}
		return l.act(theOwner, l.at(date.Day.Add(3), 9), now, func() error {
			if p, lines, err = l.pulseOn(date); err != nil {
				return err
			}
			return l.tx.ExplainMissed(p, lines, one.missed)
		})
	}
	for _, r := range one.lines {
		if err := l.report(p, lines, r, at.Add(-time.Hour), now); err != nil {
			return err
		}
	}
	for i := range lines {
		turn := at.Add((time.Duration(i) * one.took / time.Duration(len(lines))).Truncate(time.Second))
		if err := l.act(theHead, turn, now, func() error { return l.turn(date, i) }); err != nil {
			return err
		}
	}
	return l.act(theHead, at.Add(one.took), now, func() error {
		if p, lines, err = l.pulseOn(date); err != nil {
			return err
		}
		return l.tx.EndPulse(p, lines, one.words)
	})
}

// turn gives the word to the next lead, the first time by starting the meeting.
func (l *loader) turn(date *models.Review, i int) error {
	p, lines, err := l.pulseOn(date)
	if err != nil {
		return err
	}
	if i == 0 {
		return l.tx.StartPulse(p, lines)
	}
	return l.tx.GiveWord(p, lines, i, i+1)
}

// report fills the line of one lead, and the notes that were taken about it.
func (l *loader) report(p *models.Pulse, lines []*models.PulseLine, r report, at, now time.Time) error {
	for _, line := range lines {
		if line.PersonID != *l.person(r.lead) {
			continue
		}
		return l.act(r.lead, at, now, func() error {
			ref, second := strings.CutSuffix(r.outcome, "+")
			o := l.Outcomes[ref]
			measure := o.Measures[0]
			if second {
				measure = o.Measures[1]
			}
			metric := &models.Metric{}
			if err := l.tx.DB().Where("id = ?", measure.MetricID).First(metric).Error; err != nil {
				return err
			}
			if err := l.tx.Report(p, line, &models.PulseReport{Metric: o.Ref + "/" + metric.Ref, Words: r.words}); err != nil || r.notes == "" {
				return err
			}
			return l.tx.NotePulseLine(p, line, r.notes)
		})
	}
	return nil
}

// nextPulse gets the coming pulse ready, with the lines of those who report early, and ties to the last one what was made in its room.
func (l *loader) nextPulse() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	if err := l.madeInRoom(now); err != nil {
		return err
	}
	if err := l.tendPulses(now); err != nil {
		return err
	}
	for _, date := range l.Reviews {
		if date.Clock != models.ClockPulse || date.Day < l.today {
			continue
		}
		p, lines, err := l.pulseOn(date)
		if err != nil {
			return err
		}
		for _, r := range already {
			if err := l.report(p, lines, r, now, now); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}

// madeInRoom records what the last pulse decided and raised, at the time of its meeting.
func (l *loader) madeInRoom(now time.Time) error {
	var last models.Pulse
	if err := l.tx.DB().Where("state = ?", models.Held).Order("started_at DESC").First(&last).Error; err != nil {
		return err
	}
	at := last.StartedAt.Add(12 * time.Minute)
	d := &models.Decision{Row: models.Row{ID: id("decision", "ledger")}, Title: "Income under contract is counted from the ledger", DeciderPersonID: l.person(theOwner),
		Statement: "Until the renewals table is in use, income under contract is counted from the ledger on the first Friday of each month.",
		Context:   "Decided in the pulse " + last.Ref + ": the figure is four weeks old.", DecidedDay: day.Of(at, l.cal.Zone), Affects: l.affected("O5")}
	i := &models.Issue{Row: models.Row{ID: id("issue", "shift")}, Title: "The evening shift has no duty engineer on Fridays", OwnerPersonID: l.person(theLead),
		NextAction: "Ask the three who can, and change the plan", NextDay: l.work(4), Holds: l.affected("O1")}
	if err := l.act(theOwner, at, now, func() error {
		if err := l.tx.AddDecision(d); err != nil {
			return err
		}
		if err := l.tx.AcceptDecision(d); err != nil {
			return err
		}
		_, err := l.tx.HandOff(d, &models.HandoffEntry{Receiver: "person:" + *l.person("Élodie Marchais"), Work: "Count the income under contract from the ledger", Measure: "The figure is there on the first Friday",
			Due: 25, Answer: 2})
		return err
	}); err != nil {
		return err
	}
	if err := l.act(theHead, at.Add(time.Minute), now, func() error { return l.tx.RaiseIssue(i) }); err != nil {
		return err
	}
	return models.InsertAll(l.tx, []*models.PulseItem{
		{Row: models.Row{ID: id("pulse_item", "ledger")}, PulseID: last.ID, EntityType: "decision", EntityID: d.ID},
		{Row: models.Row{ID: id("pulse_item", "shift")}, PulseID: last.ID, EntityType: "issue", EntityID: i.ID},
	})
}
