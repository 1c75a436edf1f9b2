package views

import (
	"slices"

	"throughline/models"
	"throughline/views/say"
)

func (p Page) shareOfHours(g models.Gap) string {
	share, ok := g.ShareOfHours()
	return say.Share(p.Loc, share, ok)
}

// heading says whose outcomes these are.
func (v RolePage) heading(p Page) string {
	switch {
	case v.Team != nil && slices.Contains(p.Who.Leads, v.Team.ID):
		return "Your outcomes, " + v.Team.Name
	case v.Team != nil:
		return "Outcomes of " + v.Team.Name
	case v.Person.ID == p.Who.PersonID:
		return "Your outcomes"
	}
	return "Outcomes of " + v.Person.Name
}

func (v RolePage) noOutcomes() string {
	switch {
	case v.Strategy == nil:
		return "There are no outcomes in force."
	case v.Team != nil:
		return "No workflow or objective of this team is tied to an outcome yet. Step 3 of the alignment ties them."
	}
	return "Nothing here is tied to an outcome yet."
}

func (v RolePage) teamRef() string {
	if v.Team != nil {
		return v.Team.Ref
	}
	return ""
}

// whose says on which page a new task is added.
func (v RolePage) whose() string {
	if v.Team != nil {
		return "team:" + v.Team.Ref
	}
	return "person:" + v.Person.Ref
}

// others are the teams one goes on to from here: those right below, or those the person is on.
func (v RolePage) others() []*models.Team {
	if v.Team != nil {
		return v.Tree.Direct[v.Team.ID]
	}
	return v.Teams
}

func (v RolePage) othersTitle() string {
	if v.Team != nil {
		return "Teams below"
	}
	return "Teams"
}

func clockName(clock string) string {
	switch clock {
	case models.ClockReadings:
		return "Readings"
	case models.ClockPulse:
		return "Pulse"
	case models.ClockOperations:
		return "Operations review"
	case models.ClockStrategy:
		return "Strategy review"
	}
	return clock
}
