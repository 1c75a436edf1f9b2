package views

import (
	"strconv"

	"throughline/models"
	"throughline/models/form"
)

// TeamEditPage is a team with its people, as administrators change it.
type TeamEditPage struct {
	Team    *models.Team
	Form    *form.Form
	Members []*models.Person
	Join    *form.Form      // puts somebody on it
	People  *form.Directory // who could join or lead
	Waits   *models.PlannedChange
}

func leads(t *models.Team, p *models.Person) bool {
	return t.LeadPersonID != nil && *t.LeadPersonID == p.ID
}

// depth is how far a team stands in from the edge, in steps the style sheet knows.
func depth(n *models.TeamNode) string { return strconv.Itoa(min(n.Depth, 6)) }
