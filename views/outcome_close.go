package views

import (
	"throughline/models"
	"throughline/models/form"
)

// ClosingPage asks how an outcome ended.
type ClosingPage struct {
	*models.OutcomeClosing
	Form *form.Form
	Next *models.Strategy // the draft that takes the place of its strategy; nil where there is none to know of
}

// percent is a score as people read it.
func (p Page) percent(v float64) string {
	return models.Input{Value: &v, Unit: models.UnitPercent}.Words(p.Loc)
}

// whyKind is the tone and the sign of a level.
func whyKind(l models.WhyLevel) (tone, icon string) {
	switch l {
	case models.WhyHeld:
		return "ok", "ok"
	case models.WhyWeak:
		return "risk", "risk"
	case models.WhyFailed:
		return "off", "off"
	}
	return "none", "none"
}

// whyTitle asks the question of the page as the outcome stands.
func whyTitle(v *models.OutcomeClosing) string {
	switch {
	case v.Close == nil:
		return "How it is carried so far"
	case v.Close.Verdict == models.OutcomeMissed:
		return "Why did it miss?"
	}
	return "What carried it, and what did not"
}
