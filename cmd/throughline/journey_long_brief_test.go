package main

import (
	"strings"
	"testing"

	"throughline/models"
)

func TestJourneyABriefWithTheLongestTextsStillPrintsOnOneSheet(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	db, err := models.Open(t.Context(), h.DB, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	long := strings.Repeat("Every clinic in the northern region gets a named engineer who answers ", 4)[:275]
	err = db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
		for _, change := range []error{
			tx.DB().Exec("UPDATE intents SET statement = ?", long).Error, tx.DB().Exec("UPDATE outcomes SET title = ?", long[:160]).Error,
			tx.DB().Exec("UPDATE objectives SET title = ?, target_text = ?", long, long[:60]).Error, tx.DB().Exec("UPDATE tasks SET title = ?", long).Error,
			tx.DB().Exec("UPDATE workflows SET name = ?, verdict = ?", long[:160], models.Stop).Error,
		} {
			if change != nil {
				return change
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p := h.enter("lead")
	for _, brief := range []string{"company", "TM2", "TM3"} {
		p.Open("/briefs/" + brief)
		p.See("Every clinic in the northern region")
		for _, paper := range []string{"A4", "Letter"} {
			if n, _ := p.Sheets(paper); n != 1 {
				t.Errorf("the brief of %s prints on %d sheets of %s", brief, n, paper)
			}
		}
	}
	p.Open("/strategy")
	p.Axe()
}
