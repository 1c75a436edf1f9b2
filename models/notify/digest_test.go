package notify_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models"
)

// due runs the hourly look at whose Monday it is, and all that follows.
func (h *house) due() {
	h.t.Helper()
	h.write(models.Background, (*models.Tx).DigestsDueNow)
	h.do()
}

// at puts the clock to a moment in a zone.
func (h *house) at(zone, moment string) {
	h.t.Helper()
	place, err := time.LoadLocation(zone)
	if err != nil {
		h.t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", moment, place)
	if err != nil {
		h.t.Fatal(err)
	}
	h.clock.Advance(at.Sub(h.clock.Now()))
}

func TestTheWeekComesOnMondayAtSevenInOnesOwnTimeAndOnceOnly(t *testing.T) {
	each(t, func(h *house) { // Ada is in Oslo, where the clock goes forward on 28 March 2027; Liv is in New York, where it went forward on 14 March
		h.handOver("Name who rings back")
		h.do()
		before := len(h.server.got())
		h.at("America/New_York", "2027-03-15 05:30")
		if h.due(); len(h.server.got()) != before {
			t.Fatal("it comes before seven")
		}
		h.at("America/New_York", "2027-03-15 06:59")
		if h.due(); len(h.server.got()) != before {
			t.Fatal("it comes before seven")
		}
		h.at("America/New_York", "2027-03-15 07:00")
		h.due()
		h.due()
		got := h.server.got()[before:]
		if len(got) != 1 || got[0].Header.Get("Subject") != "Your week from 15 March 2027" || !strings.Contains(got[0].Header.Get("To"), "liv@") {
			t.Fatalf("%d mails, %v", len(got), got)
		}
		if body := h.server.bodies[before]; !strings.Contains(body, "Waits for you") || !strings.Contains(body, "Name who rings back") {
			t.Errorf("it says %s", body)
		}
		for _, later := range []string{"2027-03-16 07:00", "2027-03-19 12:00", "2027-03-21 23:00"} {
			h.at("America/New_York", later)
			h.due()
		}
		if n := len(h.server.got()) - before; n != 1 {
			t.Errorf("%d mails in a week", n)
		}
		h.at("Europe/Oslo", "2027-03-29 09:15") // nobody was there at seven, so it comes late
		h.due()
		if n := len(h.server.got()) - before; n != 1 {
			t.Errorf("%d mails; Ada owes nothing, and it is not seven where Liv is", n)
		}
		h.at("America/New_York", "2027-03-29 10:15")
		if h.due(); len(h.server.got())-before != 2 {
			t.Errorf("%d mails; nobody was there at seven, so it comes late", len(h.server.got())-before)
		}
	})
}

func TestWhoWantsNoWeekAndWhoOwesNothingGetsNone(t *testing.T) {
	each(t, func(h *house) {
		h.handOver("Name who rings back")
		h.write(h.who(h.to), func(tx *models.Tx) error {
			c, err := tx.NoticeChoicesOf(h.to.ID)
			if err != nil {
				return err
			}
			c.Digest, *c.Rhythm[models.TopicHandoffs] = false, string(models.InDigest)
			return tx.SaveNoticeChoices(c)
		})
		h.at("America/New_York", "2026-11-23 07:00")
		if h.due(); len(h.server.got()) != 0 {
			t.Errorf("%d mails", len(h.server.got()))
		}
		h.write(h.who(h.to), func(tx *models.Tx) error {
			c, err := tx.NoticeChoicesOf(h.to.ID)
			if err != nil {
				return err
			}
			c.Digest = true
			return tx.SaveNoticeChoices(c)
		})
		h.at("America/New_York", "2026-11-30 07:00")
		if h.due(); len(h.server.got()) != 1 {
			t.Errorf("%d mails", len(h.server.got()))
		}
	})
}
