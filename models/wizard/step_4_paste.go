package wizard

import (
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// listed is the step that a line of pasted text becomes. "Service Desk: take the call" names who does it when there is such a team or person.
func listed(names *form.Directory, l *models.ListedStep) *models.ProcessStep {
	s := &models.ProcessStep{Title: l.Title, Input: l.Input, Output: l.Output, Tool: l.Tool}
	who := l.Who
	if head, rest, found := strings.Cut(l.Title, ":"); who == "" && found && strings.TrimSpace(rest) != "" {
		if _, known := names.Find(strings.TrimSpace(head)); known {
			who, s.Title = strings.TrimSpace(head), strings.TrimSpace(rest)
		}
	}
	p := partyNamed(names, who)
	s.WhoPersonID, s.WhoTeamID, s.Who = pointer(p.PersonID), pointer(p.TeamID), p.Words
	return s
}

// stepsOf are the steps that a text gives a process; without tools while these are locked.
func stepsOf(p *models.Process, names *form.Directory, text string) (list []*models.ProcessStep) {
	for _, one := range models.ReadSteps(text) {
		if one.Skipped == "" && len(list) < models.MostSteps {
			list = append(list, listed(names, one))
		}
	}
	locked := slices.ContainsFunc(p.Lacks(), func(what string) bool { return what != models.LacksSteps })
	for _, s := range list {
		if locked {
			s.Tool = ""
		}
	}
	return list
}
