package models_test

import (
	"encoding/json"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
)

// tick does the work of the queue that is due now, as the loop does: each in a transaction with its end.
func (h *handing) tick() (done int) {
	h.t.Helper()
	for {
		var list []*models.Work
		kinds := []models.WorkKind{models.RungDue, models.LookSilence, models.LookMetrics}
		if err := h.db.Note(h.t.Context(), models.Background, func(tx *models.Tx) (err error) {
			list, err = tx.ClaimWork("test", kinds, 1, models.WorkLease)
			return err
		}); err != nil {
			h.t.Fatal(err)
		}
		if len(list) == 0 {
			return done
		}
		write(h.t, h.db, models.Background, func(tx *models.Tx) error {
			do := map[models.WorkKind]func() error{models.RungDue: func() error { return tx.ClimbRung(list[0]) },
				models.LookSilence: func() error { return tx.LookForSilence(list[0]) }, models.LookMetrics: tx.LookAtMetrics}
			if err := do[list[0].Kind](); err != nil {
				return err
			}
			return tx.FinishWork(list[0])
		})
		done++
	}
}

// told lists what the events say of the silences of a handoff, in their order: "name+days".
func (h *handing) told(ref string) (list []string) {
	h.t.Helper()
	read(h.t, h.db, models.Background, func(r *models.Read) error {
		var events []*models.Event
		if err := r.DB().Where("type = ?", models.HandoffUnanswered).Order("occurred_at, id").Find(&events).Error; err != nil {
			return err
		}
		for _, e := range events {
			var c struct{ After models.Silence }
			if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
				return err
			}
			if c.After.Ref == ref {
				list = append(list, c.After.Told+" +"+string(rune('0'+c.After.Days)))
			}
		}
		return nil
	})
	return list
}

func (h *handing) at(y int, m time.Month, d, hour, minute int) {
	zone, err := day.Zone("Europe/Berlin")
	if err != nil {
		h.t.Fatal(err)
	}
	h.clock.Set(time.Date(y, m, d, hour, minute, 0, 0, zone))
}

func (h *handing) tells(ref string, want ...string) {
	h.t.Helper()
	h.tick()
	got := h.told(ref)
	if len(got) != len(want) {
		h.t.Fatalf("told %q, not %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			h.t.Fatalf("told %q, not %q", got, want)
		}
	}
}

func (h *handing) giveTo(to *models.Person) *models.Handoff {
	h.t.Helper()
	given, err := h.give(h.c.Head, "person:"+to.ID, 10)
	if err != nil {
		h.t.Fatal(err)
	}
	return given
}

// settle makes the open handoffs of the example done, so that only those of the test are reminded of.
func (h *handing) settle() {
	write(h.t, h.db, models.CommandLine, func(tx *models.Tx) error {
		if err := tx.DB().Exec("DELETE FROM work").Error; err != nil {
			return err
		}
		return tx.DB().Exec("UPDATE handoffs SET state = 'done' WHERE state NOT IN ('done', 'cancelled')").Error
	})
}

func TestSilenceClimbsTheUsualLadderInWorkingDaysOverAHolidayAndTheClockChange(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.settle()
		write(t, h.db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE companies SET holidays = ?", "2027-03-26 Good Friday\n2027-03-29 Easter Monday").Error
		})
		h.at(2027, 3, 22, 10, 0) // a Monday; the clocks go forward on Sunday the 28th
		lead, head := h.c.Lead.Name, h.c.Head.Name
		given := h.giveTo(h.c.Lead)
		if given.AnswerDay != "2027-03-24" {
			t.Fatal(given.AnswerDay)
		}
		h.at(2027, 3, 24, 7, 59)
		h.tells(given.Ref)
		h.at(2027, 3, 24, 8, 0)
		h.tells(given.Ref, lead+" +0")
		h.at(2027, 3, 25, 8, 0)
		h.tells(given.Ref, lead+" +0", lead+" +1")
		h.at(2027, 3, 30, 8, 0) // the second working day: Friday and Monday are holidays
		h.tells(given.Ref, lead+" +0", lead+" +1")
		h.at(2027, 3, 31, 7, 59)
		h.tells(given.Ref, lead+" +0", lead+" +1")
		p := h.page(given.Ref)
		if len(p.Ladder.Climbed) != 2 || len(p.Ladder.Coming) != 2 || p.Ladder.Coming[0].Told != head || p.Ladder.Coming[0].Day != "2027-03-31" || p.Ladder.Coming[1].Day != "2027-04-06" {
			t.Errorf("%+v", p.Ladder)
		}
		h.at(2027, 3, 31, 8, 0)
		h.tells(given.Ref, lead+" +0", lead+" +1", head+" +3")
		h.at(2027, 4, 6, 8, 0)
		h.tells(given.Ref, lead+" +0", lead+" +1", head+" +3", h.c.Owner.Name+" +7")
		h.at(2027, 5, 6, 8, 0)
		h.tells(given.Ref, lead+" +0", lead+" +1", head+" +3", h.c.Owner.Name+" +7")
		if p := h.page(given.Ref); len(p.Ladder.Coming) != 0 || p.Ladder.Climbed[3].Why == "" || p.Ladder.Climbed[3].Late != 0 {
			t.Errorf("%+v", p.Ladder)
		}
	})
}

func TestAnAnswerEndsTheLadderAndAQuestionGivesItToTheGiver(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.settle()
		h.at(2028, 2, 24, 9, 0) // a Thursday before a leap day
		lead, head := h.c.Lead.Name, h.c.Head.Name
		given, other := h.giveTo(h.c.Lead), h.giveTo(h.c.Member)
		h.at(2028, 2, 28, 8, 0)
		h.tells(given.Ref, lead+" +0")
		if err := h.say(h.c.Lead, given.Ref, models.HandoffReply{Do: models.SayAsk, Words: "Which?"}); err != nil {
			t.Fatal(err)
		}
		if err := h.say(h.c.Member, other.Ref, models.HandoffReply{Do: models.SayAcknowledge}); err != nil {
			t.Fatal(err)
		}
		h.at(2028, 2, 29, 8, 0)
		h.tells(given.Ref, lead+" +0")
		h.at(2028, 3, 1, 8, 0) // two working days for the giver: the 29th and the 1st
		h.tells(given.Ref, lead+" +0", head+" +0")
		if p := h.page(given.Ref); p.AnswerDay != "2028-03-01" || p.Ladder.Silent != head || p.Ladder.Coming[1].Told != lead {
			t.Errorf("%+v of %+v", p.Ladder, p.Handoff)
		}
		h.at(2028, 3, 6, 8, 0)
		h.tells(given.Ref, lead+" +0", head+" +0", head+" +1", lead+" +3")
		if err := h.say(h.c.Head, given.Ref, models.HandoffReply{Do: models.SayAnswer, Words: "This one."}); err != nil {
			t.Fatal(err)
		}
		h.at(2028, 3, 8, 8, 0)
		h.tells(given.Ref, lead+" +0", head+" +0", head+" +1", lead+" +3", lead+" +0")
		if err := h.say(h.c.Lead, given.Ref, models.HandoffReply{Do: models.SayAcknowledge}); err != nil {
			t.Fatal(err)
		}
		var open int64
		read(t, h.db, models.Background, func(r *models.Read) error {
			return r.DB().Model(&models.Work{}).Where("kind = ? AND state = 'ready'", models.RungDue).Count(&open).Error
		})
		if open != 0 || len(h.told(other.Ref)) != 1 {
			t.Errorf("%d timers are left, and the acknowledged one told %q", open, h.told(other.Ref))
		}
	})
}

func TestTimersOverdueAfterAStandstillFireOnceAndSayHowLate(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.settle()
		given := h.giveTo(h.c.Lead) // Monday 16 November, to be answered on Wednesday
		h.at(2026, 11, 25, 3, 0)    // the fifth working day after, before the hour
		h.tells(given.Ref, h.c.Lead.Name+" +0", h.c.Head.Name+" +3")
		p := h.page(given.Ref)
		if len(p.Ladder.Climbed) != 3 || p.Ladder.Climbed[0].Late != 7 || p.Ladder.Climbed[1].Told != "" || p.Ladder.Climbed[2].Late != 2 {
			t.Errorf("%+v", p.Ladder.Climbed)
		}
		h.clock.Set(time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)) // the clock is set back
		h.tells(given.Ref, h.c.Lead.Name+" +0", h.c.Head.Name+" +3")
		h.at(2026, 11, 27, 8, 0)
		h.tells(given.Ref, h.c.Lead.Name+" +0", h.c.Head.Name+" +3", h.c.Owner.Name+" +7")
	})
}

func TestWhoeverLeftHasNoLeadOrWasToldAlreadyIsPassedOver(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.settle()
		given := h.giveTo(h.c.Lead)
		leave := func(p *models.Person) {
			write(t, h.db, models.CommandLine, func(tx *models.Tx) error {
				return tx.DB().Exec("UPDATE people SET active = ? WHERE id = ?", false, p.ID).Error
			})
		}
		leave(h.c.Lead)
		h.at(2026, 11, 18, 8, 0)
		h.tells(given.Ref, h.c.Head.Name+" +0") // the receiver has left: who gave it can give it to somebody else
		h.at(2026, 11, 19, 8, 0)
		h.tells(given.Ref, h.c.Head.Name+" +0", h.c.Owner.Name+" +1") // the giver was told already
		leave(h.c.Head)
		h.at(2026, 11, 30, 8, 0)
		got := len(h.told(given.Ref))
		h.tick()
		p := h.page(given.Ref)
		last := p.Ladder.Climbed[len(p.Ladder.Climbed)-1]
		for _, r := range p.Ladder.Climbed[2:] {
			if r.Told == h.c.Owner.Name || r.Told == h.c.Head.Name || r.Told == h.c.Lead.Name {
				t.Errorf("%+v", r)
			}
		}
		if got != 2 || len(p.Ladder.Climbed) != 4 || last.Why == "" {
			t.Errorf("%+v", p.Ladder.Climbed)
		}
	})
}

func TestAMovedDayAReversedDecisionAndAnotherLadderAreHeededByTimersUnderWay(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.settle()
		given := h.giveTo(h.c.Lead)
		set := func(holidays string, rungs ...models.Rung) {
			t.Helper()
			if err := h.as(h.c.Administrator, func(tx *models.Tx) error {
				c, err := tx.Company()
				if err != nil {
					return err
				}
				if len(rungs) > 0 {
					return tx.SetLadder(rungs, c.Version)
				}
				s := c.Settings()
				s.Holidays = holidays
				return tx.SetCompany(s, c.Version)
			}); err != nil {
				t.Fatal(err)
			}
			h.tick()
		}
		set("2026-11-18 Day of prayer")
		h.at(2026, 11, 18, 9, 0)
		h.tells(given.Ref)
		h.at(2026, 11, 19, 9, 0) // the first working day from the day to answer by
		h.tells(given.Ref, h.c.Lead.Name+" +0")
		set("", models.Rung{Who: models.RungSilent, Days: 0}, models.Rung{Who: models.RungExecutive, Days: 2})
		h.at(2026, 11, 20, 9, 0)
		h.tells(given.Ref, h.c.Lead.Name+" +0")
		h.at(2026, 11, 23, 8, 0)
		h.tells(given.Ref, h.c.Lead.Name+" +0", h.c.Owner.Name+" +2")
		second := h.giveTo(h.c.Member)
		if err := h.as(h.c.Owner, func(tx *models.Tx) error { return tx.ReverseDecision(h.d, models.Reversal{Reason: "It was tried."}) }); err != nil {
			t.Fatal(err)
		}
		h.at(2026, 12, 23, 8, 0)
		h.tells(second.Ref)
		if p := h.page(second.Ref); !p.Ladder.Rests || len(p.Ladder.Coming) != 0 {
			t.Errorf("%+v", p.Ladder)
		}
		err := h.as(h.c.Head, func(tx *models.Tx) error { return tx.SetLadder(models.UsualLadder, 1) })
		refusedAs(t, err, models.KindNotAllowed)
	})
}

func TestWhomTheLadderReachesReadsWhyInTheirNotices(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.settle()
		given := h.giveTo(h.c.Lead)
		h.at(2026, 11, 23, 8, 0)
		h.tick()
		want := map[string]string{h.c.Lead.ID: "Your answer was due on 18 November 2026.", h.c.Head.ID: "The answer of " + h.c.Lead.Name + " was due on 18 November 2026, 3 working days ago."}
		write(t, h.db, models.Background, func(tx *models.Tx) error {
			var events []*models.Event
			if err := tx.DB().Where("type = ?", models.HandoffUnanswered).Find(&events).Error; err != nil {
				return err
			}
			for _, e := range events {
				list, err := tx.TellEvent(&models.Work{Ref: e.ID})
				if err != nil {
					return err
				}
				for _, n := range list {
					if n.ThingRef == given.Ref && want[n.PersonID] != n.Sentence {
						t.Errorf("%q because %q", n.Sentence, n.Reason)
					} else if n.ThingRef == given.Ref {
						delete(want, n.PersonID)
					}
				}
			}
			return nil
		})
		if len(want) > 0 {
			t.Errorf("nobody reads %q", want)
		}
	})
}
