package models_test

import (
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// Whoever is asked to act, the leads above what it is about, and executives answer a symptom. Nobody else does, whatever they administer.
func TestASymptomIsAnsweredByWhoIsAskedTheLeadsAboveAndExecutives(t *testing.T) {
	t.Parallel()
	db := modelstest.Open(t)
	c := loaded(t, db)
	desk := c.Teams["Service Desk"].ID
	var s *models.Symptom
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		s = &models.Symptom{Kind: "twins", Mark: "twins:test", Fingerprint: "a", State: models.SymptomOpen, Title: "Test", Content: `{"about":[]}`, TeamID: &desk, OwnerPersonID: &c.People["Yusuf Haddad"].ID, FoundAt: tx.Now}
		return tx.Insert(s)
	})
	for who, may := range map[*models.Person]bool{c.People["Yusuf Haddad"]: true, c.Owner: true, c.Head: true, c.Lead: true, c.Member: false, c.Administrator: false, c.People["Samuel Brandt"]: false} {
		if got := as(t, db, who).MayAnswer(s); got != may {
			t.Errorf("%s may answer it: %v", who.Name, got)
		}
		if may {
			continue
		}
		for name, act := range map[string]func(*models.Tx) error{
			"accept": func(tx *models.Tx) error { return tx.AcceptSymptom(s, "Because") },
			"split":  func(tx *models.Tx) error { return tx.SplitSymptom(s, [2]string{"a", "b"}) },
			"hand":   func(tx *models.Tx) error { return tx.HandSymptom(s, c.Lead.ID) },
			"reopen": func(tx *models.Tx) error { return tx.ReopenSymptom(s) },
			"merge":  func(tx *models.Tx) error { _, err := tx.MergeTwins(s, "B3"); return err },
		} {
			if r, is := models.AsRefusal(db.Write(t.Context(), as(t, db, who), act)); !is || r.Kind != models.KindNotAllowed && name != "split" {
				t.Errorf("%s is not refused to %s it: %v", who.Name, name, r)
			}
		}
	}
}

// Two who answer at once do not both: the second is told what the first did.
func TestOfTwoWhoAnswerASymptomAtOnceOneIsToldOfTheOther(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		first := symptomOf(t, db, "twins", "B19")
		ref, seen := first.Ref, first.Seen()
		var done sync.WaitGroup
		errs := make([]error, 2)
		for n, who := range []models.Who{as(t, db, c.Owner), as(t, db, c.Head)} {
			done.Go(func() {
				errs[n] = db.Write(t.Context(), who, func(tx *models.Tx) error {
					s, err := tx.SymptomByRef(ref)
					if err == nil {
						err = tx.SymptomSeen(s, seen)
					}
					if err != nil {
						return err
					}
					return tx.AcceptSymptom(s, "Both are needed, says "+who.Name)
				})
			})
		}
		done.Wait()
		s := symptomOf(t, db, "twins", "B19")
		failed := 0
		for _, err := range errs {
			if err != nil {
				failed++
				refusedAs(t, err, models.KindStale)
			}
		}
		if failed != 1 || s.State != models.SymptomAccepted || s.Reason != "Both are needed, says "+s.SettledName {
			t.Errorf("%d of two were refused, and it is %s by %s: %s", failed, s.State, s.SettledName, s.Reason)
		}
	})
}

// What somebody saw is not what stands there any more: the refusal says what changed.
func TestAnAnswerToASymptomThatChangedMeanwhileSaysWhatChanged(t *testing.T) {
	t.Parallel()
	s := models.Symptom{State: models.SymptomOpen, Fingerprint: "a"}
	anna := "p1"
	for want, now := range map[string]models.Symptom{
		"": s,
		"Anna accepted it while you were looking at it.":               {State: models.SymptomAccepted, Fingerprint: "a", SettledName: "Anna"},
		"Its facts were mended while you were looking at it.":          {State: models.SymptomGone, Fingerprint: "a"},
		"Its facts changed while you were looking at it.":              {State: models.SymptomOpen, Fingerprint: "b"},
		"It was handed to somebody else while you were looking at it.": {State: models.SymptomOpen, Fingerprint: "a", OwnerPersonID: &anna},
	} {
		got := ""
		if r, is := models.AsRefusal((*models.Tx)(nil).SymptomSeen(&now, s.Seen())); is {
			got = r.Say
		}
		if got != want {
			t.Errorf("it says %q and not %q", got, want)
		}
	}
}

// A flag of the two layers and its symptom are one thing: set aside on one page, it is set aside on the other, until it says something else.
func TestAFlagOfTheTwoLayersIsSetAsideOnceForBothPages(t *testing.T) {
	t.Parallel()
	clock := modelstest.At(time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC))
	db := modelstest.Open(t, clock)
	c := loaded(t, db)
	owner := as(t, db, c.Owner)
	flags := func() (stand, aside []models.LayerFlag, page *models.LayersPage) {
		read(t, db, owner, func(r *models.Read) (err error) {
			if page, err = r.LayersPage(); err == nil {
				stand, aside = page.Apart(page.Flags)
			}
			return err
		})
		return stand, aside, page
	}
	stand, aside, page := flags()
	if len(stand) == 0 || len(aside) > 0 {
		t.Fatalf("%d flags stand and %d are set aside", len(stand), len(aside))
	}
	var about models.LayerFlag
	for _, f := range stand {
		if page.SymptomOf(f) == nil {
			t.Errorf("%s %s is no symptom", f.Name, f.Say)
		}
		if f.Code == models.LayerNoAnchor {
			about = f
		}
	}
	write(t, db, owner, func(tx *models.Tx) error {
		s, err := tx.SymptomByRef(page.SymptomOf(about).Ref)
		if err != nil {
			return err
		}
		return tx.AcceptSymptom(s, "Finance serves all of them alike")
	})
	clock.Advance(24 * time.Hour)
	lookAgain(t, db)
	if _, aside, _ = flags(); len(aside) != 1 || aside[0].Mark() != about.Mark() {
		t.Fatalf("set aside are %+v", aside)
	}
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		before, err := tx.OutcomeByRef("O8")
		if err != nil {
			return err
		}
		return tx.Insert(&models.OperationsAnchor{OperationsStrategyID: about.ID, OutcomeID: before.ID})
	})
	lookAgain(t, db)
	if _, aside, page = flags(); len(aside) != 0 || page.SymptomOf(about).State != models.SymptomOpen {
		t.Errorf("its facts changed, and it is set aside: %+v", aside)
	}
}
