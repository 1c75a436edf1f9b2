package models_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestInitiativesAreNoTwinsBesideTheirObjectivesOrOfOneJointGoal(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		refs := map[string]bool{}
		write(t, db, models.Background, func(tx *models.Tx) error {
			joint := &models.Goal{Title: "Clean drinking water for the whole valley", State: models.Active, Joint: true}
			if err := tx.Insert(joint); err != nil {
				return err
			}
			for i, team := range []string{"Service Desk", "Delivery"} {
				id := &c.Teams[team].ID
				words := []string{"Move the price lists of all clinics to one page", "Moving price lists of all the clinics to one page"}[i]
				o := &models.Objective{Title: words, TeamID: id, State: models.Active}
				if err := tx.Insert(o); err != nil {
					return err
				}
				for _, in := range []*models.Initiative{
					{Name: words, TeamID: id, State: models.Candidate, ObjectiveID: &o.ID},
					{Name: "Pipes and pumps for the valley and its villages", TeamID: id, State: models.Candidate, GoalID: &joint.ID},
					{Name: "Lend a bicycle to every trainee", TeamID: id, State: models.Candidate},
				} {
					if err := tx.Insert(in); err != nil {
						return err
					}
					refs[in.Ref] = true
				}
			}
			return nil
		})
		read(t, db, models.Background, func(r *models.Read) error {
			f, err := models.SymptomFactsOf(r)
			if err != nil {
				return err
			}
			var found []string
			signs, _ := models.Signs(f)
			for _, s := range signs {
				if len(s.About) == 2 && s.Kind == "twins" && (refs[s.About[0].Ref] || strings.Contains(s.Title, "price lists")) {
					found = append(found, s.About[0].Kind+" "+s.Title)
				}
			}
			if len(found) != 2 || !strings.HasPrefix(found[0]+found[1], "objective") && !strings.HasPrefix(found[1]+found[0], "objective") {
				t.Errorf("found %q, and should find the two objectives, and the two initiatives that nothing ties together", found)
			}
			return nil
		})
	})
}
