package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views/say"
)

// metricLayout is where the fields of a metric stand on an outcome's card.
var metricLayout = []place{
	{key: "metric", span: "s8"}, {key: "unit", span: "s4"}, {key: "direction", span: "s4"},
	{key: "baseline", span: "s4"}, {key: "baseline_day", span: "s4"}, {key: "target", span: "s4", straight: true},
	{key: "low", span: "s4", banded: true}, {key: "high", span: "s4", banded: true}, {key: "weight", span: "s4"}, {key: "withheld", span: "s12"},
}

// sentences are what the fields of an outcome say, one for each metric.
func sentences(p WizardStep, row *form.Row) []string {
	t, ok := row.Of.(wizard.Measured)
	if !ok {
		return nil
	}
	var list []string
	for _, s := range t.Sentences(p.loc()) {
		list = append(list, say.Upper(s)+".")
	}
	return list
}

// outcomeSummary says in one line what a folded outcome holds.
func outcomeSummary(p WizardStep, row *form.Row) string {
	if row.New {
		return ""
	}
	text := strings.Join(sentences(p, row), " ")
	if f := row.Field("owner"); f != nil && f.Answer() != form.NotAnswered {
		text += " · " + f.Answer()
	}
	return text
}

// weekly is a workflow's effort in words.
func weekly(loc form.Locale, f *models.Workflow) string {
	if _, ok := models.WeeklyHours(f); !ok {
		return "Effort unknown"
	}
	return say.WorkflowHours(loc, f) + " a week"
}
