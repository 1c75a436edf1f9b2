package wizard

import (
	"context"
	"testing"

	"throughline/models"
)

// anAuthor is a member who was named to work on the draft.
func anAuthor(t *testing.T, db *models.DB, maja models.Who) models.Who {
	t.Helper()
	p := &models.Person{Name: "Ana", Active: true}
	if err := db.Write(context.Background(), maja, func(tx *models.Tx) error {
		if err := tx.Insert(p); err != nil {
			return err
		}
		s, err := Current(&tx.Read)
		if err != nil {
			return err
		}
		return tx.SetAuthors(s, []string{p.ID})
	}); err != nil {
		t.Fatal(err)
	}
	return models.Who{PersonID: p.ID, Name: p.Name}
}

func TestWhoMayOpenTheAlignment(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, team := company(t, db)
		lead := models.Who{PersonID: models.NewID(), Name: "Lea", Leads: []string{team.ID}, Below: map[string]bool{team.ID: true}}
		head := lead
		head.Heads = head.Leads
		who := map[string]models.Who{
			"an executive": maja, "an author": anAuthor(t, db, maja), "a lead": lead, "a head": head, "a member": {PersonID: models.NewID(), Name: "Mo"},
			"an administrator": {PersonID: models.NewID(), Name: "Ada", Administrator: true}, "nobody": models.Nobody,
		}
		check := func(when string, want map[string]models.RefusalKind) {
			t.Helper()
			for name, w := range who {
				err := db.Read(context.Background(), w, func(r *models.Read) error { _, err := Current(r); return err })
				kind := models.RefusalKind(0)
				if r, ok := models.AsRefusal(err); ok {
					kind = r.Kind
				} else if err != nil {
					t.Fatal(err)
				}
				if kind != want[name] {
					t.Errorf("%s, %s: %v", when, name, err)
				}
			}
		}
		none := models.KindNotFound
		check("a draft", map[string]models.RefusalKind{"a lead": none, "a head": none, "a member": none, "an administrator": none, "nobody": none})
		walkTo(t, db, maja)
		if _, err := PutInForce(context.Background(), db, who["an author"]); err == nil {
			t.Fatal("an author put it in force")
		}
		if _, err := PutInForce(context.Background(), db, maja); err != nil {
			t.Fatal(err)
		}
		not := models.KindNotAllowed
		check("in force", map[string]models.RefusalKind{"a lead": not, "a head": not, "a member": not, "an administrator": not, "nobody": not})
	})
}

func TestFromADraftNothingOfAnotherStrategyCanBeChanged(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		other := &models.Strategy{Kind: models.Organizational, State: models.Superseded}
		goal, objective := &models.Goal{Title: "Old goal"}, &models.Objective{Title: "Old objective"}
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(other); err != nil {
				return err
			}
			goal.StrategyID, objective.StrategyID = &other.ID, &other.ID
			if err := tx.AddGoal(goal); err != nil {
				return err
			}
			return tx.AddObjective(objective)
		}); err != nil {
			t.Fatal(err)
		}
		for _, do := range []string{"to-objective:" + goal.ID, "to-goal:" + objective.ID, "pick-goal:" + goal.ID, "pick-objective:" + objective.ID,
			"aside-goal:" + goal.ID, "aside-objective:" + objective.ID, "restore:" + objective.ID} {
			mustSave(t, db, maja, "goals", Query{}, map[string][]string{"do": {do}}, false)
		}
		if w := world(t, db, maja); len(w.Goals)+len(w.Objectives) != 0 {
			t.Fatalf("%+v %+v", w.Goals, w.Objectives)
		}
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			g, err := r.GoalByID(goal.ID)
			if err == nil && (g.Version != 1 || g.RemovedAt != nil) {
				t.Errorf("%+v", g)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}
