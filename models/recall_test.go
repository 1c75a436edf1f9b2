package models_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

func TestAnAnswerNamesATitleByHalfOfItsTellingWords(t *testing.T) {
	target := []models.RecallTarget{{Kind: "outcome", Ref: "O1", Title: "Problems are fixed at first contact"}}
	for answer, want := range map[string]bool{
		"fix problems on first contact": true, "PROBLÈMS at the first call": true, "problem contacts": true, "first": false, "problems": false, "": false,
		"more revenue": false, "contact\nproblem": true, "🙂": false, strings.Repeat("first contact ", 500): true,
	} {
		if m := models.MatchRecall(answer, target)[0]; m.Counts != want {
			t.Errorf("%.60q counts: %v, by %v of %v", answer, m.Counts, m.Named, m.Words)
		}
	}
	if m := models.MatchRecall("growth", []models.RecallTarget{{Title: "Growth"}})[0]; !m.Counts {
		t.Error("the one word of a title does not name it")
	}
	if m := models.MatchRecall("the of and", []models.RecallTarget{{Title: "The of and"}})[0]; m.Counts {
		t.Error("a title without a telling word is named")
	}
}

func TestARoundCountsAnswersOnceAndKeepsNeitherWordsNorTimesNorPersons(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := withCompany(t, db)
		var round *models.RecallRound
		err := db.Write(t.Context(), as(t, db, c.Member), func(tx *models.Tx) error { _, err := tx.StartRecall(nil); return err })
		refusedAs(t, err, models.KindNotAllowed)
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) (err error) {
			if err = tx.Insert(&models.Person{Name: "Engineer, to be found", Status: "open position", Active: true}); err != nil {
				return err
			}
			round, err = tx.StartRecall(nil)
			return err
		})
		const words = "zqsecretanswer fix problems at first contact"
		var asked []*models.RecallAsked
		read(t, db, models.CommandLine, func(r *models.Read) error {
			return r.DB().Where("recall_round_id = ?", round.ID).Order("person_id").Find(&asked).Error
		})
		if len(asked) < 10 {
			t.Fatalf("%d people are asked", len(asked))
		}
		for _, a := range asked {
			read(t, db, models.CommandLine, func(r *models.Read) error {
				p, err := r.PersonByID(a.PersonID)
				if err == nil && p.Email == nil {
					t.Errorf("%s is asked, who cannot sign in", p.Name)
				}
				return err
			})
		}
		var before []*models.RecallAsked
		read(t, db, models.CommandLine, func(r *models.Read) error { return r.DB().Order("id").Find(&before).Error })
		clock.Advance(90 * time.Second)
		for _, a := range asked[:8] {
			p := &models.Person{}
			read(t, db, models.CommandLine, func(r *models.Read) (err error) { p, err = r.PersonByID(a.PersonID); return err })
			who := as(t, db, p)
			write(t, db, who, func(tx *models.Tx) error { return tx.AnswerRecall(round.Ref, words) })
			refusedAs(t, db.Write(t.Context(), who, func(tx *models.Tx) error { return tx.AnswerRecall(round.Ref, words) }), models.KindRule)
		}
		read(t, db, models.CommandLine, func(r *models.Read) error {
			p, err := r.RecallPage()
			if err != nil {
				return err
			}
			if now := p.Rounds[0]; now.Whole != nil || len(now.Groups) != 0 {
				t.Errorf("an open round shows %+v", now)
			}
			var events []*models.Event
			if err := r.DB().Where("entity_id = ? OR payload LIKE '%zqsecret%'", round.ID).Find(&events).Error; err != nil {
				return err
			}
			if len(events) != 1 || events[0].Type != string(models.RecallStarted) {
				t.Errorf("%d events tell of it", len(events))
			}
			var after []*models.RecallAsked
			var counts []*models.RecallCount
			if err := r.DB().Order("id").Find(&after).Error; err != nil {
				return err
			}
			for i, a := range after {
				if !a.UpdatedAt.Equal(before[i].UpdatedAt) || a.Version != before[i].Version {
					t.Error("when somebody answered is kept")
				}
			}
			if err := r.DB().Find(&counts).Error; err != nil {
				return err
			}
			for _, one := range counts {
				if !one.UpdatedAt.Equal(one.CreatedAt) {
					t.Error("when an answer was counted is kept")
				}
			}
			all, _ := json.Marshal([]any{after, counts})
			if strings.Contains(string(all), "zqsecret") {
				t.Error("the words are kept")
			}
			return nil
		})
		clock.Advance(9 * 24 * time.Hour)
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			p, err := r.RecallPage()
			if err != nil {
				return err
			}
			now := p.Rounds[0]
			if now.Open || now.Whole == nil || now.Whole.Answers != 8 || now.Whole.Share(models.RecallTarget{Kind: "outcome", Ref: "O1"}) != 100 {
				t.Errorf("the round shows %+v", now.Whole)
			}
			return nil
		})
		refusedAs(t, db.Write(t.Context(), as(t, db, c.Owner), func(tx *models.Tx) error { _, err := tx.StartRecall(nil); return err }), models.KindRule)
	})
}

// withCompany brings the example into a database whose clock the test moves.
func withCompany(t *testing.T, db *models.DB) (c *demo.Company) {
	t.Helper()
	write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
	return c
}
