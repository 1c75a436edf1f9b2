package handlers

import (
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// What does not depend on who looks is read once for all pages. A page that changed it would change the pages of others.
func TestNoPageChangesWhatAllPagesShare(t *testing.T) {
	h, c := example(t)
	addresses := []string{link.Home(), link.Strategy(), link.Operations("", 1), link.Outcome("O1"), link.Goal("G1"), link.Objective("B1"), link.Task("T1"),
		link.TeamOutcomes(c.Teams["Service Desk"].Ref), link.TeamOutcomes(c.Root.Ref), link.PersonOutcomes(c.Lead.Ref), link.Teams(), link.Tasks(), link.Briefs()}
	guests := map[models.Role]*guest{}
	for _, role := range models.Roles {
		guests[role] = h.as(role)
	}
	first := map[string]string{}
	for round := range 2 {
		for _, role := range models.Roles {
			for _, address := range addresses {
				got := guests[role].get(address)
				if got.Status != 200 {
					continue // it names the request it was for
				}
				key := string(role) + " " + address
				if round == 0 {
					first[key] = got.text()
				} else if got.text() != first[key] {
					t.Errorf("%s is another page after all others were shown", key)
				}
			}
		}
	}
}
