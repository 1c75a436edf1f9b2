package views

import (
	"testing"

	"throughline/models"
	"throughline/models/form"
)

func TestAScoreIsHeldOnlyAgainstWeeksOfTheSameKind(t *testing.T) {
	low, high := 22.0, 82.0
	v := GapPage{GapReport: &models.GapReport{Strategy: &models.Strategy{Ref: "S1"}, Score: &high, Day: "2026-11-23"},
		Trend: []*models.GapPoint{{Week: "2026-11-09", Score: &low, BroughtIn: true}}}
	if says := v.trendChange(form.Locale{}); says != "" || v.scored() != 0 {
		t.Errorf("what was brought in is held against a strategy in force: %q", says)
	}
	v.Trend = append(v.Trend, &models.GapPoint{Week: "2026-11-16", Score: &high})
	if says := v.trendChange(form.Locale{}); says != "As on 16 Nov 2026" || v.scored() != 1 {
		t.Errorf("a week of a strategy in force gives %q", says)
	}
	v.Strategy = nil
	if says := v.trendChange(form.Locale{}); says != "Up 60 since 9 Nov 2026" {
		t.Errorf("what was brought in gives %q", says)
	}
}
