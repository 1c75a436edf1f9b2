package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestAGroupIsNarrowedByWordsOwnerAndTeamAndAllThatIsFoundIsChosenForOneByOne(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner := as(t, db, c.Owner)
		var p *models.PlannedChange
		write(t, db, owner, func(tx *models.Tx) error {
			g, err := tx.GoalByRef("G1")
			if err != nil {
				return err
			}
			other := *g
			other.DueDay = g.DueDay.AddMonths(2)
			p, err = tx.HoldBack(g.Title, "", g, &other)
			return err
		})
		found := func(who models.Who, kind, words string) (g *models.RadiusGroup) {
			read(t, db, who, func(r *models.Read) error {
				rad, err := r.RadiusOf(p, models.RadiusQuery{Only: kind, Find: words})
				if err == nil {
					g = rad.Groups[0]
				}
				return err
			})
			return g
		}
		// Every group is narrowed alike, by what stands in its own lines.
		read(t, db, owner, func(r *models.Read) error {
			rad, err := r.Radius(p, "", 0)
			if err != nil {
				return err
			}
			for _, g := range rad.Groups {
				row := g.Rows[0]
				if some := found(owner, g.Key, row.Title); row.Title != "" && (some.Found == 0 || some.Found > g.All || some.All != g.All) {
					t.Errorf("%s “%s”: %d of %d", g.Key, row.Title, some.Found, g.All)
				}
				if none := found(owner, g.Key, "100%_'"); none.Found != 0 || len(none.Rows) != 0 {
					t.Errorf("%s: %d hold what nothing holds", g.Key, none.Found)
				}
			}
			return nil
		})
		whole, mine := found(owner, "task", ""), found(owner, "task", "service "+c.Member.Name)
		if mine.Found == 0 || mine.Found >= whole.All {
			t.Fatalf("%d of %d tasks are found", mine.Found, whole.All)
		}
		for _, row := range mine.Rows {
			if row.OwnerPersonID == nil || *row.OwnerPersonID != c.Member.ID || *row.TeamID != c.Teams["Service Desk"].ID {
				t.Errorf("%s %s is not found by its words", row.Ref, row.Title)
			}
		}
		choose := func(words string) error {
			return tryWrite(t, db, owner, func(tx *models.Tx) error {
				return tx.Choose(p, models.Choose{Kind: "task", Find: words, Choice: models.ChoiceHand, To: "person:" + c.Lead.ID})
			})
		}
		refusedWith(t, choose("nothing of it"), models.KindRule, "Nothing fits")
		for range 2 { // chosen again, it is chosen once
			if err := choose("service " + c.Member.Name); err != nil {
				t.Fatal(err)
			}
		}
		if now := found(owner, "task", ""); now.Single[models.ChoiceHand] != mine.Found || now.Stale != 0 {
			t.Errorf("%d are chosen for, not %d", now.Single[models.ChoiceHand], mine.Found)
		}
	})
}
