package models_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// found searches as somebody and gives the references, or the titles of things without one.
func found(t *testing.T, db *models.DB, who models.Who, q models.SearchQuery) (refs []string, s *models.SearchResult) {
	t.Helper()
	read(t, db, who, func(r *models.Read) (err error) {
		if s, err = r.Search(q); err != nil {
			return err
		}
		for _, f := range s.All {
			refs = append(refs, f.Kind+" "+f.Ref)
		}
		return r.FillFound(s.Words, s.All)
	})
	return refs, s
}

func TestAReferenceLeadsStraightToItsThingAndTitlesComeBeforeWhatOnlySaysTheWord(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		for _, ref := range []string{"O3", "o3", "T17", " t17 "} {
			refs, _ := found(t, db, as(t, db, c.Member), models.SearchQuery{Words: ref})
			if len(refs) == 0 || !strings.HasSuffix(refs[0], " "+strings.ToUpper(strings.TrimSpace(ref))) {
				t.Errorf("%q finds %v", ref, refs)
			}
		}
	})
}

func TestSearchFindsBeginningsWithoutAccentsInEveryKind(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return models.InsertAll(tx, []*models.Task{{Title: "Prüfung der Café-Öffnung", State: "open"}, {Title: "Ελληνικά κείμενο", State: "open"}, {Title: "Проверка склада", State: "open"}})
		})
		for words, want := range map[string]int{"prufung": 1, "Prüf": 1, "CAFE": 1, "café öffnung": 1, "κείμ": 1, "проверка": 1, "offnung prufung": 1, "rufung": 0} {
			if refs, _ := found(t, db, models.CommandLine, models.SearchQuery{Words: words}); len(refs) != want {
				t.Errorf("%q finds %v", words, refs)
			}
		}
	})
}

func TestNothingThatIsTypedBreaksTheSearch(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		for _, words := range []string{`"`, `'`, `a"b`, `NEAR`, `a NEAR/2 b`, `*`, `-`, `(`, `)`, `((a`, `NOT`, `a OR`, `AND`, "head:", "head:a", "tags:task", `:*`, `\`, `'a':*A`, `a' | 'b`, "\x00", "a\x00b",
			strings.Repeat("ticket ", 2000), strings.Repeat("x", 10_000), "😀", "😀 ticket", "שלום עולם", "مرحبا", "\u202eticket", "\ue000task", "=task", "%", "_", "?", "$1", ";DROP TABLE tasks", "\xff\xfe", "ⅷ", "½", "e\u0301", "\u0301", "𝔘𝔫𝔦", "𐐀", "ꟊ", "𞤀", "१२", "漢字", "〇"} {
			for _, q := range []models.SearchQuery{{Words: words}, {Words: words, Kind: words, Team: words}, {Words: words, Kind: "task", Team: "TM1"}, {Words: words, Kind: "outcome"}} {
				found(t, db, as(t, db, c.Member), q)
			}
		}
	})
}
