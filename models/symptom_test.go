package models_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/work"
)

// symptoms gives all symptoms by mark.
func symptoms(t *testing.T, db *models.DB) map[string]*models.Symptom {
	t.Helper()
	by := map[string]*models.Symptom{}
	read(t, db, models.CommandLine, func(r *models.Read) error {
		var list []*models.Symptom
		err := r.DB().Order("id").Limit(5000).Find(&list).Error
		for _, s := range list {
			by[s.Mark] = s
		}
		return err
	})
	return by
}

// symptomOf gives the one symptom of a kind that names a reference.
func symptomOf(t *testing.T, db *models.DB, kind, ref string) *models.Symptom {
	t.Helper()
	for _, s := range symptoms(t, db) {
		if s.Kind == kind && strings.Contains(s.Content, `"`+ref+`"`) {
			return s
		}
	}
	t.Fatalf("no symptom of the kind %s names %s", kind, ref)
	return nil
}

func lookAgain(t *testing.T, db *models.DB) {
	t.Helper()
	write(t, db, models.Background, func(tx *models.Tx) error { _, err := tx.LookForSymptoms(); return err })
}

func TestTheOrderOfTheFactsChangesNoSymptomAndTheSameFactsHaveTheSameMark(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, models.Background, func(r *models.Read) error {
			f, err := models.SymptomFactsOf(r)
			if err != nil {
				return err
			}
			print := func() (text string) {
				signs, counts := models.Signs(f)
				for _, s := range signs {
					text += fmt.Sprintln(s.Mark(), s.Fingerprint(), s.Title, s.Wrong, s.Weight, s.About)
				}
				return text + fmt.Sprint(counts)
			}
			first := print()
			if strings.Count(first, "\n") < 4 {
				t.Errorf("the example shows too little: %s", first)
			}
			random := rand.New(rand.NewPCG(3, 4))
			for range 20 {
				shuffle(random, f.Efforts)
				shuffle(random, f.Measured)
				shuffle(random, f.Processes)
				shuffle(random, f.Waits)
				shuffle(random, f.Answers)
				if again := print(); again != first {
					t.Fatalf("in another order it is\n%s\nand was\n%s", again, first)
				}
			}
			return nil
		})
	})
}

func TestTheExampleShowsSeveralKindsEachWithSomebodyWhoIsAskedToAct(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		kinds := map[string]bool{}
		for _, s := range symptoms(t, db) {
			kinds[s.Kind] = true
			if s.State != models.SymptomOpen || s.OwnerPersonID == nil {
				t.Errorf("%s is %s and nobody is asked: %+v", s.Ref, s.State, s)
			}
		}
		for _, kind := range []string{"twins", "metrics", "waits", "money", "quiet"} {
			if !kinds[kind] {
				t.Errorf("the example shows nothing of the kind %s", kind)
			}
		}
		if s := symptomOf(t, db, "twins", "B19"); !strings.Contains(s.Content, `"B3"`) {
			t.Errorf("B19 is paired otherwise: %s", s.Content)
		}
	})
}

func TestAnAcceptedSymptomStaysAwayUntilItsFactsChangeAndThenSaysWhatChanged(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := loaded(t, db)
		s := symptomOf(t, db, "twins", "B19")
		owner := as(t, db, c.Owner)
		write(t, db, owner, func(tx *models.Tx) error { return tx.AcceptSymptom(s, "Both teams write notes for a quarter") })
		for range 3 {
			clock.Advance(24 * time.Hour)
			lookAgain(t, db)
			if now := symptoms(t, db)[s.Mark]; now.State != models.SymptomAccepted || now.Version != s.Version {
				t.Fatalf("%s is %s in version %d, was %d", now.Ref, now.State, now.Version, s.Version)
			}
		}
		write(t, db, owner, func(tx *models.Tx) error {
			o, err := tx.ObjectiveByRef("B19")
			if err != nil {
				return err
			}
			before := *o
			o.Title = "Write a fix note for the 30 most repeated tickets"
			return tx.SaveObjective(models.ObjectiveChanged, &before, o)
		})
		lookAgain(t, db)
		now := symptoms(t, db)[s.Mark]
		if now.State != models.SymptomOpen || !strings.Contains(now.Changed, "B19 says: Write a fix note for the 30 most repeated tickets, before Write fix notes") || now.Reason != "" {
			t.Errorf("it came back as %+v", now)
		}
		write(t, db, owner, func(tx *models.Tx) error {
			o, err := tx.ObjectiveByRef("B19")
			if err != nil {
				return err
			}
			before := *o
			o.Title = "Answer the phone in the clinics"
			return tx.SaveObjective(models.ObjectiveChanged, &before, o)
		})
		lookAgain(t, db)
		if now = symptoms(t, db)[s.Mark]; now.State != models.SymptomGone {
			t.Errorf("its facts were mended, and it is %s", now.State)
		}
	})
}

func TestOneWhoMayNotAnswerASymptomIsRefusedAndOneWithoutAReasonToo(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		s := symptomOf(t, db, "twins", "B19")
		refused := func(who *models.Person, do func(*models.Tx) error) {
			t.Helper()
			if err := db.Write(t.Context(), as(t, db, who), do); err == nil {
				t.Errorf("%s is not refused", who.Name)
			} else if _, is := models.AsRefusal(err); !is {
				t.Error(err)
			}
		}
		refused(c.Member, func(tx *models.Tx) error { return tx.AcceptSymptom(s, "I like both") })
		refused(c.Member, func(tx *models.Tx) error { return tx.HandSymptom(s, c.Lead.ID) })
		refused(c.Owner, func(tx *models.Tx) error { return tx.AcceptSymptom(s, "  ") })
		refused(c.Owner, func(tx *models.Tx) error { return tx.SplitSymptom(s, [2]string{"Phones", " "}) })
		refused(c.Owner, func(tx *models.Tx) error { return tx.ReopenSymptom(s) })
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error { return tx.HandSymptom(s, c.Member.ID) })
		write(t, db, as(t, db, c.Member), func(tx *models.Tx) error { return tx.SplitSymptom(s, [2]string{"Tickets of the desk", "Visits"}) })
		if now := symptoms(t, db)[s.Mark]; now.State != models.SymptomAccepted || now.Way != models.WaySplit || !strings.Contains(now.Reason, "B3: Tickets of the desk\nB19: Visits") {
			t.Errorf("the border is %+v", now)
		}
	})
}

func TestMakingTwoObjectivesOneMendsTheirSymptom(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		s := symptomOf(t, db, "twins", "B19")
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			b19, err := tx.ObjectiveByRef("B19")
			if err != nil {
				return err
			}
			return tx.AddTask(&models.Task{Title: "Write the first note", TeamID: b19.TeamID, OwnerPersonID: b19.OwnerPersonID, ObjectiveIDs: []string{b19.ID}})
		})
		write(t, db, as(t, db, c.Head), func(tx *models.Tx) error { // leads both teams, and is no author of the strategy
			p, err := tx.MergeTwins(s, "B3")
			if err == nil && p == nil {
				t.Fatal("tasks rest on B19, and nobody has looked at them")
			}
			if b19, err := tx.ObjectiveByRef("B19"); err != nil || b19.RemovedAt != nil {
				t.Fatal("it counts already")
			}
			return errors.Join(err, tx.ApplyChange(p, nil))
		})
		lookAgain(t, db)
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			if _, err := r.ObjectiveByRef("B19"); !hidden(err) {
				t.Errorf("B19 is still there: %v", err)
			}
			d, err := r.SymptomPage(s.Ref)
			if err == nil && (d.State != models.SymptomGone || len(d.History) != 2 || !strings.Contains(d.History[0].Says, "B19 was made one with B3")) {
				t.Errorf("it is %s: %+v", d.State, d.History[0])
			}
			return err
		})
	})
}

func TestWhoIsAskedToActIsToldOnceForEachLookAndOwesIt(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := loaded(t, db)
		for range 2 {
			write(t, db, models.CommandLine, func(tx *models.Tx) error {
				for _, name := range []string{"Field", "Service Desk"} {
					id := c.Teams[name].ID
					if err := tx.AddObjective(&models.Objective{Title: "Paint every room of the house in a quiet colour", State: models.Active, TeamID: &id}); err != nil {
						return err
					}
				}
				return nil
			})
			for range 2 {
				clock.Advance(24 * time.Hour)
				write(t, db, models.Background, (*models.Tx).BeginDay)
				doWork(t, db, append(work.Clocks(), work.Kind{Name: models.TellEvent, Do: func(tx *models.Tx, w *models.Work) error { _, err := tx.TellEvent(w); return err }})...)
			}
		}
		var notices []*models.Notice
		read(t, db, models.CommandLine, func(r *models.Read) error {
			return r.DB().Where("type = ?", string(models.SymptomsFound)).Order("created_at").Limit(50).Find(&notices).Error
		})
		by := map[string]int{}
		for _, n := range notices {
			by[n.EventID+n.PersonID]++
		}
		if len(notices) == 0 || len(by) != len(notices) {
			t.Errorf("%d notices", len(notices))
		}
		read(t, db, as(t, db, c.Head), func(r *models.Read) error {
			o, err := r.Owed()
			if err != nil {
				return err
			}
			for _, k := range o.Kinds {
				if k.Key == "symptoms" {
					return nil
				}
			}
			t.Errorf("%s owes nothing of it: %d kinds", c.Head.Name, len(o.Kinds))
			return nil
		})
	})
}
