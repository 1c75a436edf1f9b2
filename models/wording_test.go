package models_test

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/form"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

func TestANewWordingAsksItsReadersAgainAndFiguresDoNot(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		var c *demo.Company
		write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
		notice := func() { write(t, db, models.Background, (*models.Tx).NoticeWordings) }
		count := func(query string, args ...any) (n int64) {
			read(t, db, models.CommandLine, func(r *models.Read) error {
				return r.DB().Raw("SELECT COUNT(*) FROM "+query, args...).Scan(&n).Error
			})
			return n
		}
		notice()
		before := count("wordings")
		notice()
		if n := count("wordings"); n != before || before == 0 {
			t.Fatalf("%d wordings, and %d when nothing changed", before, n)
		}
		accounts := c.Teams["Accounts"]
		samuel, chiara := c.People["Samuel Brandt"], c.People["Chiara Bellandi"]
		pages := func(p *models.Person) (list []*models.PageToRead) {
			read(t, db, as(t, db, p), func(r *models.Read) (err error) { list, err = r.PagesToRead(); return err })
			return list
		}
		for _, p := range []*models.Person{samuel, chiara} { // both read the edition that stands
			err := db.Write(t.Context(), as(t, db, p), func(tx *models.Tx) error {
				e, err := tx.NewestEdition(c.Strategy.ID, &accounts.ID)
				if err != nil {
					return err
				}
				return tx.GiveReceipt(e)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if list := pages(chiara); len(list) != 0 {
			t.Fatalf("who has read the edition is asked to read the same again: %+v", list[0])
		}
		clock.Advance(time.Hour)
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE objectives SET title = ? WHERE id = ?", "Every renewal call follows the six questions", c.Objectives["B12"].ID).Error
		})
		notice()
		if n := count("wordings"); n <= before {
			t.Fatal("a new title is no new wording")
		}
		list := pages(chiara)
		if len(list) != 1 || list[0].Team == nil || list[0].Team.ID != accounts.ID || list[0].Was == nil {
			t.Fatalf("asked to read are %+v", list)
		}
		if changes, err := list[0].Changes(form.Locale{}); err != nil || len(changes) == 0 {
			t.Errorf("what changed is not said: %v, %v", changes, err)
		}
		if n := count("events WHERE type = ? AND entity_id = ? AND payload LIKE ?", string(models.WordingNew), list[0].ID, "%"+chiara.ID+"%"); n != 1 {
			t.Errorf("%d events ask to read it", n)
		}
		say := func(p *models.Person, team *models.Team, hash string) error {
			return db.Write(t.Context(), as(t, db, p), func(tx *models.Tx) error { return tx.ReadPage(team, hash) })
		}
		refusedAs(t, say(chiara, accounts, "another"), models.KindRule)
		refusedAs(t, say(c.Member, accounts, list[0].Hash), models.KindNotAllowed)
		for range 2 {
			if err := say(chiara, accounts, list[0].Hash); err != nil {
				t.Fatal(err)
			}
		}
		if n := count("wording_receipts WHERE person_id = ? AND hash = ?", chiara.ID, list[0].Hash); n != 1 {
			t.Errorf("said twice it counts %d times", n)
		}
		if len(pages(chiara)) != 0 {
			t.Error("who has read it is asked again")
		}
		var w *models.Wording
		var lines []*models.ReaderLine
		read(t, db, as(t, db, samuel), func(r *models.Read) (err error) { w, lines, err = r.WordingLines(accounts); return err })
		for i, l := range lines {
			if l.PersonID == chiara.ID && l.ReadAt.IsZero() || i > 0 && lines[i-1].Name > l.Name {
				t.Errorf("%s of %d: %+v", l.Name, i, l)
			}
		}
		remind := func(p *models.Person) (n int, err error) {
			err = db.Write(t.Context(), as(t, db, p), func(tx *models.Tx) error {
				n, err = tx.RemindReaders(w, models.Asked{Name: models.ReadersOf(accounts), TeamRef: accounts.Ref}, lines)
				return err
			})
			return n, err
		}
		if n, err := remind(samuel); err != nil || n != len(lines)-1 {
			t.Errorf("%d reminded of %d: %v", n, len(lines), err)
		}
		if _, err := remind(samuel); err == nil {
			t.Error("reminded twice on one day")
		}
		clock.Advance(24 * time.Hour)
		if _, err := remind(samuel); err != nil {
			t.Error("not reminded on the next day:", err)
		}
		refusedAs(t, func() error { _, err := remind(c.Member); return err }(), models.KindNotAllowed)
	})
}
