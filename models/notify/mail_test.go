package notify_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/notify"
)

func TestANewHandoffIsMailedAtOnceInTwoFormsAndCanBeStoppedInOnePress(t *testing.T) {
	each(t, func(h *house) {
		h.handOver("Name who rings back")
		if failed := h.do(); len(failed) > 0 {
			t.Fatal(failed)
		}
		got := h.server.got()
		if len(got) != 1 {
			t.Fatalf("%d mails", len(got))
		}
		head := got[0].Header
		d := h.only()
		for name, want := range map[string]string{"To": `"Liv Lead" <liv@fjord.example>`, "Subject": "Name who rings back", "Message-Id": "<" + d.ID + "@line.fjord.example>",
			"List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated", "X-Throughline-Key": d.ID} {
			if head.Get(name) != want {
				t.Errorf("%s: %q, not %q", name, head.Get(name), want)
			}
		}
		stop := strings.Trim(head.Get("List-Unsubscribe"), "<>")
		token, found := strings.CutPrefix(stop, "https://line.fjord.example/mail/stop/")
		if !found || !strings.HasPrefix(head.Get("Content-Type"), "multipart/alternative") || !strings.Contains(h.server.bodies[0], "text/plain") || !strings.Contains(h.server.bodies[0], "text/html") {
			t.Errorf("stop %q, %s", stop, head.Get("Content-Type"))
		}
		if d.Status != models.DeliverySent || d.Attempts != 1 || d.Content != "" || d.SentAt == nil {
			t.Errorf("%+v", d)
		}
		h.write(models.Nobody, func(tx *models.Tx) error {
			s, err := tx.StopOf(token)
			if err != nil {
				return err
			}
			return tx.StopMail(s, false)
		})
		err := h.db.Read(t.Context(), models.Nobody, func(r *models.Read) error { _, err := r.StopOf(token[:len(token)-2] + "xx"); return err })
		if _, refused := models.AsRefusal(err); !refused {
			t.Error("a link that nobody made is taken")
		}
		h.handOver("Another work")
		h.do()
		if n := len(h.server.got()); n != 1 {
			t.Errorf("%d mails after mail was stopped", n)
		}
	})
}

func TestEverythingElseComesOnceAnHourAtMost(t *testing.T) {
	each(t, func(h *house) {
		var given []*models.Decision
		for _, what := range []string{"First work", "Second work", "Third work"} {
			given = append(given, h.handOver(what))
		}
		answer := func(d *models.Decision) {
			h.write(h.who(h.to), func(tx *models.Tx) error {
				var x models.Handoff
				if err := tx.DB().Where("decision_id = ?", d.ID).First(&x).Error; err != nil {
					return err
				}
				return tx.AnswerHandoff(&x, d, models.HandoffReply{Do: models.SayAsk, Words: "By when?"})
			})
		}
		h.do()
		before := len(h.server.got())
		answer(given[0])
		answer(given[1])
		if h.do(); len(h.server.got()) != before {
			t.Fatal("answers are mailed at once")
		}
		h.clock.Advance(time.Hour)
		h.do()
		if n := len(h.server.got()) - before; n != 1 {
			t.Fatalf("%d mails in an hour", n)
		}
		if body := h.server.bodies[before]; !strings.Contains(body, "First work") || !strings.Contains(body, "Second work") {
			t.Errorf("it says %s", body)
		}
		answer(given[2])
		h.do()
		h.write(h.who(h.giver), func(tx *models.Tx) error { return tx.ReadNotices("", "", models.NoticeQuery{}) })
		h.clock.Advance(time.Hour)
		if h.do(); len(h.server.got())-before != 1 {
			t.Error("what was read is mailed")
		}
	})
}

func TestNothingGoesToWhoLeftOrToAnAddressThatIsNone(t *testing.T) {
	each(t, func(h *house) {
		h.handOver("Name who rings back")
		for address, want := range map[string]string{"liv@fjord.example\r\nBcc: all@fjord.example": models.DeliveryFailed, "": models.DeliveryDropped} {
			d := &models.Delivery{IdempotencyKey: "k" + want, Channel: models.ByMail, Kind: models.LetterTest, Target: address, Subject: "x\r\nBcc: all@fjord.example", Content: "{}"}
			h.write(models.CommandLine, func(tx *models.Tx) error { return tx.Deliver(d) })
		}
		good := &models.Delivery{IdempotencyKey: "good", Channel: models.ByMail, Kind: models.LetterTest, Target: "a@fjord.example", Subject: "x\r\nBcc: all@fjord.example", Content: "{}"}
		h.write(models.CommandLine, func(tx *models.Tx) error {
			if err := tx.DB().Model(&models.Person{}).Where("id = ?", h.to.ID).Update("active", false).Error; err != nil {
				return err
			}
			return tx.Deliver(good)
		})
		h.do()
		states := map[string]int{}
		for _, d := range h.deliveries() {
			states[d.Status]++
		}
		got := h.server.got()
		if states[models.DeliveryFailed] != 1 || states[models.DeliveryDropped] != 1 || len(got) != 1 || got[0].Header.Get("Bcc") != "" || got[0].Header.Get("Subject") != "x Bcc: all@fjord.example" {
			t.Errorf("%v, %d mails", states, len(got))
		}
	})
}

func TestATestSaysInWordsHowItWent(t *testing.T) {
	each(t, func(h *house) {
		admin := h.who(h.giver)
		if sent, err := h.post.Test(t.Context(), admin, h.giver); err != nil || sent.Status != models.DeliverySent || len(h.server.got()) != 1 {
			t.Errorf("%+v %v", sent, err)
		}
		h.server.behave(never)
		if sent, err := h.post.Test(t.Context(), admin, h.giver); err != nil || sent.Status != models.DeliveryFailed || !strings.Contains(sent.Error, "no such person") {
			t.Errorf("%+v %v", sent, err)
		}
		_, err := h.post.Test(t.Context(), h.who(h.to), h.to)
		if r, refused := models.AsRefusal(err); !refused || r.Kind != models.KindNotAllowed {
			t.Errorf("somebody else gets %v", err)
		}
		_, err = (&notify.Post{DB: h.db}).Test(t.Context(), admin, h.giver)
		if _, refused := models.AsRefusal(err); !refused {
			t.Errorf("without a server it says %v", err)
		}
	})
}
