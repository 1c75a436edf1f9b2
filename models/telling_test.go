package models_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/work"
)

// tellAll does the telling that is due, and gives how many works it took.
func tellAll(t *testing.T, db *models.DB) (works int) {
	t.Helper()
	for {
		var list []*models.Work
		write(t, db, models.Background, func(tx *models.Tx) (err error) {
			list, err = tx.ClaimWork("test", []models.WorkKind{models.TellEvent}, 50, time.Minute)
			return err
		})
		if len(list) == 0 {
			return works
		}
		for _, w := range list {
			works++
			write(t, db, models.Background, func(tx *models.Tx) error {
				if _, err := tx.TellEvent(w); err != nil {
					return err
				}
				return tx.FinishWork(w)
			})
		}
	}
}

// toldOf gives what a person reads, the newest first, as "title: sentence (reason)".
func toldOf(t *testing.T, db *models.DB, p *models.Person, since time.Time) (lines []string) {
	t.Helper()
	var list []*models.Notice
	read(t, db, models.CommandLine, func(r *models.Read) error {
		return r.DB().Where("person_id = ? AND happened_at >= ?", p.ID, since).Order("happened_at DESC, id DESC").Limit(50).Find(&list).Error
	})
	for _, n := range list {
		lines = append(lines, n.ThingTitle+": "+n.Sentence+" ("+n.Reason+")")
	}
	return lines
}

func loaded(t *testing.T, db *models.DB) (c *demo.Company) {
	t.Helper()
	write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
	return c
}

func TestNeitherTheExampleNorAnImportTellsAnybodyLater(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		c := loaded(t, db)
		if n := tellAll(t, db); n > 0 {
			t.Errorf("%d works tell of the example", n)
		}
		if lines := toldOf(t, db, c.Lead, time.Time{}); len(lines) < 3 {
			t.Errorf("the lead of the example was told %q", lines)
		}
	})
}

func TestAHandoffIsToldToItsReceiverAndItsAnswerToTheOtherSideAlone(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := loaded(t, db)
		clock.Advance(time.Hour)
		since := clock.Now()
		owner, lead := as(t, db, c.Owner), as(t, db, c.Lead)
		d := &models.Decision{Title: "Ring back within an hour", Statement: "Every clinic is rung back.", DeciderPersonID: &c.Owner.ID, DecidedDay: "2026-11-16",
			Affects: []*models.Affected{{Type: "outcome", ID: c.Outcomes["O1"].ID}, {Type: "team", ID: c.Teams["Field"].ID, Title: "Field"}}}
		var h *models.Handoff
		write(t, db, owner, func(tx *models.Tx) error {
			if err := tx.AddDecision(d); err != nil {
				return err
			}
			if err := tx.AcceptDecision(d); err != nil {
				return err
			}
			var err error
			h, err = tx.HandOff(d, &models.HandoffEntry{Receiver: "person:" + c.Lead.ID, Work: "Name who rings back", Measure: "Nobody waits", Due: 5, Answer: 2})
			return err
		})
		if n := tellAll(t, db); n != 2 {
			t.Errorf("%d works tell of a decision and its handoff", n)
		}
		want := []string{"Name who rings back: " + c.Owner.Name + " hands you this work. Answer by 18 November 2026; it is due on 23 November 2026. (the work is handed to you)"}
		got := toldOf(t, db, c.Lead, since)
		if len(got) == 0 || got[0] != want[0] {
			t.Errorf("the receiver reads %q, not %q", got, want)
		}
		if lines := toldOf(t, db, c.Owner, since); len(lines) != 0 {
			t.Errorf("who did it reads %q", lines)
		}
		field := *c.Teams["Field"].LeadPersonID
		if lines := toldOf(t, db, &models.Person{Row: models.Row{ID: field}}, since); len(lines) != 1 || !strings.Contains(lines[0], "you lead Field, which it affects") {
			t.Errorf("whose team it affects reads %q", lines)
		}

		clock.Advance(time.Minute)
		write(t, db, lead, func(tx *models.Tx) error {
			return tx.AnswerHandoff(h, d, models.HandoffReply{Do: models.SayAsk, Words: "At night too?"})
		})
		tellAll(t, db)
		got = toldOf(t, db, c.Owner, since)
		if len(got) != 1 || got[0] != "Name who rings back: "+c.Lead.Name+" asks: “At night too?” (you handed it over)" {
			t.Errorf("the giver reads %q", got)
		}
		read(t, db, lead, func(r *models.Read) error {
			groups, _, err := r.Notices(models.NoticeQuery{Unread: true}, 0, 50)
			for _, g := range groups {
				if g.Ref == h.Ref {
					t.Error("who answered a handoff still has it unread")
				}
			}
			return err
		})
	})
}

func TestNobodyIsToldOfWhatTheyMayNotSeeOrAfterTheyLeft(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := loaded(t, db)
		clock.Advance(time.Hour)
		since := clock.Now()
		admin, lead := as(t, db, c.Administrator), as(t, db, c.Lead)
		own := &models.Task{Title: "Prepare the talk with the works council", OwnerPersonID: &c.Lead.ID}
		write(t, db, lead, func(tx *models.Tx) error {
			if err := tx.AddTask(own); err != nil {
				return err
			}
			_, unknown, err := tx.AddComment(own, "Have a look, @"+c.Head.Name+" and @"+c.Member.Name)
			if len(unknown) != 1 {
				t.Errorf("unknown are %q", unknown)
			}
			return err
		})
		// Between the event and its telling the head loses the team above, and with it the sight of the task.
		write(t, db, admin, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Team{}).Where("lead_person_id = ?", c.Head.ID).Update("lead_person_id", nil).Error
		})
		tellAll(t, db)
		for _, p := range []*models.Person{c.Head, c.Member, c.Lead} {
			if lines := toldOf(t, db, p, since); len(lines) > 0 {
				t.Errorf("%s reads %q", p.Name, lines)
			}
		}
		serving := c.Tasks["Write fix notes 6 to 10"]
		for _, task := range c.Tasks {
			if serving == nil && task.Threaded() {
				serving = task
			}
		}
		write(t, db, lead, func(tx *models.Tx) error {
			_, _, err := tx.AddComment(serving, "Thank you, @"+c.Member.Name+", and @"+c.Owner.Name)
			return err
		})
		write(t, db, admin, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Person{}).Where("id = ?", c.Owner.ID).Update("active", false).Error
		})
		tellAll(t, db)
		if lines := toldOf(t, db, c.Member, since); len(lines) != 1 || !strings.Contains(lines[0], "names you in a comment: “Thank you") {
			t.Errorf("who is named reads %q", lines)
		}
		if lines := toldOf(t, db, c.Owner, since); len(lines) != 0 {
			t.Errorf("who has left reads %q", lines)
		}
	})
}

func TestOneEventForManyIsWrittenInBatchesAndOnceForEach(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := loaded(t, db)
		clock.Advance(time.Hour)
		const many = 450
		e := &models.Edition{StrategyID: c.Strategy.ID, N: 9, Content: "{}", IssuedAt: clock.Now(), IssuedName: "Maja Holm", Note: "The goals moved.", Wording: "w"}
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error {
			if err := tx.Insert(e); err != nil {
				return err
			}
			people, asked := make([]*models.Person, many), make([]*models.ReadRequest, many)
			for i := range people {
				people[i] = &models.Person{Row: models.Row{ID: models.NewID()}, Name: fmt.Sprint("Reader ", i), Active: true}
				asked[i] = &models.ReadRequest{EditionID: e.ID, PersonID: people[i].ID, AskedAt: tx.Now}
			}
			if err := models.InsertAll[models.Person](tx, people); err != nil {
				return err
			}
			if err := models.InsertAll[models.ReadRequest](tx, asked); err != nil {
				return err
			}
			return tx.Emit(models.EditionIssued, e, nil, map[string]any{"ref": e.Ref})
		})
		if works := tellAll(t, db); works != 3 {
			t.Errorf("%d people were told in %d works", many, works)
		}
		// Told a second time, as after a program that ended in the middle of it, nobody reads it twice.
		var w models.Work
		read(t, db, models.CommandLine, func(r *models.Read) error {
			return r.DB().Where("kind = ? AND ref NOT LIKE '% %'", models.TellEvent).Order("id DESC").First(&w).Error
		})
		write(t, db, models.Background, func(tx *models.Tx) error { _, err := tx.TellEvent(&w); return err })
		read(t, db, models.CommandLine, func(r *models.Read) error {
			var n int64
			var one models.Notice
			if err := r.DB().Model(&models.Notice{}).Where("type = ? AND happened_at = ?", models.EditionIssued, e.IssuedAt).Count(&n).Error; err != nil {
				return err
			}
			if n != many {
				t.Errorf("%d notices for %d readers", n, many)
			}
			err := r.DB().Where("type = ?", models.EditionIssued).First(&one).Error
			if one.Sentence != "Maja Holm issued a text that you are asked to read: “The goals moved.”" || one.ThingKind != "edition" || one.ThingRef != e.Ref {
				t.Errorf("%+v", one)
			}
			return err
		})
	})
}

func TestNoticesGoAfterNinetyDays(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		loaded(t, db)
		left := func() (n int64) {
			read(t, db, models.CommandLine, func(r *models.Read) error { return r.DB().Model(&models.Notice{}).Count(&n).Error })
			return n
		}
		clear := func() {
			for _, k := range work.Housekeeping(db) {
				if k.Name == models.ClearTold {
					write(t, db, models.Background, func(tx *models.Tx) error { return k.Do(tx, &models.Work{Key: "k", Kind: k.Name}) })
				}
			}
		}
		clock.Advance(89 * 24 * time.Hour)
		if clear(); left() == 0 {
			t.Error("they went too early")
		}
		clock.Advance(2 * 24 * time.Hour)
		if clear(); left() != 0 {
			t.Errorf("%d are still there", left())
		}
	})
}
