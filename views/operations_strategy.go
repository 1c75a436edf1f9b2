package views

import (
	"slices"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

func (v OperationsStrategyPage) facts() []Fact {
	list := []Fact{{Label: "Horizon", Text: models.Horizon(v.FromDay, v.ToDay), Missing: "Not said yet"}, {Label: "Owner", Text: ownedSince(v.Owner, v.OwnerDay), Missing: "Nobody yet"}}
	team := Fact{Label: "Team", Missing: "No team any more"}
	if v.Scope == models.ScopeSystem {
		list = append(list, Fact{Label: "Delivery system", Text: v.System})
		team.Label = "Owned by"
	}
	if v.Team != nil {
		team.Text, team.Href = v.Team.Name, link.TeamOutcomes(v.Team.Ref)
	}
	return append(list, team)
}

// inForce is the version of it that counts now; nil when none does, or it is this one.
func (v OperationsStrategyPage) inForce() *models.OperationsStrategy {
	for _, one := range v.Versions {
		if one.State == models.InForce && one.ID != v.ID {
			return one
		}
	}
	return nil
}

func (v OperationsStrategyPage) nextLabel() string {
	for _, one := range v.Versions {
		if one.State == models.Draft {
			return "Open its next version, in draft"
		}
	}
	return "Begin its next version"
}

// measureHow explains the figures of one measure.
func (p Page) measureHow(v OperationsStrategyPage, i int) parts.How {
	return p.beside(v.Explain(v.Measured[i])...)
}

// dayOf is the day of an instant where the reader is.
func (p Page) dayOf(at time.Time) string { return day.Of(at, p.Zone).Short() }

// before and after are the steps beside the one shown.
func (v OperationsStepView) before() *models.OperationsStep {
	if _, at := models.OperationsStepAt(v.Step.Key); at > 1 {
		return &models.OperationsSteps[at-2]
	}
	return nil
}

func (v OperationsStepView) after() *models.OperationsStep {
	_, at := models.OperationsStepAt(v.Step.Key)
	return &models.OperationsSteps[at]
}

// takesPlace says whose place it takes.
func (v OperationsStepView) takesPlace() string {
	for _, one := range v.Versions {
		if one.State == models.InForce {
			return "It takes the place of version " + itoa(one.N) + ", " + one.Ref + ", which stays readable."
		}
	}
	return "It is the first for " + aboutTeam(v.OperationsLayer) + "."
}

// OperationsReadingPage is the form for one reading of a measure of an operations strategy.
type OperationsReadingPage struct {
	*models.OperationsDetail
	Measure *models.OperationsMeasureNow
	Form    *form.Form
}

// mostShownReadings is how many readings the form shows below it.
const mostShownReadings = 26

// latest are the newest readings, the newest first.
func (v OperationsReadingPage) latest() []*models.Reading {
	list := slices.Clone(v.Measure.Readings)
	slices.Reverse(list)
	return list[:min(len(list), mostShownReadings)]
}
