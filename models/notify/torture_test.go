package notify_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/killed"
	"throughline/models/notify"
	"throughline/models/work"
)

// asProgram, when set to a database's address, makes the test binary decide, hand over, tell and mail until it is killed, through the mail
// server at mailPort. With newKeys each try of a mail bears another key: that is the mistake which the loop below has to notice.
const (
	asProgram = "THROUGHLINE_TEST_AS_PROGRAM"
	mailPort  = "THROUGHLINE_TEST_MAIL_PORT"
	newKeys   = "THROUGHLINE_TEST_NEW_KEYS"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(asProgram); address != "" {
		fmt.Fprintln(os.Stderr, runUntilKilled(address, os.Stdout))
		os.Exit(1)
	}
	end := trust()
	code := m.Run()
	end()
	os.Exit(code)
}

// rekeyed forgets the key of a delivery before each try.
type rekeyed struct{ notify.Sender }

func (r rekeyed) Send(ctx context.Context, d *models.Delivery) (int, error) {
	other := *d
	other.ID = models.NewID()
	return r.Sender.Send(ctx, &other)
}

func postTo(db *models.DB, port int) *notify.Post {
	var out notify.Sender = &notify.Mail{SMTP: notify.SMTP{Host: "127.0.0.1", Port: port, TLS: notify.NoTLS, From: "line@fjord.example", Timeout: 2 * time.Second}, DB: db,
		Base: "https://line.fjord.example", StopAt: func(token string) string { return "/mail/stop/" + token }, Render: plainly}
	if os.Getenv(newKeys) != "" {
		out = rekeyed{out}
	}
	return &notify.Post{DB: db, Senders: map[string]notify.Sender{models.ByMail: out}}
}

// runUntilKilled takes one decision after the other, hands it over, says its id once that is kept, and does the work that follows.
func runUntilKilled(address string, said io.Writer) error {
	ctx := context.Background()
	db, err := models.Open(ctx, address, models.Options{})
	if err != nil {
		return err
	}
	port, _ := strconv.Atoi(os.Getenv(mailPort))
	l := work.New(db, nil, postTo(db, port).Kinds()...)
	l.Lease = killed.Lease
	go l.Run(ctx)
	for {
		id, err := decide(ctx, db)
		if err != nil {
			return err
		}
		fmt.Fprintln(said, id)
		time.Sleep(time.Duration(rand.IntN(30)) * time.Millisecond)
	}
}

// decide accepts a decision and hands it over in one transaction.
func decide(ctx context.Context, db *models.DB) (string, error) {
	var giver, to models.Person
	var who models.Who
	err := db.Read(ctx, models.CommandLine, func(r *models.Read) (err error) {
		if err := r.DB().Where("executive = ?", true).First(&giver).Error; err != nil {
			return err
		}
		if err := r.DB().Where("executive = ?", false).First(&to).Error; err != nil {
			return err
		}
		who, err = r.WhoIs(&giver)
		return err
	})
	if err != nil {
		return "", err
	}
	d := &models.Decision{Title: "Ring back", Statement: "Every clinic is rung back.", DeciderPersonID: &giver.ID, DecidedDay: "2026-11-16"}
	err = db.Write(ctx, who, func(tx *models.Tx) error {
		if err := tx.AddDecision(d); err != nil {
			return err
		}
		if err := tx.AcceptDecision(d); err != nil {
			return err
		}
		_, err := tx.HandOff(d, &models.HandoffEntry{Receiver: "person:" + to.ID, Work: "Ring back", Measure: "It is done", Due: 5, Answer: 2})
		return err
	})
	return d.ID, err
}

func TestTortureEveryDecisionIsHandedOverToldAndMailedOnceThoughProgramsAreKilledAndPaused(t *testing.T) {
	killed.Each(t, func(t *testing.T, address string) {
		s := listen(t)
		settle(t, address)
		var ids []string
		for range killed.Rounds(1, 40) {
			ids = append(ids, killed.Programs(t, asProgram+"="+address, fmt.Sprint(mailPort, "=", s.port()))...)
		}
		if len(ids) == 0 {
			t.Fatal("no program got to decide anything")
		}
		if wrong := reckon(t, address, s, ids); len(wrong) > 0 {
			t.Fatalf("of %d decisions: %s", len(ids), strings.Join(wrong, "; "))
		}
		t.Logf("%d decisions were handed over, told and mailed; %d mails came under as many names as there are deliveries", len(ids), len(s.got()))
	})
}

func TestTortureATryUnderAnotherNameIsNoticed(t *testing.T) {
	address := "sqlite:" + modelstest.File(t)
	s := listen(t)
	settle(t, address)
	ids := killed.Programs(t, asProgram+"="+address, fmt.Sprint(mailPort, "=", s.port()), newKeys+"=1")
	if wrong := reckon(t, address, s, ids); !slices.ContainsFunc(wrong, func(what string) bool { return strings.Contains(what, "names") }) {
		t.Errorf("mails under names of their own are not noticed: %v", wrong)
	}
}

// settle sets up the company with who gives work and who gets it.
func settle(t *testing.T, address string) {
	t.Helper()
	killed.Open(t, address, func(db *models.DB) {
		err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
			c := models.NewCompany("Fjord IT")
			c.Confirmed = true
			if err := tx.Insert(c); err != nil {
				return err
			}
			ada, liv := "ada@fjord.example", "liv@fjord.example"
			if err := tx.Insert(&models.Person{Name: "Ada Giver", Email: &ada, Active: true, Executive: true}); err != nil {
				return err
			}
			return tx.Insert(&models.Person{Name: "Liv Lead", Email: &liv, Active: true})
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// reckon does what is left to do, as a program does that starts after the last kill, and says what then is wrong.
func reckon(t *testing.T, address string, s *server, ids []string) (wrong []string) {
	t.Helper()
	killed.Open(t, address, func(db *models.DB) {
		l := work.New(db, nil, postTo(db, s.port()).Kinds()...)
		l.Lease = killed.Lease
		ctx, end := context.WithCancel(t.Context())
		var ended sync.WaitGroup
		ended.Go(func() { l.Run(ctx) })
		defer ended.Wait()
		defer end()
		count := func(statement string, args ...any) int64 { return killed.Count(t, db, statement, args...) }
		for until := time.Now().Add(60 * time.Second); count("SELECT count(*) FROM work WHERE state IN ('ready', 'leased') AND kind IN ('event.told', 'delivery.sent')") > 0; {
			if time.Now().After(until) {
				wrong = append(wrong, "work is left to do after a minute")
				break
			}
			killed.Rested(t, db, models.TellEvent, models.SendDelivery)
			time.Sleep(20 * time.Millisecond)
		}
		wrong = append(wrong, killed.Wrong(t, db, map[string]string{
			"decisions without just one handoff":    "SELECT count(*) FROM decisions d WHERE (SELECT count(*) FROM handoffs h WHERE h.decision_id = d.id) <> 1",
			"handoffs without just one task":        "SELECT count(*) FROM handoffs h WHERE (SELECT count(*) FROM tasks t WHERE t.id = h.task_id) <> 1",
			"handoffs not told to just one":         "SELECT count(*) FROM handoffs h WHERE (SELECT count(*) FROM notices n WHERE n.type = 'handoff.created' AND n.thing_ref = h.ref) <> 1",
			"notices without just one delivery":     "SELECT count(*) FROM notices n WHERE n.type = 'handoff.created' AND (SELECT count(*) FROM deliveries d WHERE d.id = n.delivery_id AND d.idempotency_key = 'notice:' || n.event_id || ':' || n.person_id) <> 1",
			"deliveries that were not sent":         "SELECT count(*) FROM deliveries WHERE status <> 'sent'",
			"deliveries without a handoff":          "SELECT (SELECT count(*) FROM deliveries WHERE idempotency_key LIKE 'notice:%') - (SELECT count(*) FROM handoffs)", // a digest goes out on Mondays
			"works given up":                        "SELECT count(*) FROM work WHERE state = 'dead'",
			"handoff.created without just one work": "SELECT count(*) FROM events e WHERE e.type = 'handoff.created' AND (SELECT count(*) FROM work w WHERE w.ref = e.id) <> 1",
		}, "decisions", ids)...)
		names := map[string]bool{}
		for _, m := range s.got() {
			name, _, _ := strings.Cut(strings.Trim(m.Header.Get("Message-Id"), "<>"), "@")
			names[name] = true
		}
		known := 0
		for part := range slices.Chunk(slices.Collect(maps.Keys(names)), 400) {
			known += int(count("SELECT count(*) FROM deliveries WHERE id IN ?", part))
		}
		if all := int(count("SELECT count(*) FROM deliveries")); known != all || len(names) != all {
			wrong = append(wrong, fmt.Sprintf("%d names on mails, of them %d known, for %d deliveries", len(names), known, all))
		}
	})
	return wrong
}
