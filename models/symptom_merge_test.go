package models_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// alikeWorld is a small company of two teams in which two things of each kind say the same, each with what belongs to it.
type alikeWorld struct {
	boss, desk  *models.Person
	outcome     *models.Outcome
	pairs       map[string][2]models.Entity
	belongs     []models.Entity // what belongs to the second of each pair
	strategy    *models.Strategy
	deskID, fID string
}

func buildAlike(t *testing.T, db *models.DB) *alikeWorld {
	t.Helper()
	w := &alikeWorld{boss: &models.Person{Name: "Bo", Active: true, Executive: true}, desk: &models.Person{Name: "Dana", Active: true}, pairs: map[string][2]models.Entity{}}
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		c := models.NewCompany("Test")
		c.Confirmed = true
		w.strategy = &models.Strategy{Kind: models.Organizational, State: models.InForce, InForceAt: &tx.Now}
		teams := []*models.Team{{Name: "Desk"}, {Name: "Field"}}
		if err := insertEach(tx, c, w.boss, w.desk, w.strategy); err != nil {
			return err
		}
		teams[0].LeadPersonID = &w.desk.ID
		if err := insertEach(tx, teams[0], teams[1]); err != nil {
			return err
		}
		w.deskID, w.fID = teams[0].ID, teams[1].ID
		w.outcome = &models.Outcome{StrategyID: &w.strategy.ID, Title: "Calls are answered", State: models.OutcomeActive}
		if err := tx.AddOutcome(w.outcome); err != nil {
			return err
		}
		goals := []*models.Goal{{StrategyID: &w.strategy.ID, Title: "One desk", State: models.Active}, {StrategyID: &w.strategy.ID, Title: "Quick visits", State: models.Active}}
		for _, g := range goals {
			if err := tx.AddGoal(g); err != nil {
				return err
			}
		}
		hours := []*float64{ptrTo(4.0), ptrTo(2.5)}
		for n, team := range teams {
			id := &team.ID
			o := &models.Objective{StrategyID: &w.strategy.ID, Title: "Write fix notes for repeated tickets", State: models.Active, TeamID: id, GoalIDs: []string{goals[n].ID}}
			i := &models.Initiative{Name: "Renew the phone lines of all clinics", State: models.Candidate, TeamID: id, OwnerPersonID: &w.boss.ID}
			f := &models.Workflow{Name: "Check the stock of spare parts weekly", TeamID: id, Hours: hours[n]}
			p := &models.Process{StrategyID: &w.strategy.ID, Name: "Hand out loan machines to clinics", TeamID: id}
			task := &models.Task{Title: "Order new labels for the loan machines", TeamID: id, GoalIDs: []string{goals[n].ID}}
			if n == 1 {
				i.OutcomeIDs = []string{w.outcome.ID}
				f.Outcomes = []*models.WorkflowOutcome{{OutcomeID: w.outcome.ID}}
			}
			for _, add := range []func() error{func() error { return tx.AddObjective(o) }, func() error { return tx.AddInitiative(i) }, func() error { return tx.AddWorkflow(f) },
				func() error { return tx.AddProcess(p) }, func() error { return tx.AddTask(task) }} {
				if err := add(); err != nil {
					return err
				}
			}
			for kind, e := range map[string]models.Entity{"objective": o, "initiative": i, "workflow": f, "process": p, "task": task} {
				pair := w.pairs[kind]
				pair[n] = e
				w.pairs[kind] = pair
			}
			if n == 0 {
				continue
			}
			d := &models.Decision{Title: "Go on", State: models.DecisionAccepted, AcceptedAt: &tx.Now, DeciderPersonID: &w.boss.ID}
			if err := tx.Insert(d); err != nil {
				return err
			}
			under := &models.Task{Title: "Ring the supplier of the lines", TeamID: id, InitiativeID: &i.ID}
			serving := &models.Task{Title: "Collect the tickets of May", TeamID: id, ObjectiveIDs: []string{o.ID}}
			sub := &models.Task{Title: "Measure the old labels", TeamID: id, ParentTaskID: &task.ID}
			of := &models.Process{StrategyID: &w.strategy.ID, Name: "Count parts with a scanner", TeamID: id, WorkflowID: &f.ID}
			for _, one := range []*models.Task{under, serving, sub} {
				if err := tx.AddTask(one); err != nil {
					return err
				}
			}
			if err := tx.AddProcess(of); err != nil {
				return err
			}
			w.belongs = []models.Entity{under, serving, sub, of}
			for kind, e := range map[string]models.Entity{"objective": o, "initiative": i, "workflow": f, "process": p} {
				if err := tx.Insert(&models.DecisionLink{DecisionID: d.ID, EntityType: kind, EntityID: e.Identity()}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return w
}

func insertEach(tx *models.Tx, list ...models.Entity) error {
	for _, e := range list {
		if err := tx.Insert(e); err != nil {
			return err
		}
	}
	return nil
}

// counting is what changes with each save, and what a state is stamped with.
var counting = regexp.MustCompile(`"(Version|UpdatedAt|version|updated_at)":[^,}]*`)

// standing is everything of the world as it stands: the pairs, what belongs to them, and what names them.
func (w *alikeWorld) standing(t *testing.T, db *models.DB) string {
	t.Helper()
	var list []any
	read(t, db, models.CommandLine, func(r *models.Read) error {
		for _, kind := range []string{"objective", "initiative", "workflow", "process", "task"} {
			for _, e := range w.pairs[kind] {
				one, err := models.ThingOf(r, kind, e.Identity())
				if err != nil {
					return err
				}
				list = append(list, one)
			}
		}
		for n, e := range w.belongs {
			one, err := models.ThingOf(r, []string{"task", "task", "task", "process"}[n], e.Identity())
			if err != nil {
				return err
			}
			list = append(list, one)
		}
		var links []*models.DecisionLink
		if err := r.DB().Order("entity_type, entity_id").Limit(50).Find(&links).Error; err != nil {
			return err
		}
		for _, l := range links {
			list = append(list, l.EntityType+" "+l.EntityID)
		}
		return nil
	})
	b, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return counting.ReplaceAllString(string(b), "")
}

func TestTwoThatAreAlikeAreMadeOneFromTheirSymptomAndTwoAgain(t *testing.T) {
	t.Parallel()
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		w := buildAlike(t, db)
		boss := as(t, db, w.boss)
		lookAgain(t, db)
		refs := map[string][2]string{}
		for _, s := range symptoms(t, db) {
			if says, err := s.Says(); err != nil {
				t.Fatal(err)
			} else if s.Kind == "twins" || s.Kind == "processes" {
				refs[says.About[0].Kind] = [2]string{s.Ref, says.About[0].Ref}
				if *says.Value != 100 || !strings.Contains(says.Wrong, "that say the same:") {
					t.Errorf("equal titles are %v alike: %s", *says.Value, says.Wrong)
				}
			}
		}
		first := w.standing(t, db)
		do := func(who models.Who, ref string, act func(*models.Tx, *models.Symptom) error) error {
			return db.Write(t.Context(), who, func(tx *models.Tx) error {
				s, err := tx.SymptomByRef(ref)
				if err != nil {
					return err
				}
				return act(tx, s)
			})
		}
		gap := func() (g *models.GapReport) {
			read(t, db, models.CommandLine, func(r *models.Read) (err error) { g, err = r.Gap(""); return err })
			return g
		}
		hours := gap().Effort.All.Hours
		for _, kind := range []string{"objective", "initiative", "workflow", "process", "task"} {
			ref, keep := refs[kind][0], refs[kind][1]
			if ref == "" {
				t.Errorf("two of the kind %s that say the same are no symptom", kind)
				continue
			}
			merge := func(tx *models.Tx, s *models.Symptom) error {
				c, err := tx.MergeTwins(s, keep)
				if err == nil && c != nil { // something rests on the one that goes
					err = tx.ApplyChange(c, nil)
				}
				return err
			}
			if err := do(as(t, db, w.desk), ref, merge); err == nil {
				t.Errorf("who leads one of the two teams makes two of the kind %s one", kind)
			}
			if err := do(boss, ref, merge); err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			lookAgain(t, db)
			var s *models.Symptom
			read(t, db, boss, func(r *models.Read) (err error) { s, err = r.SymptomByRef(ref); return err })
			if s.State != models.SymptomGone || s.Way != models.WayMerged || !strings.Contains(s.Reason, "was made one with "+keep) {
				t.Errorf("%s: after making them one it is %s by %q: %s", kind, s.State, s.Way, s.Reason)
			}
			if err := do(boss, ref, merge); err == nil {
				t.Errorf("%s: they are made one twice", kind)
			}
		}
		read(t, db, boss, func(r *models.Read) error {
			id := func(kind string) string { return w.pairs[kind][0].Identity() }
			for n, want := range []string{`"InitiativeID":"` + id("initiative"), `"ObjectiveIDs":["` + w.pairs["objective"][1].Identity(), `"ParentTaskID":"` + id("task"), `"WorkflowID":"` + id("workflow")} {
				one, err := models.ThingOf(r, []string{"task", "task", "task", "process"}[n], w.belongs[n].Identity())
				b, _ := json.Marshal(one)
				if err != nil || !strings.Contains(string(b), want) {
					t.Errorf("what belonged to the one that went is not of the one that stays: %s, %v", b, err)
				}
			}
			for kind, want := range map[string]string{"workflow": `"Hours":6.5`, "initiative": w.outcome.ID, "objective": `"GoalIDs":["`, "task": `"GoalIDs":["`} {
				one, err := models.ThingOf(r, kind, id(kind))
				b, _ := json.Marshal(one)
				if err != nil || !strings.Contains(string(b), want) {
					t.Errorf("the %s that stays lacks %s: %s, %v", kind, want, b, err)
				}
			}
			return nil
		})
		if g := gap(); g.Effort.All.Hours != hours || g.Effort.All.Count != 1 {
			t.Errorf("%v hours of %d workflows, before %v", g.Effort.All.Hours, g.Effort.All.Count, hours)
		}
		for _, kind := range []string{"task", "process", "workflow", "initiative", "objective"} {
			if err := do(as(t, db, w.desk), refs[kind][0], (*models.Tx).PartTwins); err == nil {
				t.Errorf("who may not answer it makes two of the kind %s two again", kind)
			}
			if err := do(boss, refs[kind][0], (*models.Tx).PartTwins); err != nil {
				t.Errorf("%s: %v", kind, err)
			}
		}
		if again := w.standing(t, db); again != first {
			t.Errorf("after making all two again it is\n%s\nand was\n%s", again, first)
		}
		lookAgain(t, db)
		for _, s := range symptoms(t, db) {
			if s.State != models.SymptomOpen {
				t.Errorf("%s is %s after they were made two again", s.Title, s.State)
			}
		}
	})
}

func TestWhatIsKeptApartInTheAlignmentIsNotSaidToBeMended(t *testing.T) {
	t.Parallel()
	db := modelstest.Open(t)
	w := buildAlike(t, db)
	lookAgain(t, db)
	a, b := w.pairs["objective"][0].Identity(), w.pairs["objective"][1].Identity()
	d := &models.Dismissal{EntityType: "objective", EntityID: b, Code: "twin." + a, Reason: "One is by phone", PersonID: &w.boss.ID}
	write(t, db, models.CommandLine, func(tx *models.Tx) error { return tx.Insert(d) })
	lookAgain(t, db)
	find := func() (found *models.Symptom) {
		for _, s := range symptoms(t, db) {
			if strings.Contains(s.Content, a) && s.Kind == "twins" {
				found = s
			}
		}
		return found
	}
	if s := find(); s.State != models.SymptomGone || s.Way != models.WayApart || s.Reason != "Bo keeps both apart in the alignment: One is by phone" {
		t.Errorf("it is %s by %q: %s", s.State, s.Way, s.Reason)
	}
	write(t, db, models.CommandLine, func(tx *models.Tx) error { return tx.Delete(d) })
	lookAgain(t, db)
	if s := find(); s.State != models.SymptomOpen || s.Reason != "" {
		t.Errorf("nobody keeps them apart any more, and it is %s: %s", s.State, s.Reason)
	}
}

// Titles that share every group of letters may still say another thing; only equal ones are alike wholly.
func TestOnlyEqualTitlesAreAlikeWholly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"Write fix notes for repeated tickets", "write fix  notes for repeated tickets.", 100},
		{"Write fix notes for repeated tickets", "Write the repeated tickets fix note", 99},
		{"Write fix notes for repeated tickets", "Writing fix notes for all repeated tickets", 96},
	} {
		if got := models.LikenessShown(c.a, c.b); got != c.want {
			t.Errorf("%q and %q are %v%% alike and not %v%%", c.a, c.b, got, c.want)
		}
	}
}
