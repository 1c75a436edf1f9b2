package notify_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/notify"
	"throughline/models/work"
)

// house is a company with two people, a post that speaks to the test's mail server, and the loop that does the work.
type house struct {
	t      *testing.T
	db     *models.DB
	clock  *modelstest.Clock
	server *server
	post   *notify.Post
	giver  *models.Person
	to     *models.Person
}

func each(t *testing.T, test func(h *house)) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		h := &house{t: t, db: db, clock: clock, server: listen(t)}
		h.post = &notify.Post{DB: db, Senders: map[string]notify.Sender{models.ByMail: &notify.Mail{
			SMTP: notify.SMTP{Host: "127.0.0.1", Port: h.server.port(), TLS: notify.NoTLS, From: "throughline@fjord.example", Timeout: 300 * time.Millisecond},
			DB:   db, Base: "https://line.fjord.example", StopAt: func(token string) string { return "/mail/stop/" + token }, Render: plainly}}}
		h.write(models.CommandLine, func(tx *models.Tx) error {
			c := models.NewCompany("Fjord IT")
			c.Confirmed, c.TimeZone = true, "Europe/Oslo"
			if err := tx.Insert(c); err != nil {
				return err
			}
			ada, liv := "ada@fjord.example", "liv@fjord.example"
			h.giver = &models.Person{Name: "Ada Giver", Email: &ada, Active: true, Executive: true, Administrator: true}
			h.to = &models.Person{Name: "Liv Lead", Email: &liv, Active: true, TimeZone: "America/New_York"}
			if err := tx.Insert(h.giver); err != nil {
				return err
			}
			return tx.Insert(h.to)
		})
		test(h)
	})
}

// plainly puts a letter in words that a test can read.
func plainly(l *models.Letter, stop string) (notify.Rendered, error) {
	text := l.Lead + "\n"
	for _, p := range l.Parts {
		text += p.Title + "\n"
		for _, line := range p.Lines {
			text += line.Title + ": " + line.Say + "\n"
		}
	}
	return notify.Rendered{Text: text + stop, HTML: "<p>" + text + "</p>"}, nil
}

func (h *house) write(who models.Who, f func(tx *models.Tx) error) {
	h.t.Helper()
	if err := h.db.Write(context.Background(), who, f); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) who(p *models.Person) (who models.Who) {
	h.t.Helper()
	err := h.db.Read(context.Background(), models.CommandLine, func(r *models.Read) (err error) { who, err = r.WhoIs(p); return err })
	if err != nil {
		h.t.Fatal(err)
	}
	return who
}

// handOver hands work over, and gives the decision it comes from.
func (h *house) handOver(what string) *models.Decision {
	h.t.Helper()
	d := &models.Decision{Title: "Decided: " + what, Statement: what, DeciderPersonID: &h.giver.ID, DecidedDay: "2026-11-16"}
	h.write(h.who(h.giver), func(tx *models.Tx) error {
		if err := tx.AddDecision(d); err != nil {
			return err
		}
		if err := tx.AcceptDecision(d); err != nil {
			return err
		}
		_, err := tx.HandOff(d, &models.HandoffEntry{Receiver: "person:" + h.to.ID, Work: what, Measure: "It is done", Due: 5, Answer: 2})
		return err
	})
	return d
}

// do runs the kinds of the post on what is due, each work once, until nothing is due; it gives what failed.
func (h *house) do() (failed []string) {
	h.t.Helper()
	byName := map[models.WorkKind]work.Kind{}
	var names []models.WorkKind
	for _, k := range h.post.Kinds() {
		byName[k.Name], names = k, append(names, k.Name)
	}
	for {
		var list []*models.Work
		if err := h.db.Note(context.Background(), models.Background, func(tx *models.Tx) (err error) {
			list, err = tx.ClaimWork("test", names, 20, time.Minute)
			return err
		}); err != nil {
			h.t.Fatal(err)
		}
		if len(list) == 0 {
			return failed
		}
		for _, w := range list {
			k := byName[w.Kind]
			if k.Before != nil {
				if err := k.Before(context.Background(), w); err != nil {
					failed = append(failed, err.Error())
					h.write(models.Background, func(tx *models.Tx) error { return tx.FailWork(w, err.Error()) })
					continue
				}
			}
			h.write(models.Background, func(tx *models.Tx) error {
				if k.Do != nil {
					if err := k.Do(tx, w); err != nil {
						return err
					}
				}
				return tx.FinishWork(w)
			})
		}
	}
}

// deliveries gives all deliveries, the oldest first.
func (h *house) deliveries() (list []*models.Delivery) {
	h.t.Helper()
	err := h.db.Read(context.Background(), models.CommandLine, func(r *models.Read) error { return r.DB().Order("created_at, id").Limit(100).Find(&list).Error })
	if err != nil {
		h.t.Fatal(err)
	}
	return list
}

func (h *house) only() *models.Delivery {
	h.t.Helper()
	list := h.deliveries()
	if len(list) != 1 {
		h.t.Fatalf("%d deliveries", len(list))
	}
	return list[0]
}

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

func TestAMailServerThatFailsLosesNothingAndEachTryBearsTheSameKey(t *testing.T) {
	for does, want := range map[string]string{hangs: "does not answer in time", hangsUp: "cannot be reached", later: "does not take it now", halfWay: "broke off", forgets: "broke off", locked: "454"} {
		t.Run(does, func(t *testing.T) {
			each(t, func(h *house) {
				h.server.behave(does)
				h.handOver("Name who rings back")
				failed := h.do()
				if len(failed) != 1 || !strings.Contains(failed[0], want) || !strings.HasPrefix(failed[0], "127.0.0.1 ") {
					t.Fatalf("it says %q", failed)
				}
				if d := h.only(); d.Status != models.DeliveryWaiting || d.Attempts != 1 || d.Error != failed[0] {
					t.Errorf("%+v", d)
				}
				h.server.behave(takes)
				if failed := h.do(); len(failed) > 0 || h.only().Status != models.DeliveryWaiting {
					t.Errorf("it is tried again too soon: %v", failed)
				}
				h.clock.Advance(time.Minute)
				h.do()
				if d := h.only(); d.Status != models.DeliverySent || d.Attempts != 2 || d.Error != "" {
					t.Errorf("%+v", d)
				}
				ids := map[string]int{}
				for _, m := range h.server.got() {
					ids[m.Header.Get("Message-Id")]++
				}
				wanted := 1
				if does == forgets {
					wanted = 2 // the server kept it and did not say so: it comes twice, under one name
				}
				if len(ids) != 1 || ids["<"+h.only().ID+"@line.fjord.example>"] != wanted {
					t.Errorf("came %v", ids)
				}
			})
		})
	}
}

func TestARefusalIsFinalAndAServerThatHangsUpAfterItTookAMailHasTakenIt(t *testing.T) {
	each(t, func(h *house) {
		h.server.behave(never)
		h.handOver("Name who rings back")
		if failed := h.do(); len(failed) > 0 {
			t.Fatal(failed)
		}
		d := h.only()
		if d.Status != models.DeliveryFailed || d.Code != 550 || !strings.Contains(d.Error, "refuses this mail for good") || !strings.Contains(d.Error, "no such person") {
			t.Errorf("%+v", d)
		}
		h.server.behave(shutsGoodby)
		h.write(h.who(h.giver), func(tx *models.Tx) error { return tx.TryDeliveryAgain(d.ID) })
		h.do()
		if d := h.only(); d.Status != models.DeliverySent || len(h.server.got()) != 1 {
			t.Errorf("%+v, %d mails", d, len(h.server.got()))
		}
	})
}

func TestAMailIsGivenUpVisiblyAfterTwoDaysAndCanBeTriedAgain(t *testing.T) {
	each(t, func(h *house) {
		_ = h.server.in.Close()
		h.handOver("Name who rings back")
		tries := 0
		for range 200 {
			tries += len(h.do())
			h.clock.Advance(time.Hour)
		}
		d := h.only()
		if tries != 12 || d.Status != models.DeliveryGivenUp || d.Attempts != 12 {
			t.Errorf("%d tries, %+v", tries, d)
		}
		again := listenAt(t, h.server.port())
		h.write(h.who(h.giver), func(tx *models.Tx) error { return tx.TryDeliveryAgain(d.ID) })
		h.do()
		if d := h.only(); d.Status != models.DeliverySent || len(again.got()) != 1 {
			t.Errorf("%+v", d)
		}
	})
}

func listenAt(t *testing.T, port int) *server {
	s := listen(t)
	in, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	if err != nil {
		t.Skipf("the port was taken meanwhile: %v", err)
	}
	t.Cleanup(func() { _ = in.Close() })
	go func() {
		for {
			c, err := in.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
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
