package models

import (
	"slices"
	"strings"

	"throughline/models/form"
)

// linesOf gives the lines of some pulses in the order in which their leads speak.
func (r *Read) linesOf(pulses ...*Pulse) (list []*PulseLine, err error) {
	var ids []string
	for _, p := range pulses {
		ids = append(ids, p.ID)
	}
	err = r.DB().Where("pulse_id IN ?", ids).Order("pulse_id, place, created_at, id").Limit(most).Find(&list).Error
	return list, err
}

// proposeMetrics puts into new lines the metric that each lead reported last, or the first of those they answer for.
func (tx *Tx) proposeMetrics(lines []*PulseLine) error {
	b, err := tx.strategyBoard()
	if err != nil {
		return err
	}
	var people []string
	for _, l := range lines {
		people = append(people, l.PersonID)
	}
	var before []*PulseLine
	if err := tx.DB().Where("person_id IN ? AND reported_at IS NOT NULL", people).Order("reported_at DESC").Limit(24 * mostLeads).Find(&before).Error; err != nil {
		return err
	}
	for _, l := range lines {
		if last := lineOf(before, l.PersonID); last != nil && reportable(b, last.OutcomeID, last.MetricID) != nil {
			l.OutcomeID, l.MetricID = last.OutcomeID, last.MetricID
			continue
		}
		who := Who{PersonID: l.PersonID}
		for _, o := range b.Outcomes {
			if o.State == OutcomeActive && len(o.Metrics) > 0 && who.answersFor(o.Outcome, b.Tree) {
				l.OutcomeID, l.MetricID = &o.ID, &o.Metrics[0].Measure.MetricID
				break
			}
		}
	}
	return nil
}

// reportable is the outcome in force that shows a metric, as that metric alone shows it; nil when the two do not belong together any more.
func reportable(b *Board, outcomeID, metricID *string) *OutcomeNow {
	for _, o := range b.Outcomes {
		if o.ID != idOf(outcomeID) {
			continue
		}
		for _, m := range o.Metrics {
			if m.Measure.MetricID == idOf(metricID) {
				return o.By(m)
			}
		}
	}
	return nil
}

// PulseReport is a line as its lead fills it.
type PulseReport struct {
	Metric string // "O1/M3": the outcome and its metric
	Value  *float64
	Text   string // the value as typed
	Words  string
}

// metricKey names a metric of an outcome in the form.
func metricKey(o *OutcomeNow) string { return o.Ref + "/" + o.Measure.Metric.Ref }

// PulseMetrics are the metrics that a lead can choose from: those they answer for before the others.
func (b *Board) PulseMetrics(personID string) (own, others []form.Option) {
	who := Who{PersonID: personID}
	for _, o := range b.Outcomes {
		if o.State != OutcomeActive {
			continue
		}
		for _, m := range o.Metrics {
			by := o.By(m)
			option := form.Option{Value: metricKey(by), Label: by.Name() + " (" + o.Ref + " " + o.Title + ")"}
			if who.answersFor(o.Outcome, b.Tree) {
				own = append(own, option)
			} else {
				others = append(others, option)
			}
		}
	}
	return own, others
}

// Fields of the form that reports to a pulse.
func (e *PulseReport) Fields(options []form.Option, unit string) []*form.Field {
	return []*form.Field{
		form.Choice("metric", "Your one metric", &e.Metric, options...).Required(oneMetric),
		form.Quantity("value", "Its figure today", &e.Value, &e.Text).In(unit).Help("Leave it empty to report the latest reading."),
		form.Line("words", "Where it stands, in one line", &e.Words).Max(300),
	}
}

// oneMetric is said to who brings no metric, or one that shows no outcome (R20).
const oneMetric = "Choose one metric of an outcome in force: a pulse takes exactly one figure of each lead, and only one that the strategy waits for."

// Report fills a lead's line: exactly one metric that is tied to an outcome in force (R20). A figure that comes with it is recorded as a
// reading of today, so that it stands everywhere.
func (tx *Tx) Report(p *Pulse, l *PulseLine, e *PulseReport) error {
	if !tx.Who.MayReport(l) {
		return tx.Who.Must(ReportPulse, Owned(l.TeamID, &l.PersonID))
	}
	if p.State != Scheduled || p.EndedAt != nil {
		return AgainstRule("This pulse is " + p.State + ". What was reported to it stays as it is.")
	}
	b, err := tx.strategyBoard()
	if err != nil {
		return err
	}
	var chosen *OutcomeNow
	for _, o := range b.Outcomes {
		for _, m := range o.Metrics {
			if by := o.By(m); o.State == OutcomeActive && metricKey(by) == e.Metric {
				chosen = by
			}
		}
	}
	if chosen == nil {
		return AgainstRuleAt("metric", oneMetric)
	}
	if known(e.Value) {
		if err := tx.readForPulse(b, chosen, e); err != nil {
			return err
		}
	}
	before := *l
	l.OutcomeID, l.MetricID, l.Words, l.ReportedAt = &chosen.ID, &chosen.Measure.MetricID, strings.TrimSpace(e.Words), &tx.Now
	if err := tx.Save(l); err != nil {
		return err
	}
	if err := tx.beat(p.ID); err != nil {
		return err
	}
	return tx.Emit(PulseReported, l, &before, l)
}

// readForPulse records the figure of a report as a reading.
func (tx *Tx) readForPulse(b *Board, chosen *OutcomeNow, e *PulseReport) error {
	stored, err := tx.OutcomesOf(b.Strategy.ID)
	if err != nil {
		return err
	}
	if !tx.Who.May(RecordReading, Owned(chosen.OwnerTeamID, chosen.OwnerPersonID)) {
		return AgainstRuleAt("value", chosen.OwnedBy.Name+" answers for this metric and records it. Leave the figure empty: the latest reading is reported.")
	}
	if say := UnitProblem(e.Text, unitOf(chosen.Measure), form.Locale{}); say != "" {
		return AgainstRuleAt("value", say)
	}
	for _, o := range stored {
		at := slices.IndexFunc(o.Measures, func(m *OutcomeMetric) bool { return m.ID == chosen.Measure.ID })
		if o.ID != chosen.ID || at < 0 {
			continue
		}
		entry := ReadingEntry{Value: e.Value, Text: e.Text, Day: tx.Today(), Note: strings.TrimSpace(e.Words)}
		err := tx.RecordReading(o, o.Measures[at], entry.reading())
		if r, refused := AsRefusal(err); refused && r.Kind == KindRule {
			return AgainstRuleAt("value", r.Say)
		}
		return err
	}
	return AgainstRuleAt("metric", oneMetric)
}

// NotePulseLine keeps the notes that were taken in the room about what one lead said.
func (tx *Tx) NotePulseLine(p *Pulse, l *PulseLine, notes string) error {
	lines, err := tx.linesOf(p)
	if err != nil {
		return err
	}
	if !tx.Who.MayRun(lines) && !tx.Who.MayReport(l) {
		return tx.Who.Must(ReportPulse, Owned(l.TeamID, &l.PersonID))
	}
	if p.State != Scheduled || p.EndedAt != nil {
		return AgainstRule("This pulse is " + p.State + ". Its notes stay as they are.")
	}
	before := *l
	l.Notes = strings.TrimSpace(notes)
	if l.Notes == before.Notes {
		return nil
	}
	if err := tx.Save(l); err != nil {
		return err
	}
	if err := tx.beat(p.ID); err != nil {
		return err
	}
	return tx.Emit(PulseNoted, l, &before, l)
}

// StartReport fills the form of a line with what stands in it, and gives the metrics its lead can choose from and the unit of the one chosen.
func (r *Read) StartReport(l *PulseLine, e *PulseReport) (options []form.Option, unit string, err error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, "", err
	}
	own, others := b.PulseMetrics(l.PersonID)
	e.Words = l.Words
	if now := reportable(b, l.OutcomeID, l.MetricID); now != nil {
		e.Metric, unit = metricKey(now), now.Unit()
	}
	return append(own, others...), unit, nil
}
