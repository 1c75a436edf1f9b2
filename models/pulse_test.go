package models_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/work"
)

// meeting is the example with its next pulse.
type meeting struct {
	t     *testing.T
	db    *models.DB
	c     *demo.Company
	clock *modelstest.Clock
	ref   string
	on    day.Day
}

func eachMeeting(t *testing.T, test func(m *meeting)) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		m := &meeting{t: t, db: db, clock: clock}
		write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { m.c, err = example.Load(tx); return err })
		next := m.list().Coming
		if len(next) != 1 {
			t.Fatalf("%d pulses to come", len(next))
		}
		m.ref, m.on = next[0].Ref, next[0].Day
		test(m)
	})
}

func (m *meeting) list() (list *models.PulseList) {
	m.t.Helper()
	read(m.t, m.db, as(m.t, m.db, m.c.Member), func(r *models.Read) (err error) { list, err = r.PulseList(); return err })
	return list
}

func (m *meeting) page() (d *models.PulseDetail) {
	m.t.Helper()
	read(m.t, m.db, as(m.t, m.db, m.c.Member), func(r *models.Read) (err error) { d, err = r.PulsePage(m.ref); return err })
	return d
}

// at moves the clock to an hour of a day in UTC and does the work that is due.
func (m *meeting) at(d day.Day, hour int) {
	m.t.Helper()
	t := d.Time()
	m.clock.Set(time.Date(t.Year(), t.Month(), t.Day(), hour, 0, 0, 0, time.UTC))
	write(m.t, m.db, models.Background, func(tx *models.Tx) error {
		return tx.Enqueue(&models.Work{Key: "tend " + m.clock.Now().String(), Kind: models.TendPulses})
	})
	doWork(m.t, m.db, work.Clocks()...)
}

// do acts on the pulse in somebody's name.
func (m *meeting) do(who *models.Person, act func(*models.Tx, *models.Pulse, []*models.PulseLine) error) error {
	return m.db.Write(m.t.Context(), as(m.t, m.db, who), func(tx *models.Tx) error {
		p, lines, err := tx.PulseByRef(m.ref)
		if err != nil {
			return err
		}
		return act(tx, p, lines)
	})
}

func lineOf(lines []*models.PulseLine, who *models.Person) *models.PulseLine {
	return lines[slices.IndexFunc(lines, func(l *models.PulseLine) bool { return l.PersonID == who.ID })]
}

func TestAPulseNobodyHoldsIsMissedOnTheNextDayAndStaysListedUntilSomebodySaysWhy(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		m.at(m.on, 22)
		if l := m.list(); len(l.Missed) != 0 || len(l.Coming) == 0 || l.Coming[len(l.Coming)-1].Ref != m.ref {
			t.Fatal("it is missed before its day is over")
		}
		m.at(m.on.Add(1), 6)
		m.at(m.on.Add(1), 7) // again changes nothing
		l := m.list()
		if len(l.Missed) != 1 || l.Missed[0].Ref != m.ref || l.Missed[0].Date.State != models.Missed || len(l.Coming) != 1 || l.Coming[0].Day.Before(m.on) {
			t.Fatalf("missed: %d, to come: %d", len(l.Missed), len(l.Coming))
		}
		explain := func(who *models.Person, why string) error {
			return m.do(who, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
				return tx.ExplainMissed(p, lines, why)
			})
		}
		refusedAs(t, explain(m.c.Lead, "We forgot."), models.KindNotAllowed)
		refusedAt(t, explain(m.c.Head, " "), "reason")
		if err := explain(m.c.Head, "Everybody was at the fair."); err != nil {
			t.Fatal(err)
		}
		refusedAs(t, explain(m.c.Owner, "Another reason."), models.KindRule)
		if l := m.list(); len(l.Missed) != 0 || l.Past[0].Reason != "Everybody was at the fair." || l.Past[0].Explainer != m.c.Head.Name {
			t.Errorf("explained, %d are missed; the newest of the past is %+v", len(l.Missed), l.Past[0].Pulse)
		}
		refusedAs(t, m.do(m.c.Head, (*models.Tx).StartPulse), models.KindRule)
		var told int64
		read(t, m.db, models.Nobody, func(r *models.Read) error {
			return r.DB().Model(&models.Event{}).Where("type = ? AND entity_id = ?", string(models.PulseMissed), l.Missed[0].ID).Count(&told).Error
		})
		if told != 1 {
			t.Errorf("%d events say that it was missed", told)
		}
	})
}

func TestTheClockOfAPulseFollowsFromStoredInstantsAlone(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		m.at(m.on, 9)
		refusedAs(t, m.do(m.c.Lead, (*models.Tx).StartPulse), models.KindNotAllowed)
		for range 2 { // a second press starts nothing anew
			if err := m.do(m.c.Head, (*models.Tx).StartPulse); err != nil {
				t.Fatal(err)
			}
			m.clock.Advance(90 * time.Second)
		}
		d := m.page()
		if d.Left(d.Now) != 17*time.Minute || d.SpeakerLeft(d.Now, d.Leads) != models.Share(7)-3*time.Minute || models.Share(7) != 171*time.Second || d.Speaker != 1 {
			t.Errorf("left %v, of the speaker %v, share %v, speaker %d", d.Left(d.Now), d.SpeakerLeft(d.Now, d.Leads), models.Share(7), d.Speaker)
		}
		word := func(from, to int) error {
			return m.do(m.c.Owner, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
				return tx.GiveWord(p, lines, from, to)
			})
		}
		beat := d.Beat
		for _, to := range []int{2, 2, 9} { // the second press saw an older picture, the third nobody
			if err := word(1, to); err != nil {
				t.Fatal(err)
			}
		}
		if d = m.page(); d.Speaker != 2 || d.SpeakerLeft(d.Now, 7) != models.Share(7) || d.Beat == beat {
			t.Errorf("speaker %d with %v, mark %s", d.Speaker, d.SpeakerLeft(d.Now, 7), d.Beat)
		}
		m.clock.Advance(18 * time.Minute)
		if d = m.page(); d.Left(d.Now) != -time.Minute {
			t.Errorf("a minute late it says %v", d.Left(d.Now))
		}
		if err := m.do(m.c.Head, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
			return tx.EndPulse(p, lines, "Good.")
		}); err != nil {
			t.Fatal(err)
		}
		m.clock.Advance(48 * time.Hour)
		d = m.page()
		if d.State != models.Held || d.Left(d.Now) != -time.Minute || d.Date.State != models.Held || d.Agenda.Day != m.on || len(d.Agenda.Reports) != 7 {
			t.Errorf("held it is %+v with %d reports", d.Pulse, len(d.Agenda.Reports))
		}
		refusedAs(t, m.do(m.c.Head, (*models.Tx).StartPulse), models.KindRule)
		doWork(t, m.db, work.Clocks()...)
		if l := m.list(); len(l.Coming) != 1 || !l.Coming[0].Day.After(m.on) || len(l.Missed) != 0 {
			t.Errorf("after it, %d are to come and %d missed", len(l.Coming), len(l.Missed))
		}
	})
}

func TestAMeetingThatNobodyEndedIsHeldAndNotMissed(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		m.at(m.on, 9)
		if err := m.do(m.c.Head, (*models.Tx).StartPulse); err != nil {
			t.Fatal(err)
		}
		m.at(m.on.Add(1), 6)
		if d := m.page(); d.State != models.Held || d.EndedAt.Sub(*d.StartedAt) != models.PulseLasts || !strings.Contains(d.Words, "closed by itself") || d.Date.State != models.Held {
			t.Errorf("it is %+v", d.Pulse)
		}
	})
}

func TestALeadReportsExactlyOneMetricThatIsTiedToAnOutcome(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		d := m.page()
		mine := lineOf(d.Lines, m.c.Lead)
		if mine.ReportedAt != nil || mine.MetricID == nil || *mine.MetricID != m.c.Outcomes["O1"].Measures[0].MetricID {
			t.Fatalf("last month's metric is not proposed: %+v", mine)
		}
		report := func(who *models.Person, e models.PulseReport) error {
			return m.do(who, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
				return tx.Report(p, lineOf(lines, m.c.Lead), &e)
			})
		}
		value := 75.5
		refusedAt(t, report(m.c.Lead, models.PulseReport{Words: "Fine."}), "metric")
		refusedAt(t, report(m.c.Lead, models.PulseReport{Metric: "O2/M1"}), "metric") // that metric shows another outcome
		refusedAt(t, report(m.c.Lead, models.PulseReport{Metric: "O6/M9"}), "metric")
		refusedAs(t, report(m.c.Member, models.PulseReport{Metric: "O1/M1"}), models.KindNotAllowed)
		refusedAs(t, report(m.c.People["Samuel Brandt"], models.PulseReport{Metric: "O1/M1"}), models.KindNotAllowed)
		refusedAt(t, report(m.c.Lead, models.PulseReport{Metric: "O2/M2", Value: &value}), "value") // Tom's to record
		refusedAt(t, report(m.c.Lead, models.PulseReport{Metric: "O1/M1", Value: &value, Text: "75.5 days"}), "value")
		if err := report(m.c.Lead, models.PulseReport{Metric: "O1/M1", Value: &value, Text: "75.5", Words: "Three fix notes more."}); err != nil {
			t.Fatal(err)
		}
		read(t, m.db, as(t, m.db, m.c.Member), func(r *models.Read) error {
			o, err := r.OutcomePage("O1", "")
			if err == nil && (o.Track.Now == nil || *o.Track.Now != 75.5 || o.Track.NowDay != r.Today()) {
				t.Errorf("the figure stands nowhere else: %+v", o.Track)
			}
			return err
		})
		d = m.page()
		f := d.Agenda.Reports[slices.IndexFunc(d.Agenda.Reports, func(f models.PulseFigure) bool { return f.Lead == m.c.Lead.Name })]
		if !f.Reported || *f.Value != 75.5 || f.OutcomeRef != "O1" || f.Words != "Three fix notes more." || d.Reported != 3 {
			t.Errorf("the agenda has %+v, %d reported", f, d.Reported)
		}
		if len(d.Agenda.OffTrack) == 0 || d.Agenda.OffTrack[0].Ref != "O3" || len(d.Agenda.Overdue) == 0 || len(d.Agenda.Issues) == 0 || d.Agenda.Intent == "" {
			t.Errorf("the agenda is %+v", d.Agenda)
		}
	})
}

func TestADecisionInTheRoomIsAcceptedAndHandedOverInOneChange(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		decide := func(who *models.Person, e models.PulseDecision) error {
			return m.do(who, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
				_, _, err := tx.DecideInPulse(p, lines, &e)
				return err
			})
		}
		e := models.PulseDecision{Title: "We ring every clinic that left", Team: "company", Outcome: "O3", Receiver: "person:" + m.c.People["Samuel Brandt"].ID, Work: "Ring the two clinics", Due: 5}
		refusedAs(t, decide(m.c.Owner, e), models.KindRule) // it does not run
		m.at(m.on, 9)
		if err := m.do(m.c.Owner, (*models.Tx).StartPulse); err != nil {
			t.Fatal(err)
		}
		refusedAt(t, decide(m.c.Owner, e), "measure")
		if d := m.page(); len(d.Decisions) != 0 {
			t.Error("half of it is kept")
		}
		e.Measure = "Two notes are there"
		refusedAs(t, decide(m.c.Head, e), models.KindNotAllowed) // for the whole company an executive decides
		if err := decide(m.c.Owner, e); err != nil {
			t.Fatal(err)
		}
		d := m.page()
		if len(d.Decisions) != 1 || d.Decisions[0].State != models.DecisionAccepted || len(d.Given[d.Decisions[0].ID]) != 1 || d.Given[d.Decisions[0].ID][0].Receiver != "Samuel Brandt" {
			t.Errorf("made: %+v", d.Decisions)
		}
		loose := models.PulseDecision{Title: "Nobody answers", Team: "company", Work: "Something"}
		refusedAt(t, decide(m.c.Owner, loose), "receiver")
	})
}
