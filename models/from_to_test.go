package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/form"
)

func TestTheWayOfAFigureIsSaidWithWhatIsGivenAndNothingElse(t *testing.T) {
	n := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		way  models.Course
		says string
	}{
		{models.Course{From: n(52), To: n(24), Unit: "hours", Due: "2027-06-30"}, "from 52 to 24 hours by 30 June 2027"},
		{models.Course{From: n(62), To: n(80), Unit: "%"}, "from 62% to 80%"},
		{models.Course{From: n(52), FromText: "52", To: n(24), ToText: "under 24 h", Unit: "hours", DueText: "spring"}, "from 52 hours to under 24 h by “spring”"},
		{models.Course{To: n(9), Unit: "points", Due: "2027-06-30"}, "to 9 points by 30 June 2027"},
		{models.Course{From: n(7), Unit: "points"}, "from 7 points"},
		{models.Course{Due: "2027-06-30"}, "by 30 June 2027"},
		{models.Course{}, ""},
		{models.Course{Direction: models.Band, From: n(66), To: n(71), Unit: "%", Due: "2027-06-30"}, "keep between 66% and 71% until 30 June 2027"},
		{models.Course{Direction: models.Band, Due: "2027-06-30"}, "by 30 June 2027"},
		{models.Course{From: n(62), Unit: "%", Withheld: true, To: n(80), Due: "2027-06-30"}, "from 62% to a known target, not shown here, by 30 June 2027"},
		{models.Course{Withheld: true, To: n(80)}, "to a known target, not shown here"},
		{models.Course{Withheld: true, Direction: models.Band, Due: "2027-06-30"}, "keep within a known band, not shown here, until 30 June 2027"},
	} {
		if got := c.way.Said(form.Locale{}); got != c.says {
			t.Errorf("%q, not %q", got, c.says)
		}
	}
	m := &models.OutcomeMetric{Metric: &models.Metric{Name: "Answer all calls within a day."}, Direction: models.Increase, Unit: "%", Baseline: n(62), Target: n(80)}
	o := &models.Outcome{Deadline: "2027-06-30"}
	if got := o.Sentence(m, form.Locale{}); got != "Answer all calls within a day: from 62% to 80% by 30 June 2027" {
		t.Errorf("a metric named by a whole sentence reads %q", got)
	}
}
