package models_test

import (
	"slices"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestATaskOfAnInitiativeHasItsThreadThroughIt(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner, member := as(t, db, c.Owner), as(t, db, c.Member)
		kits := c.Initiatives["kits"]
		loose := &models.Task{Title: "Count the kits", State: models.TaskOpen, OwnerPersonID: &c.Member.ID, DueDay: c.Company.Calendar().Today(db.Now()).Add(1)}
		write(t, db, member, func(tx *models.Tx) error { return tx.AddTask(loose) })
		looksLoose := func(who models.Who, q models.TaskQuery) (here bool) {
			read(t, db, who, func(r *models.Read) error {
				list, _, err := r.TasksFound(q, 0, 200)
				for _, row := range list {
					here = here || row.Ref == loose.Ref
				}
				return err
			})
			return here
		}
		thread := func(who models.Who) (p *models.TaskThread, err error) {
			err = db.Read(t.Context(), who, func(r *models.Read) (err error) { p, err = r.TaskPage(loose.Ref); return err })
			return p, err
		}
		weight := func() (w *models.TaskWeight) {
			read(t, db, member, func(r *models.Read) error {
				o, err := r.Owed()
				for _, k := range o.Kinds {
					for _, d := range k.List {
						if d.Task != nil && d.Task.Ref == loose.Ref {
							w = d.Weight
						}
					}
				}
				return err
			})
			return w
		}
		other := as(t, db, c.People["Jónas Birgisson"])
		if p, err := thread(member); err != nil || len(p.Served) > 0 || p.By != nil || !looksLoose(member, models.TaskQuery{Thread: "none"}) {
			t.Fatalf("%+v, %v", p, err)
		}
		if _, err := thread(other); err == nil {
			t.Error("others read what stands on a personal page alone")
		}
		if w := weight(); w == nil || w.First != nil {
			t.Errorf("it weighs %+v", w)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE tasks SET initiative_id = ? WHERE id = ?", kits.ID, loose.ID).Error
		})
		var serves *models.Initiative
		read(t, db, owner, func(r *models.Read) (err error) { serves, err = r.InitiativeByRef(kits.Ref); return err })
		p, err := thread(member)
		if err != nil || p.By == nil || p.By.ID != kits.ID || p.Intent == nil || len(p.Served) == 0 || !p.Task.Threaded() {
			t.Fatalf("%+v, %v", p, err)
		}
		for _, o := range p.Served {
			if len(serves.ObjectiveIDs) == 0 && !slices.Contains(serves.OutcomeIDs, o.ID) {
				t.Errorf("it serves %s", o.Ref)
			}
		}
		if looksLoose(member, models.TaskQuery{Thread: "none"}) || !looksLoose(member, models.TaskQuery{Serves: p.Served[0].Ref}) || looksLoose(member, models.TaskQuery{Serves: "O99"}) {
			t.Error("the lists do not say that it serves what its initiative serves")
		}
		if _, err := thread(other); err != nil || !looksLoose(other, models.TaskQuery{Serves: p.Served[0].Ref}) {
			t.Errorf("others do not read what serves an outcome: %v", err)
		}
		if w := weight(); w == nil || w.First == nil || !slices.ContainsFunc(p.Served, func(o *models.OutcomeNow) bool { return o.Ref == w.First.Ref }) {
			t.Errorf("it weighs %+v", w)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE initiatives SET state = ? WHERE id = ?", models.Dropped, kits.ID).Error
		})
		if p, err := thread(member); err != nil || p.By != nil || len(p.Served) > 0 || p.Task.Under == nil || !looksLoose(member, models.TaskQuery{Thread: "none"}) {
			t.Errorf("a dropped initiative still asks for it: %+v, %v", p, err)
		}
	})
}
