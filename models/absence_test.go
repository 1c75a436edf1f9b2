package models_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
)

// away enters an absence in the name of somebody.
func (h *handing) away(by, who, deputy *models.Person, from, to day.Day, anyway bool) error {
	return h.as(by, func(tx *models.Tx) error {
		_, err := tx.EnterAbsence(&models.AbsenceEntry{Person: who.ID, Deputy: deputy.ID, From: from, To: to, Anyway: anyway})
		return err
	})
}

func TestAnAbsenceIsRefusedInAClearSentence(t *testing.T) {
	eachHanding(t, func(h *handing) {
		lead, member, yusuf, niamh, admin := h.c.Lead, h.c.Member, h.c.People["Yusuf Haddad"], h.c.People["Niamh Gallagher"], h.c.Administrator
		var today day.Day
		read(h.t, h.db, models.CommandLine, func(r *models.Read) error { today = r.Today(); return nil })
		if err := h.away(lead, yusuf, niamh, today.Add(10), today.Add(14), false); err != nil {
			t.Fatal("a lead cannot enter it for one of the team:", err)
		}
		for _, wrong := range []struct {
			by, who, deputy *models.Person
			from, to        day.Day
			field, say      string
		}{
			{member, member, lead, today.Add(5), today.Add(4), "to", "The last day lies before the first."},
			{member, member, lead, today.Add(-5), today.Add(-1), "to", "This absence is over already"},
			{member, member, lead, today.Add(-60), today, "from", "Give a first day from"},
			{member, member, lead, today, today.AddMonths(30), "to", "Give a last day within two years."},
			{member, member, member, today, today.Add(4), "deputy", "Nobody stands in for themselves."},
			{member, member, yusuf, today.Add(9), today.Add(10), "deputy", "Yusuf Haddad is away too, from"},
			{yusuf, yusuf, lead, today.Add(14), today.Add(16), "from", "Yusuf Haddad is away from"},
			{niamh, niamh, lead, today.Add(1), today.Add(10), "from", "Niamh Gallagher stands in for Yusuf Haddad from"},
		} {
			err := h.away(wrong.by, wrong.who, wrong.deputy, wrong.from, wrong.to, false)
			r, ok := models.AsRefusal(err)
			if !ok || r.Kind != models.KindRule || r.About != wrong.field || !strings.Contains(r.Say, wrong.say) {
				t.Errorf("%q at %q: %v", wrong.say, wrong.field, err)
			}
		}
		refusedAs(t, h.away(member, yusuf, niamh, today, today, false), models.KindNotAllowed)
		refusedAs(t, h.away(lead, h.c.Head, niamh, today, today, false), models.KindNotAllowed)
		refusedAs(t, h.away(h.c.People["Tom Okafor"], member, niamh, today, today, false), models.KindNotAllowed)
		if err := h.away(admin, member, lead, today.Add(-1), today, false); err != nil {
			t.Error("an administrator cannot enter it for anybody:", err)
		}
		if err := h.away(niamh, niamh, lead, today.Add(1), today.Add(10), true); err != nil {
			t.Error("who falls ill as a deputy cannot say so:", err)
		}
		h.clock.Advance(10 * 24 * 3600e9)
		read(h.t, h.db, models.CommandLine, func(r *models.Read) error {
			s, err := r.StandIns()
			if err != nil {
				return err
			}
			if a := s.Of(yusuf.ID); a == nil || a.DeputyID != "" || a.Lacking != "Niamh Gallagher is away too" {
				t.Errorf("of two who are away: %+v", a)
			}
			if told := s.Told(yusuf.ID, niamh.ID, niamh.ID); !slices.Equal(told, []string{yusuf.ID, niamh.ID, lead.ID}) {
				t.Errorf("told are %v", told)
			}
			return nil
		})
	})
}

func TestADeputyAnswersInTheNameOfWhoeverIsAwayAndTheGiverNeverDoes(t *testing.T) {
	eachHanding(t, func(h *handing) {
		head, lead, rasmus := h.c.Head, h.c.Lead, h.c.People["Rasmus Kivi"]
		owed := func(p *models.Person) (n int) {
			read(h.t, h.db, as(t, h.db, p), func(r *models.Read) error {
				answer, _, err := r.OwedHandoffs()
				for _, one := range answer {
					if one.ReceiverPersonID == lead.ID && one.For != nil && one.For.Person == lead.Name {
						n++
					}
				}
				return err
			})
			return n
		}
		var today day.Day
		read(h.t, h.db, models.CommandLine, func(r *models.Read) error { today = r.Today(); return nil })
		given, err := h.give(head, "person:"+lead.ID, 5)
		if err != nil {
			t.Fatal(err)
		}
		refusedAs(t, h.say(rasmus, given.Ref, models.HandoffReply{Do: models.SayAcknowledge}), models.KindNotAllowed)
		if err := h.away(lead, lead, head, today, today.Add(2), false); err != nil {
			t.Fatal(err)
		}
		if n := owed(head); n != 0 {
			t.Errorf("the giver is asked to answer %d of what they handed over", n)
		}
		for _, do := range []string{models.SayAcknowledge, models.SayAsk, models.SayDecline} {
			refusedAs(t, h.say(head, given.Ref, models.HandoffReply{Do: do, Words: "x"}), models.KindNotAllowed)
		}
		if err := h.as(lead, func(tx *models.Tx) error {
			own, _, err := tx.AbsencesOf(lead.ID)
			if err != nil {
				return err
			}
			return tx.ChangeAbsence(own[0].Absence, &models.AbsenceEntry{Deputy: rasmus.ID, From: today, To: today.Add(2)})
		}); err != nil {
			t.Fatal(err)
		}
		if n := owed(rasmus); n == 0 {
			t.Error("the deputy does not see what is owed")
		}
		if err := h.say(rasmus, given.Ref, models.HandoffReply{Do: models.SayAsk, Words: "For all clinics?"}); err != nil {
			t.Fatal(err)
		}
		if err := h.say(head, given.Ref, models.HandoffReply{Do: models.SayAnswer, Words: "All."}); err != nil {
			t.Fatal(err)
		}
		if err := h.say(rasmus, given.Ref, models.HandoffReply{Do: models.SayAcknowledge}); err != nil {
			t.Fatal(err)
		}
		p := h.page(given.Ref)
		if p.State != models.HandoffAcknowledged || p.ReceiverPersonID != lead.ID || *p.Task.OwnerPersonID != lead.ID {
			t.Errorf("the duty went elsewhere: %+v", p.Handoff)
		}
		if said := p.Said[0]; said.ByName != rasmus.Name || said.ForName != lead.Name || p.Said[1].ForName != "" || p.Said[2].ForName != lead.Name {
			t.Errorf("the record says %+v", p.Said)
		}
		h.clock.Advance(3 * 24 * 3600e9)
		if n := owed(rasmus); n != 0 {
			t.Error("the deputy is still asked after the absence")
		}
		refusedAs(t, h.say(rasmus, given.Ref, models.HandoffReply{Do: models.SayNote, Words: "x"}), models.KindNotAllowed)
	})
}

func TestAnAbsenceEndsEarlyIsTakenOutAndStandsAgain(t *testing.T) {
	eachHanding(t, func(h *handing) {
		member, lead := h.c.Member, h.c.Lead
		var today day.Day
		read(h.t, h.db, models.CommandLine, func(r *models.Read) error { today = r.Today(); return nil })
		if err := h.away(member, member, lead, today.Add(-2), today.Add(3), false); err != nil {
			t.Fatal(err)
		}
		now := func() *models.Away {
			var a *models.Away
			read(h.t, h.db, models.CommandLine, func(r *models.Read) error {
				s, err := r.StandIns()
				a = s.Of(member.ID)
				return err
			})
			return a
		}
		of := func() (a *models.Absence) {
			read(h.t, h.db, models.CommandLine, func(r *models.Read) (err error) {
				var list []*models.Absence
				err = r.DB().Where("person_id = ?", member.ID).Limit(1).Find(&list).Error
				a = list[0]
				return err
			})
			return a
		}
		was := now()
		if was == nil || was.DeputyID != lead.ID {
			t.Fatalf("%+v", was)
		}
		refusedAs(t, h.as(h.c.People["Yusuf Haddad"], func(tx *models.Tx) error { return tx.EndAbsence(of()) }), models.KindNotAllowed)
		if err := h.as(member, func(tx *models.Tx) error { return tx.EndAbsence(of()) }); err != nil || now() != nil {
			t.Fatal(err, now())
		}
		refusedAs(t, h.as(member, func(tx *models.Tx) error { return tx.EndAbsence(of()) }), models.KindRule)
		if err := h.as(member, func(tx *models.Tx) error { return tx.PutBackAbsence(of(), was.Until) }); err != nil || now() == nil || now().Until != was.Until {
			t.Fatal(err, now())
		}
		write(t, h.db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE people SET active = ? WHERE id = ?", false, lead.ID).Error
		})
		if a := now(); a == nil || a.DeputyID != "" || !strings.Contains(a.Words(), "nobody stands in because Priya Raman has left") {
			t.Errorf("with a deputy who left: %+v", a)
		}
	})
}

func TestADeputyIsToldOfANewHandoffBesideWhoeverIsAway(t *testing.T) {
	eachHanding(t, func(h *handing) {
		lead, rasmus := h.c.Lead, h.c.People["Rasmus Kivi"]
		tellAll(h.t, h.db)
		h.clock.Advance(3600e9)
		since := h.clock.Now()
		if err := h.away(lead, lead, rasmus, "2026-11-16", "2026-11-18", false); err != nil {
			t.Fatal(err)
		}
		given, err := h.give(h.c.Head, "person:"+lead.ID, 5)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.say(rasmus, given.Ref, models.HandoffReply{Do: models.SayAsk, Words: "All of them?"}); err != nil {
			t.Fatal(err)
		}
		tellAll(h.t, h.db)
		told := func(p *models.Person) string { return strings.Join(toldOf(h.t, h.db, p, since), "\n") }
		for _, want := range []struct {
			who *models.Person
			say string
		}{
			{rasmus, "Priya Raman is away from 16 November 2026 to 18 November 2026, and you stand in. (you stand in)"},
			{rasmus, "hands you this work. Answer by 18 November 2026; it is due on 23 November 2026. (you stand in for Priya Raman until 18 November 2026)"},
			{lead, "hands you this work."},
			{lead, "Rasmus Kivi, for Priya Raman, asks: “All of them?”"},
			{h.c.Head, "Rasmus Kivi, for Priya Raman, asks: “All of them?” (you handed it over)"},
		} {
			if got := told(want.who); !strings.Contains(got, want.say) {
				t.Errorf("%s is not told %q but %q", want.who.Name, want.say, got)
			}
		}
		if err := h.as(lead, func(tx *models.Tx) error {
			own, _, err := tx.AbsencesOf(lead.ID)
			if err != nil {
				return err
			}
			return tx.ChangeAbsence(own[0].Absence, &models.AbsenceEntry{Deputy: h.c.Member.ID, From: own[0].FromDay, To: own[0].ToDay})
		}); err != nil {
			t.Fatal(err)
		}
		tellAll(h.t, h.db)
		if got := told(rasmus); !strings.Contains(got, "Somebody else stands in for Priya Raman now. You do not any more. (you stood in until now)") {
			t.Errorf("the former deputy is told %q", got)
		}
	})
}
