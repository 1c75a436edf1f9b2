package notify_test

import (
	"context"
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
