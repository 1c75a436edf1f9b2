package notify_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"throughline/models"
)

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
