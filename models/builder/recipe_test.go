package builder

import (
	"context"
	"testing"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// world is the example company, as rules name it.
func world(t *testing.T) (*automation.World, *demo.Company) {
	t.Helper()
	db := modelstest.Open(t, modelstest.At(modelstest.Monday))
	var c *demo.Company
	var w *automation.World
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) (err error) {
		if c, err = demo.Load(tx, demo.Options{}); err != nil {
			return err
		}
		w, err = automation.LoadWorld(&tx.Read)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return w, c
}

func TestARecipeLacksNothingButTheRecordedDecision(t *testing.T) {
	w, c := world(t)
	seen := map[string]bool{}
	for _, r := range Recipes {
		d := r.Made(c.Owner.ID)
		problems := automation.Stops(automation.Check(d, w))
		if len(problems) != 1 || problems[0].Field != "decision" {
			t.Errorf("%s lacks %+v", r.Name, problems)
		}
		if seen[r.Key] || r.Why == "" || len(d.Says(w.In(d), "Somebody").Lacks()) > 0 {
			t.Errorf("%s reads %s", r.Name, d.Says(w.In(d), "Somebody"))
		}
		seen[r.Key] = true
		if again := r.Made(""); again.Steps[0].Key == d.Steps[0].Key {
			t.Errorf("%s has the same keys each time it is taken", r.Name)
		}
	}
	if len(Recipes) < 8 {
		t.Errorf("there are %d recipes", len(Recipes))
	}
}

// Whatever a block says can be shown in its form and taken from it again unchanged.
func TestABlockComesOutOfItsFormAsItWentIn(t *testing.T) {
	w, c := world(t)
	for _, r := range Recipes {
		d := r.Made(c.Owner.ID)
		var keys []string
		d.Walk(func(s *blocks.Step, _ []*blocks.Step) { keys = append(keys, s.Key) })
		for _, key := range keys {
			taken := EntryOf(d, key, w).Take()
			again, err := d.Set(key, func(s *blocks.Step) {
				then, otherwise, late := s.Then, s.Else, s.Late
				*s = *taken
				s.Then, s.Else, s.Late = then, otherwise, late
				if s.OnError == "stop" {
					s.OnError = ""
				}
			})
			if err != nil || again.Write() != d.Copy().Write() {
				t.Errorf("%s:\n%s\nbecame\n%s\n%v", r.Name, d.Write(), again.Write(), err)
			}
		}
	}
}
