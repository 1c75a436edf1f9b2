package models_test

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

// handing is a company with one accepted decision of the head of Client Services, and what one does with its handoffs.
type handing struct {
	t     *testing.T
	db    *models.DB
	c     *demo.Company
	clock *modelstest.Clock
	d     *models.Decision
}

func eachHanding(t *testing.T, test func(h *handing)) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		h := &handing{t: t, db: db, clock: clock}
		write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { h.c, err = example.Load(tx); return err })
		h.d = &models.Decision{Title: "One number for all calls", Statement: "All calls come in on one number.", TeamID: &h.c.Teams["Client Services"].ID, DeciderPersonID: &h.c.Head.ID,
			Affects: []*models.Affected{{Type: "outcome", ID: h.c.Outcomes["O1"].ID}, {Type: "objective", ID: h.c.Objectives["B2"].ID}}}
		if err := h.as(h.c.Head, func(tx *models.Tx) error {
			if err := tx.AddDecision(h.d); err != nil {
				return err
			}
			return tx.AcceptDecision(h.d)
		}); err != nil {
			t.Fatal(err)
		}
		test(h)
	})
}

func (h *handing) as(p *models.Person, act func(tx *models.Tx) error) error {
	return h.db.Write(h.t.Context(), as(h.t, h.db, p), act)
}

func (h *handing) give(by *models.Person, to string, days int) (*models.Handoff, error) {
	var given *models.Handoff
	err := h.as(by, func(tx *models.Tx) (err error) {
		given, err = tx.HandOff(h.d, &models.HandoffEntry{Receiver: to, Work: "Print the new number", Measure: "No call on the old one", Due: days, Answer: 2})
		return err
	})
	return given, err
}

func (h *handing) say(by *models.Person, ref string, reply models.HandoffReply) error {
	return h.as(by, func(tx *models.Tx) error {
		p, err := tx.HandoffPage(ref)
		if err != nil {
			return err
		}
		return tx.AnswerHandoff(p.Handoff, p.Decision, reply)
	})
}

func (h *handing) page(ref string) (p *models.HandoffDetail) {
	h.t.Helper()
	read(h.t, h.db, as(h.t, h.db, h.c.Member), func(r *models.Read) (err error) { p, err = r.HandoffPage(ref); return err })
	return p
}

func TestAHandoffMakesOneTaskOfTheLeadOfThatMomentAndCountsWorkingDays(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.clock.Set(time.Date(2026, 12, 18, 10, 0, 0, 0, time.UTC)) // a Friday
		write(h.t, h.db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE companies SET holidays = ?", "2026-12-24 Christmas Eve\n2026-12-25 Christmas Day").Error
		})
		desk := h.c.Teams["Service Desk"]
		given, err := h.give(h.c.Head, "team:"+desk.ID, 5)
		if err != nil {
			t.Fatal(err)
		}
		if given.ReceiverPersonID != h.c.Lead.ID || *given.LeadOfTeamID != desk.ID || given.AnswerDay != "2026-12-22" || given.DueDay != "2026-12-29" {
			t.Errorf("%+v", given)
		}
		write(h.t, h.db, models.CommandLine, func(tx *models.Tx) error { // the team gets another lead, and the duty stays
			team, err := tx.TeamByRef(desk.Ref)
			if err != nil {
				return err
			}
			before := *team
			team.LeadPersonID = &h.c.Member.ID
			return tx.SaveTeam(&before, team)
		})
		p := h.page(given.Ref)
		if p.Receiver != h.c.Lead.Name || *p.Task.OwnerPersonID != h.c.Lead.ID || p.Task.DueDay != given.DueDay || p.State != models.HandoffNew {
			t.Errorf("%+v of %+v", p.Handoff, p.Task)
		}
		refusedAs(t, h.say(h.c.Member, given.Ref, models.HandoffReply{Do: models.SayAcknowledge}), models.KindNotAllowed)
		read(h.t, h.db, as(t, h.db, h.c.Lead), func(r *models.Read) error {
			v, err := r.TaskPage(p.Task.Ref)
			if err != nil || v.Handoff == nil || v.Handoff.Ref != given.Ref || len(v.Task.Objectives) != 1 || len(v.Served) == 0 || v.Intent == nil {
				t.Errorf("the task's thread is %+v, %v", v, err)
			}
			return nil
		})
	})
}

func TestWhatCannotBeHandedOverIsSaidAtItsField(t *testing.T) {
	eachHanding(t, func(h *handing) {
		_, err := h.give(h.c.Head, "person:"+h.c.Head.ID, 5)
		refusedAt(t, err, "receiver")
		_, err = h.give(h.c.Head, "person:nobody", 5)
		refusedAt(t, err, "receiver")
		_, err = h.give(h.c.Head, "person:"+h.c.Lead.ID, 1)
		refusedAt(t, err, "answer")
		_, err = h.give(h.c.Lead, "person:"+h.c.Member.ID, 5)
		refusedAs(t, err, models.KindNotAllowed)
		given, err := h.give(h.c.Head, "person:"+h.c.Lead.ID, 5)
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.give(h.c.Head, "person:"+h.c.Lead.ID, 5) // a second press
		refusedAt(t, err, "work")
		if err := h.as(h.c.Owner, func(tx *models.Tx) error {
			return tx.ReverseDecision(h.d, models.Reversal{Reason: "It was tried.", Cancel: true})
		}); err != nil {
			t.Fatal(err)
		}
		if p := h.page(given.Ref); p.State != models.HandoffStopped || p.Task.State != models.TaskCancelled || len(p.Said) != 1 {
			t.Errorf("reversed with its work, it leaves %+v and the task %s", p.Handoff, p.Task.State)
		}
		_, err = h.give(h.c.Head, "person:"+h.c.Member.ID, 5)
		refusedAs(t, err, models.KindRule)
	})
}

func TestReceiverAndGiverAnswerEachOtherAndAllIsKept(t *testing.T) {
	eachHanding(t, func(h *handing) {
		lead, head := h.c.Lead, h.c.Head
		given, err := h.give(head, "person:"+lead.ID, 5)
		if err != nil {
			t.Fatal(err)
		}
		listed := func() (tasks int) {
			read(h.t, h.db, as(t, h.db, lead), func(r *models.Read) error {
				p, err := r.PersonOutcomes(lead)
				if err != nil {
					return err
				}
				for _, task := range p.Monday {
					if task.Title == given.Work {
						tasks++
					}
				}
				return nil
			})
			return tasks
		}
		owed := func(who *models.Person) (answer, back int) {
			read(h.t, h.db, as(t, h.db, who), func(r *models.Read) error {
				a, b, err := r.OwedHandoffs()
				for _, one := range append(a, b...) {
					if one.Ref == given.Ref && one.WaitsForReceiver() {
						answer++
					} else if one.Ref == given.Ref {
						back++
					}
				}
				return err
			})
			return answer, back
		}
		if listed() != 0 {
			t.Error("work nobody acknowledged is on the list for Monday")
		}
		for range 2 {
			if err := h.as(lead, (*models.Tx).DeliverHandoffs); err != nil {
				t.Fatal(err)
			}
		}
		if p := h.page(given.Ref); p.State != models.HandoffShown || p.DeliveredAt == nil || p.Version != 2 {
			t.Errorf("%+v", p.Handoff)
		}
		steps := []struct {
			by    *models.Person
			reply models.HandoffReply
			state string
		}{
			{lead, models.HandoffReply{Do: models.SayAsk, Words: "Which printer?"}, models.HandoffQuestioned},
			{head, models.HandoffReply{Do: models.SayAnswer, Words: "The one in the hall."}, models.HandoffShown},
			{lead, models.HandoffReply{Do: models.SayDecline, Words: "It has no ink."}, models.HandoffDeclined},
			{head, models.HandoffReply{Do: models.SayAgain, Words: "There is ink now."}, models.HandoffShown},
			{lead, models.HandoffReply{Do: models.SayDate, Day: "2026-12-03"}, models.HandoffDateProposed},
			{head, models.HandoffReply{Do: models.SayAgree}, models.HandoffAcknowledged},
		}
		refusedAt(t, h.say(lead, given.Ref, models.HandoffReply{Do: models.SayDecline}), "words")
		refusedAt(t, h.say(lead, given.Ref, models.HandoffReply{Do: models.SayDate, Day: "2026-12-05"}), "day")
		refusedAt(t, h.say(lead, given.Ref, models.HandoffReply{Do: models.SayDate, Day: day.Day(given.DueDay)}), "day")
		for _, s := range steps {
			other := map[*models.Person]*models.Person{lead: head, head: lead}[s.by]
			refusedAs(t, h.say(other, given.Ref, s.reply), models.KindNotAllowed)
			if err := h.say(s.by, given.Ref, s.reply); err != nil {
				t.Fatalf("%s: %v", s.reply.Do, err)
			}
			if p := h.page(given.Ref); p.State != s.state {
				t.Errorf("after %s it is %s", s.reply.Do, p.State)
			}
			answer, _ := owed(lead)
			_, back := owed(head)
			if p := h.page(given.Ref); (answer == 1) != p.WaitsForReceiver() || (back == 1) != p.WaitsForGiver() {
				t.Errorf("after %s the receiver owes %d and the giver %d", s.reply.Do, answer, back)
			}
		}
		p := h.page(given.Ref)
		if len(p.Said) != len(steps) || p.Said[0].Words != "Which printer?" || p.DueDay != "2026-12-03" || p.Task.DueDay != "2026-12-03" || p.AcknowledgedAt == nil {
			t.Errorf("%+v, %d lines", p.Handoff, len(p.Said))
		}
		h.clock.Set(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC))
		if listed() != 1 {
			t.Error("acknowledged work is not on the list for Monday")
		}
		tick := func(act func(*models.Tx, *models.Task) error) {
			t.Helper()
			if err := h.as(lead, func(tx *models.Tx) error {
				task, err := tx.TaskByRef(p.Task.Ref)
				if err != nil {
					return err
				}
				return act(tx, task)
			}); err != nil {
				t.Fatal(err)
			}
		}
		tick(func(tx *models.Tx, task *models.Task) error { return tx.MoveTask(task, models.TaskInProgress, "") })
		if p := h.page(given.Ref); p.State != models.HandoffInWork || p.StartedAt == nil {
			t.Errorf("%+v", p.Handoff)
		}
		tick((*models.Tx).CloseTask)
		if p := h.page(given.Ref); p.State != models.HandoffFinished || p.DoneAt == nil {
			t.Errorf("%+v", p.Handoff)
		}
		refusedAs(t, h.say(head, given.Ref, models.HandoffReply{Do: models.SayCancel, Words: "Too late."}), models.KindRule)
		tick((*models.Tx).ReopenTask)
		if p := h.page(given.Ref); p.State != models.HandoffAcknowledged || p.DoneAt != nil {
			t.Errorf("%+v", p.Handoff)
		}
		if err := h.say(head, given.Ref, models.HandoffReply{Do: models.SayCancel, Words: "The number stays."}); err != nil {
			t.Fatal(err)
		}
		if p := h.page(given.Ref); p.State != models.HandoffStopped || p.Task.State != models.TaskCancelled || p.Late {
			t.Errorf("%+v with the task %s", p.Handoff, p.Task.State)
		}
		refusedAs(t, h.as(lead, func(tx *models.Tx) error {
			task, err := tx.TaskByRef(p.Task.Ref)
			if err != nil {
				return err
			}
			return tx.ReopenTask(task)
		}), models.KindRule)
	})
}

func TestTheExampleHasHandoffsInEveryStateAndDecisionsOnEveryStage(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			for _, state := range models.HandoffStates {
				var n int64
				if err := r.DB().Model(&models.Handoff{}).Where("state = ?", state).Count(&n).Error; err != nil || n == 0 {
					t.Errorf("no handoff is %s, %v", state, err)
				}
			}
			b, err := r.DecisionBoard(nil)
			if err != nil {
				return err
			}
			for _, stage := range models.Stages {
				if len(b.Stages[stage]) == 0 {
					t.Errorf("no decision is at %s", stage)
				}
			}
			if len(b.Proposed) != 1 || b.Over != 2 {
				t.Errorf("%d proposed, %d over", len(b.Proposed), b.Over)
			}
			return nil
		})
	})
}
