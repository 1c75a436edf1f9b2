package models

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// WeeklyUpdate is every metric of the strategy in force that a person answers for, those that are due first (R23).
type WeeklyUpdate struct {
	Today day.Day
	Rows  []*MetricUpdate
	Due   int // how many of them are due

	Day    day.Day  // the day that all of it was measured
	Turned []string // what was typed for metrics that somebody else answers for, in sentences

	board *Board
}

// MetricUpdate is one metric in the weekly update, and what is typed for it.
type MetricUpdate struct {
	*OutcomeNow               // the outcome, as this one metric shows it
	Also        []*OutcomeNow // further outcomes of this person that the same metric shows
	Next        day.Day       // the day its next reading is due; none while it has none
	IsDue       bool
	Entry       ReadingEntry
}

// Metric is what is measured.
func (u *MetricUpdate) Metric() *Metric { return u.Measure.Metric }

// WeeklyUpdate gives the metrics whose readings this person owes: of outcomes that they own, or that a team owns which they lead. Of a
// team without a lead the lead above it answers. Those due stand first, the longest silent before the others.
func (r *Read) WeeklyUpdate() (*WeeklyUpdate, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	u := &WeeklyUpdate{Today: b.Today, Day: b.Today, board: b}
	seen := map[string]*MetricUpdate{}
	for _, o := range b.Outcomes {
		if o.State != OutcomeActive || !r.Who.answersFor(o.Outcome, b.Tree) {
			continue
		}
		for _, m := range o.Metrics {
			if first := seen[m.Measure.MetricID]; first != nil {
				first.Also = append(first.Also, o)
				continue
			}
			one := &MetricUpdate{OutcomeNow: o.By(m), IsDue: true}
			if m.Track.Now != nil {
				one.Next = m.Track.NowDay.Add(cadenceOf(m.Measure))
				one.IsDue = !one.Next.After(u.Today)
			}
			if one.IsDue {
				u.Due++
			}
			seen[m.Measure.MetricID], u.Rows = one, append(u.Rows, one)
		}
	}
	slices.SortStableFunc(u.Rows, func(a, b *MetricUpdate) int { return cmp.Compare(a.Next, b.Next) })
	return u, nil
}

// answersFor tells whether the readings of an outcome are owed by this person.
func (w Who) answersFor(o *Outcome, tree *Tree) bool {
	if !w.SignedIn() {
		return false
	}
	if o.OwnerPersonID != nil {
		return *o.OwnerPersonID == w.PersonID
	}
	id := o.OwnerTeamID
	for range most {
		if id == nil || tree.ByID[*id] == nil {
			return false
		}
		team := tree.ByID[*id]
		if team.LeadPersonID != nil {
			return *team.LeadPersonID == w.PersonID
		}
		id = team.ParentTeamID
	}
	return false
}

// Explain says how the number of readings that are due came about.
func (u *WeeklyUpdate) Explain() Explanation {
	var list []Input
	for _, row := range u.Rows {
		if row.IsDue {
			in := said(row.Name(), "Not measured yet")
			if row.Next.Valid() {
				in.Text = "Due since " + row.Next.Short()
			}
			in.Kind, in.Ref = "outcome", row.Ref
			list = append(list, in)
		}
	}
	return Counted("Readings due", "The metrics of the strategy in force that you answer for, whose newest reading is as old as their rhythm or older. A metric without a reading is due.",
		u.Due, len(u.Rows), u.Today, "", list...)
}

// Form asks for value, confidence and one line of each metric, and for the day of all of them.
func (u *WeeklyUpdate) Form(loc form.Locale) *form.Form {
	f := form.Of(form.Date("day", "Measured on", &u.Day, nil).Required("Give the day this was measured."))
	rows := form.Repeat("r", "Metrics", nil)
	for _, row := range u.Rows {
		rows.Stored(row.Metric().Ref, 0, row, row.Entry.short(row.Measure))
	}
	f.Rows = []*form.Rows{rows}
	f.Show(loc)
	return f
}

// Fill takes what was typed, and gives the metrics that can be recorded. A row that is wrong says so at its field; one left empty
// says nothing.
func (u *WeeklyUpdate) Fill(f *form.Form, values url.Values, loc form.Locale) (good []*MetricUpdate) {
	f.Fill(u.turnAway(values), loc, form.Strict)
	if say := DayProblem(u.Day, nil, u.Today); say != "" {
		f.Blame("day", say)
	}
	if f.Fields[0].Problem != "" {
		return nil
	}
	for _, row := range f.Rows[0].Items {
		m := row.Of.(*MetricUpdate)
		if !slices.ContainsFunc(row.Fields, func(one *form.Field) bool { return strings.TrimSpace(one.Typed) != "" || one.Problem != "" }) {
			continue
		}
		m.Entry.Day = u.Day
		if say := m.Entry.valueProblem(m.Measure, loc); say != "" {
			row.Blame("value", say)
		}
		if say := DayProblem(u.Day, m.Measure, u.Today); say != "" {
			row.Blame("value", say)
		}
		if !slices.ContainsFunc(row.Fields, func(one *form.Field) bool { return one.Problem != "" }) {
			good = append(good, m)
		}
	}
	return good
}

// turnAway takes out of what was typed the metrics that this person does not answer for, and says so of each that something was typed for.
func (u *WeeklyUpdate) turnAway(values url.Values) url.Values {
	mine := map[string]bool{}
	for _, row := range u.Rows {
		mine[row.Metric().Ref] = true
	}
	kept, typed := url.Values{}, map[string][]string{}
	for name, list := range values {
		rest, ours := strings.CutPrefix(name, "r.")
		ref, key, _ := strings.Cut(rest, ".")
		if !ours || key == "" || mine[ref] {
			kept[name] = list
			continue
		}
		if text, problem := form.Clean(strings.Join(list, " "), true); text != "" && problem == "" {
			typed[ref] = append(typed[ref], text)
		}
	}
	for _, ref := range slices.Sorted(maps.Keys(typed)) {
		name := "One metric here"
		whose := "it is not yours to record"
		for _, o := range u.board.Outcomes {
			for _, m := range o.Metrics {
				if m.Measure.Metric.Ref == ref {
					name, whose = m.Name(), "it is "+cmp.Or(o.OwnedBy.Name, "nobody")+" who answers for it"
				}
			}
		}
		if len(u.Turned) < mostInputs {
			slices.Sort(typed[ref])
			u.Turned = append(u.Turned, name+" was not recorded: "+whose+". What was typed: "+strings.Join(typed[ref], ", ")+".")
		}
	}
	return kept
}

// RecordUpdate records what was typed for some metrics of the weekly update, all of it in this change, each with its event.
func (tx *Tx) RecordUpdate(u *WeeklyUpdate, list []*MetricUpdate) error {
	if u.board.Strategy == nil || len(list) == 0 {
		return nil
	}
	stored, err := tx.OutcomesOf(u.board.Strategy.ID)
	if err != nil {
		return err
	}
	var measured []Measured
	for _, row := range list {
		for _, o := range stored {
			for _, m := range o.Measures {
				if m.ID == row.Measure.ID {
					measured = append(measured, Measured{Outcome: o, Measure: m, Reading: row.Entry.reading()})
				}
			}
		}
	}
	if len(measured) < len(list) {
		return NotFound("A metric of this page")
	}
	_, err = tx.RecordReadings(measured)
	return err
}

// MeasureStale tells whether the metric has had no reading for its rhythm and three days (R31), whatever else its status says.
func (u *MetricUpdate) MeasureStale() bool { return u.Track.Computed == Stale }

// LastConfidence is what was said with the newest reading that counts; 0 when nothing was.
func (u *MetricUpdate) LastConfidence() int { return lastConfidence(u.Readings) }

// LastConfidence is what was said with the newest reading of this metric that counts; 0 when nothing was.
func (m MeasureNow) LastConfidence() int { return lastConfidence(m.Readings) }

func lastConfidence(standing []*Reading) int {
	for i := len(standing) - 1; i >= 0; i-- {
		if known(standing[i].Value) {
			return standing[i].Confidence
		}
	}
	return 0
}
