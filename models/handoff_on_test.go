package models_test

import (
	"testing"
	"time"

	"throughline/models"
)

func TestAHandoffToAnOwnerBindsWhoOwnedTheThingAtThatMoment(t *testing.T) {
	eachHanding(t, func(h *handing) {
		o1 := h.c.Outcomes["O1"]
		h.d.Affects = nil
		given, err := h.give(h.c.Owner, "owner:objective:"+h.c.Objectives["B2"].ID, 5)
		if err != nil {
			t.Fatal(err)
		}
		owner := *h.c.Objectives["B2"].OwnerPersonID
		if given.ReceiverPersonID != owner || given.RoleType != "objective" {
			t.Errorf("%+v", given)
		}
		write(t, h.db, models.CommandLine, func(tx *models.Tx) error { // the objective gets another owner, and the duty stays
			return tx.DB().Exec("UPDATE objectives SET owner_person_id = ? WHERE id = ?", h.c.Member.ID, h.c.Objectives["B2"].ID).Error
		})
		if p := h.page(given.Ref); p.ReceiverPersonID != owner || p.Role != "owner of B2" || *p.Task.OwnerPersonID != owner {
			t.Errorf("%q of %+v", p.Role, p.Handoff)
		}
		_, err = h.give(h.c.Owner, "owner:outcome:"+o1.ID, 5) // a team owns it, and its lead has this work by now
		refusedAt(t, err, "work")
		_, err = h.give(h.c.Owner, "owner:outcome:"+h.c.Outcomes["O3"].ID, 5) // the decision does not affect it
		refusedAt(t, err, "receiver")
		_, err = h.give(h.c.Owner, "owner:nonsense", 5)
		refusedAt(t, err, "receiver")
	})
}

func TestOpenHandoffsOfOneWhoLeavesGoToAnotherAndBeginAnewWhereNobodyTookThemOn(t *testing.T) {
	eachHanding(t, func(h *handing) {
		h.settle()
		lead, head, member := h.c.Lead, h.c.Head, h.c.Member
		open, taken := h.giveTo(lead), h.giveTo(member)
		if err := h.as(member, func(tx *models.Tx) error {
			p, err := tx.HandoffPage(taken.Ref)
			if err != nil {
				return err
			}
			return tx.AnswerHandoff(p.Handoff, p.Decision, models.HandoffReply{Do: models.SayAcknowledge})
		}); err != nil {
			t.Fatal(err)
		}
		if err := h.as(lead, (*models.Tx).DeliverHandoffs); err != nil {
			t.Fatal(err)
		}
		other := h.c.People["Takumi Hayashida"]
		pass := func(from, to *models.Person) (listed int) {
			t.Helper()
			if err := h.as(h.c.Administrator, func(tx *models.Tx) error {
				list, err := tx.OwnedBy(from)
				for _, p := range list {
					if p.Kind == "open handoff" {
						listed++
					}
				}
				if err != nil {
					return err
				}
				return leaves(tx, from, to)
			}); err != nil {
				t.Fatal(err)
			}
			return listed
		}
		h.clock.Set(time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC))
		if n := pass(lead, other); n != 1 {
			t.Errorf("%d open handoffs are listed of %s", n, lead.Name)
		}
		p := h.page(open.Ref)
		if p.Receiver != other.Name || p.State != models.HandoffNew || p.DeliveredAt != nil || p.AnswerDay != "2026-11-19" || p.Turn != 2 || len(p.Said) != 1 || *p.Task.OwnerPersonID != other.ID {
			t.Errorf("%+v, said %d", p.Handoff, len(p.Said))
		}
		refusedAs(t, h.say(lead, open.Ref, models.HandoffReply{Do: models.SayAcknowledge}), models.KindNotAllowed)
		if n := pass(member, other); n != 1 {
			t.Errorf("%d open handoffs are listed of %s", n, member.Name)
		}
		if p := h.page(taken.Ref); p.Receiver != other.Name || p.State != models.HandoffAcknowledged || p.AcknowledgedAt == nil {
			t.Errorf("%+v", p.Handoff)
		}
		pass(head, other) // who receives them now gave them too: nobody stands on both sides
		if p := h.page(open.Ref); p.GiverPersonID != nil && *p.GiverPersonID == other.ID {
			t.Errorf("%+v", p.Handoff)
		}
		if err := h.say(other, open.Ref, models.HandoffReply{Do: models.SayAcknowledge}); err != nil {
			t.Error(err)
		}
	})
}
