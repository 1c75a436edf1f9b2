package views

import (
	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// RuleHealthPage is how rules fare.
type RuleHealthPage struct{ *models.RuleHealth }

// RuleSavedPage is what rules took off people's hands.
type RuleSavedPage struct {
	*models.Saved
	Months []day.Day
}

func (v RuleHealthPage) sweep(p Page) string {
	if v.LastSweep == nil {
		return "Nobody has looked yet whether a run is stuck."
	}
	return "The program last saw at " + say.Instant(*v.LastSweep, p.Zone) + " that no run is stuck. It looks once an hour."
}

func (v RuleHealthPage) quietWords(p Page, q *models.QuietRule) string {
	text := "Expected every " + itoa(q.Expected) + " days"
	if q.Expected == 1 {
		text = "Expected every day"
	}
	if q.LastRun == nil {
		return text + ", and it never ran since it was published on " + say.Instant(q.Since, p.Zone)
	}
	return text + ", last ran on " + say.Instant(*q.LastRun, p.Zone) + ", " + itoa(q.QuietDays(p.Today, p.Zone)) + " days ago"
}

func (v RuleSavedPage) choices() []choice {
	var months []form.Option
	for _, m := range v.Months {
		months = append(months, form.Option{Value: string(m)[:7], Label: say.Month(m)})
	}
	return []choice{{"month", "Month", "The last 90 days", v.Month, months}}
}

// runsThat are the runs behind a figure.
func (v RuleSavedPage) runsThat(s *models.SavedBy, did string) string {
	q := models.RunQuery{Did: did, Month: v.Month}
	if did == "" {
		q.State = models.RunDone
	}
	if s.Rule != nil {
		q.Rule = s.Rule.Ref
	}
	if s.Team != nil {
		q.Team = s.Team.Ref
	}
	return link.Runs(q.Values())
}

func savedHours(loc form.Locale, s *models.SavedBy) string {
	return loc.Number(models.Rounded(float64(s.Minutes)/60, 1)) + " h"
}
