package demo

import (
	"slices"
	"strconv"

	"throughline/models"
)

// A quarter of weekly readings for each outcome's metric, oldest first.
//
// First contact is on its way. Cycle time gains slowly and is at risk. Renewals have fallen below where they began. Billable hours came into
// their band in week three. Income under contract has not been counted for four weeks.
var readings = []struct {
	outcome string
	quiet   int // weeks without a reading at the end
	values  []float64
}{
	{"O1", 0, []float64{65.1, 65.8, 66.2, 65.9, 66.8, 67.4, 68.1, 68.0, 68.9, 69.3, 70.2, 70.8, 71.4}},
	{"O2", 0, []float64{19.6, 19.4, 19.5, 19.1, 19.0, 18.8, 19.2, 18.9, 18.6, 18.5, 18.2, 18.3, 18}},
	{"O3", 0, []float64{88.4, 88.3, 88.1, 88.2, 87.9, 87.9, 87.6, 87.8, 87.5, 87.4, 87.4, 87.1, 87}},
	{"O4", 0, []float64{66.8, 67.5, 68.2, 68.9, 69.4, 70.1, 69.8, 70.6, 71.2, 70.9, 70.4, 70.8, 71}},
	{"O5", 4, []float64{52.4, 52.6, 52.9, 53.1, 53.4, 53.5, 53.8, 54, 54.1}},
}

// What was written beside a reading, by outcome and weeks ago.
var notes = map[string]map[int]string{
	"O1": {0: "The ten new fix notes show: printer and sign-in tickets hardly come back."},
	"O2": {6: "Two moves waited a week for a network line."},
	"O3": {3: "Elm Street Clinic gave notice after its third escalation.", 0: "Two renewals moved to next month, both with open escalations."},
	"O4": {8: "First week in the band: visits are planned four weeks ahead now."},
	"O5": {4: "Last count from the contract meeting, which has ended."},
}

// How sure they were that the target will be met, of 10, by outcome and weeks ago.
var confidence = map[string][]int{"O1": {8, 7, 7, 7, 6, 6}, "O2": {5, 5, 6, 6, 5, 6}, "O3": {3, 4, 4, 5, 6, 6}, "O4": {8, 8, 8, 7, 8, 8}}

// A reading that was mistyped and corrected three days later: how many weeks ago, what it said first, and why that was wrong.
var mistyped = map[string]struct {
	ago    int
	value  float64
	reason string
}{"O2": {9, 91, "Two digits changed places: the list says 19.1."}}

func (l *loader) loadReadings() error {
	last := l.today.Add(-(int(l.today.Weekday()) + 2) % 7) // the Friday just past, or today
	var all []*models.Reading
	for _, series := range readings {
		o := l.Outcomes[series.outcome]
		m := o.Measures[0]
		by := countsOf(series.outcome)
		for n, value := range series.values {
			ago := len(series.values) - 1 - n + series.quiet
			d := last.Add(-7 * ago)
			r := &models.Reading{
				Row: l.row("reading", series.outcome+"/"+strconv.Itoa(ago), d), MetricID: m.MetricID, OutcomeID: &o.ID, Day: d, Value: number(value),
				ValueText: strconv.FormatFloat(value, 'f', -1, 64), BaselineThen: m.Baseline, TargetThen: m.Target,
				Note: notes[series.outcome][ago], ByPersonID: l.person(by), ByName: by,
			}
			if said := confidence[series.outcome]; ago < len(said) {
				r.Confidence = said[ago]
			}
			if m, wrong := mistyped[series.outcome]; wrong && m.ago == ago {
				first := *r
				first.Row, first.Value, first.ValueText = l.row("reading", series.outcome+"/"+strconv.Itoa(ago)+"/first", d), number(m.value), strconv.FormatFloat(m.value, 'f', -1, 64)
				r.Row, r.CorrectsReadingID, r.Reason = l.row("reading", series.outcome+"/"+strconv.Itoa(ago), d.Add(3)), &first.ID, m.reason
				all = append(all, &first)
			}
			all = append(all, r)
		}
	}
	for _, s := range secondMetrics {
		o := l.Outcomes[s.ref]
		m, by := o.Measures[1], countsOf(s.ref)
		for n, value := range s.values {
			ago := len(s.values) - 1 - n
			all = append(all, &models.Reading{
				Row: l.row("reading", s.ref+"/2/"+strconv.Itoa(ago), last.Add(-7*ago)), MetricID: m.MetricID, OutcomeID: &o.ID, Day: last.Add(-7 * ago), Value: number(value),
				ValueText: strconv.FormatFloat(value, 'f', -1, 64), BaselineThen: m.Baseline, TargetThen: m.Target, ByPersonID: l.person(by), ByName: by,
			})
		}
	}
	first := l.firstIssued()
	early := slices.DeleteFunc(slices.Clone(all), func(r *models.Reading) bool { return r.Day.After(first) })
	l.readings = slices.DeleteFunc(all, func(r *models.Reading) bool { return !r.Day.After(first) })
	return models.InsertAll(l.tx, early)
}

func countsOf(outcome string) string {
	for _, o := range outcomes {
		if o.ref == outcome {
			return o.counts
		}
	}
	return ""
}
