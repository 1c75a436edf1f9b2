package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// draftOperations writes the secret word into the next version of two operations strategies. That of Accounts stays a draft; in that of Finance
// the word is thrown away before it comes in force. It gives the pages on which the two could show it.
func (h *house) draftOperations(c *demo.Company) (pages []string) {
	h.t.Helper()
	of := func(tx *models.Tx, ref string) *models.OperationsStrategy {
		s, err := tx.OperationsStrategyByRef(ref)
		if err != nil {
			h.t.Fatal(err)
		}
		return s
	}
	for _, key := range []string{"accounts", "invoices"} {
		h.write(func(tx *models.Tx) error {
			next, err := tx.NextOperations(of(tx, c.Operations[key].Ref))
			if err != nil {
				return err
			}
			s := of(tx, next.Ref)
			s.Name, s.Runs, s.CapacityNote, s.Measures[0].Name, s.Priorities[0].Title = secretWord+" name", secretWord+" runs", secretWord+" note", secretWord+" measure", secretWord+" priority"
			s.Measures[0].MetricID = nil
			pages = append(pages, link.OperationsStrategy(s.Ref), link.OperationsStep(s.Ref, "check"), link.HistoryOfThing("operations_strategy", s.Ref, nil), link.Audit(s.Ref), link.AuditRuns(s.Ref))
			return tx.SaveOperations(next, s)
		})
		h.clock.Advance(time.Minute)
		if key == "accounts" {
			continue
		}
		ref := c.Operations[key].Ref
		h.write(func(tx *models.Tx) error {
			next, err := tx.NextOperations(of(tx, ref))
			if err != nil {
				return err
			}
			was, s := of(tx, next.Ref), of(tx, ref)
			next.Name, next.Runs, next.CapacityNote, next.Measures[0].Name, next.Priorities[0].Title = s.Name, s.Runs, s.CapacityNote, s.Measures[0].Name, s.Priorities[0].Title
			return tx.SaveOperations(was, next)
		})
		h.clock.Advance(time.Minute)
		h.write(func(tx *models.Tx) error {
			next, err := tx.NextOperations(of(tx, ref))
			if err != nil {
				return err
			}
			return tx.PutOperationsInForce(next)
		})
	}
	today := string(c.Company.Calendar().Today(h.db.Now()))
	for _, page := range pages {
		if kind, ref, found := strings.Cut(strings.TrimPrefix(page, "/history/"), "/"); found && kind == "operations_strategy" {
			pages = append(pages, link.Past(kind, ref, today), link.PastCompared(kind, ref, today, today))
		}
	}
	return append(pages, link.History(url.Values{"kind": {"operations_strategy"}}), link.OperationsStrategies(), link.Layers(), link.Search("zqdra", "", "", 1), link.Search("zqdra", "operations_strategy", "", 1))
}

func TestTheSecretWordsOfOperationsStrategiesAreReadByTheirCircle(t *testing.T) {
	h, c := example(t)
	pages := h.draftOperations(c)
	read := 0
	for _, page := range pages {
		if got := h.as(models.Executive).get(page); got.Status == http.StatusOK && strings.Contains(got.Body, secretWord) {
			read++
		}
	}
	if read < 4 {
		t.Errorf("an executive reads the words on %d of %d pages", read, len(pages))
	}
}
