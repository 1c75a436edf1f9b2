package models_test

import (
	"fmt"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

func TestEveryFigureOfLatencyIsTheListOfItsHandoffs(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			l, err := r.Latency(models.LatencyQuery{Months: 6, Stage: "answer"})
			if err != nil {
				return err
			}
			count := func(q models.HandoffQuery, want int, what string) {
				t.Helper()
				rows, all, err := r.HandoffsFound(q, 0, 500)
				if err != nil || len(rows) != want || int(all) != want {
					t.Errorf("%s: %d of %d handoffs behind the figure %d, %v", what, len(rows), all, want, err)
				}
			}
			given, groups := 0, 0
			for _, s := range l.Stages {
				count(models.HandoffQuery{Months: 6, Stage: s.Key}, len(s.Measured), s.Title)
				count(models.HandoffQuery{Months: 6, Stage: s.Key, Still: true}, len(s.Waiting), s.Title+", waiting")
			}
			for _, m := range l.Months {
				given += m.Given
				count(models.HandoffQuery{Month: string(m.First)[:7], Stage: "answer"}, len(m.Spread.Measured), string(m.First))
			}
			for _, g := range l.Teams {
				groups += g.Given
				if g.Team != nil {
					count(models.HandoffQuery{Team: g.Team.Ref, Alone: true, Months: 6, Stage: "answer"}, len(g.Spread.Measured), g.Team.Name)
				}
			}
			none := 0 // every handoff of the example came to a team
			for _, g := range l.Teams {
				if g.Team == nil {
					none = len(g.Spread.Measured)
				}
			}
			count(models.HandoffQuery{Alone: true, Months: 6, Stage: "answer"}, none, "no team")
			for _, g := range l.Decisions {
				count(models.HandoffQuery{Decision: g.Decision.Ref, Months: 6, Stage: "answer"}, len(g.Spread.Measured), g.Decision.Title)
			}
			if given != l.Given || groups != l.Given || l.Given < 20 || len(l.Months) != 6 || l.Chosen.Median() == nil || len(l.Chosen.Waiting) == 0 || l.Answer.Of == 0 || l.Done.Of == 0 {
				t.Errorf("%d by month, %d by team of %d in %d months", given, groups, l.Given, len(l.Months))
			}
			slow, err := r.Latency(models.LatencyQuery{Months: 6, Stage: "answer", Team: c.Teams["Field"].Ref})
			if err != nil {
				return err
			}
			if len(slow.Teams) != 1 || *slow.Chosen.Median() <= *l.Chosen.Median() {
				t.Errorf("%+v", slow.Teams)
			}
			rows, _, err := r.HandoffsFound(models.HandoffQuery{Months: 6, Stage: "answer"}, 0, 50)
			if err != nil || *rows[0].Days != *l.Chosen.Worst() {
				t.Errorf("the longest is not the first, %v", err)
			}
			for is, fits := range map[string]func(*models.ListedHandoff) bool{"unanswered": func(h *models.ListedHandoff) bool { return h.Unanswered() }, "overdue": func(h *models.ListedHandoff) bool { return h.Late }} {
				rows, _, err := r.HandoffsFound(models.HandoffQuery{Is: is}, 0, 50)
				if err != nil || len(rows) == 0 {
					t.Errorf("%s: %d, %v", is, len(rows), err)
				}
				for _, h := range rows {
					if !fits(h) {
						t.Errorf("%s is not %s", h.Ref, is)
					}
				}
			}
			_, _, err = r.HandoffsFound(models.HandoffQuery{Team: "TM999"}, 0, 50)
			refusedAs(t, err, models.KindNotFound)
			_, err = r.Latency(models.LatencyQuery{Months: 6, Decision: "D999"})
			refusedAs(t, err, models.KindNotFound)
			return nil
		})
	})
}

// A period holds so many handoffs, and a company a hundred thousand: what is looked at is bounded.
func TestLatencyOfAPeriodDoesNotGrowWithTheHandoffsBeforeIt(t *testing.T) {
	if testing.Short() {
		t.Skip("fills a database")
	}
	db := modelstest.Open(t)
	var c *demo.Company
	write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
	took := func() time.Duration {
		best := time.Hour
		for range 3 {
			since := time.Now()
			read(t, db, as(t, db, c.Member), func(r *models.Read) error {
				l, err := r.Latency(models.LatencyQuery{Months: 6, Stage: "answer"})
				if err == nil && l.Given < 20 {
					t.Errorf("%d handoffs", l.Given)
				}
				return err
			})
			best = min(best, time.Since(since))
		}
		return best
	}
	before := took()
	fill(t, db, 20_000, 400*24*time.Hour)
	if after := took(); after > 3*before+50*time.Millisecond {
		t.Errorf("%s with 20,000 handoffs of the year before, %s without", after, before)
	}
}

// fill copies a handoff of the example many times, so long ago.
func fill(t *testing.T, db *models.DB, n int, ago time.Duration) {
	t.Helper()
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		var h models.Handoff
		if err := tx.DB().Where("state = ?", models.HandoffFinished).First(&h).Error; err != nil {
			return err
		}
		var task models.Task
		if err := tx.DB().Where("id = ?", h.TaskID).First(&task).Error; err != nil {
			return err
		}
		back := func(at *time.Time) *time.Time {
			if at == nil {
				return nil
			}
			then := at.Add(-ago)
			return &then
		}
		var tasks []*models.Task
		var list []*models.Handoff
		for i := range n {
			one, its := h, task
			its.Row, its.Ref = models.Row{ID: models.NewID()}, fmt.Sprint("TX", ago, i)
			one.Row, one.Ref, one.TaskID = models.Row{ID: models.NewID(), CreatedAt: h.CreatedAt.Add(-ago - time.Duration(i)*time.Minute)}, fmt.Sprint("HX", ago, i), its.ID
			one.DeliveredAt, one.AcknowledgedAt, one.StartedAt, one.DoneAt = back(h.DeliveredAt), back(h.AcknowledgedAt), back(h.StartedAt), back(h.DoneAt)
			tasks, list = append(tasks, &its), append(list, &one)
		}
		if err := models.InsertAll(tx, tasks); err != nil {
			return err
		}
		return models.InsertAll(tx, list)
	})
}
