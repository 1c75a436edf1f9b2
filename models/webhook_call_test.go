package models_test

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/secret"
)

// Whatever a call holds, it is taken whole or refused with a reason, and its fields stay within their bounds.
func FuzzACallIsTakenWholeOrRefused(f *testing.F) {
	for _, body := range []string{`{"a":{"b":[1,{"c":"d"}]}}`, `[1,2,"x"]`, `"\u0000"`, `{"":{"..":1},"{{x}}":"{{y}}"}`, "\xff", `{"a":1}{"b":2}`, `1e999`, `{"a":"` + "\u202e" + `"}`, `null`, ``} {
		f.Add([]byte(body), "msg_1")
	}
	f.Add([]byte(`{}`), "\x00\n")
	clock := modelstest.At(modelstest.Monday)
	db := modelstest.Open(f, clock)
	token := ""
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) (err error) {
		token, err = tx.SaveWebhook(&models.Webhook{}, &models.WebhookEntry{Name: "Forms"})
		return err
	}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte, id string) {
		clock.Advance(2 * time.Minute)
		out, found, err := db.Receive(t.Context(), models.Incoming{Token: token, Body: body, Signed: secret.Signed{ID: id}})
		if err != nil || !found || !slices.Contains([]int{202, 400, 413}, out.Code) || (out.Code == 202) != (out.EventID != "") || (out.Code == 202) == (out.Say != "") {
			t.Fatalf("%q is answered %+v, %v", body, out, err)
		}
		if out.Code != 202 {
			return
		}
		read(t, db, models.CommandLine, func(r *models.Read) error {
			list, err := r.EventsByID([]string{out.EventID})
			if err != nil {
				return err
			}
			var kept struct{ After models.HookCalled }
			if len(list) != 1 || json.Unmarshal([]byte(list[0].Payload), &kept) != nil || !json.Valid(kept.After.Payload) {
				t.Errorf("%q is kept as %v", body, list)
			}
			hooks, err := r.Webhooks()
			if err == nil && len(hooks[0].Known()) > 200 {
				t.Errorf("%d fields are known", len(hooks[0].Known()))
			}
			return err
		})
	})
}

// A sender that got no answer tries again while the first try is still being kept, also at another program on the same database.
func TestTriesOfOneCallAtTheSameMomentAreOneEvent(t *testing.T) {
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		token := ""
		write(t, one, models.CommandLine, func(tx *models.Tx) (err error) {
			token, err = tx.SaveWebhook(&models.Webhook{}, &models.WebhookEntry{Name: "Forms"})
			return err
		})
		var all sync.WaitGroup
		answers := make([]models.Received, 12)
		for i := range answers {
			db := one
			if i%2 == 1 {
				db = other
			}
			all.Go(func() {
				var err error
				if answers[i], _, err = db.Receive(t.Context(), models.Incoming{Token: token, Body: []byte(`{"n":1}`), Signed: secret.Signed{ID: "msg_1"}}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, a := range answers {
			if a.Code != 202 || a.EventID == "" || a.EventID != answers[0].EventID {
				t.Errorf("%+v, and the first was answered %+v", a, answers[0])
			}
		}
		read(t, one, models.CommandLine, func(r *models.Read) error {
			var n, calls int64
			if err := r.DB().Model(&models.Event{}).Where("type = ?", models.WebhookCame).Count(&n).Error; err != nil {
				return err
			}
			err := r.DB().Model(&models.WebhookCall{}).Where("taken = ?", true).Count(&calls).Error
			if n != 1 || calls != 12 {
				t.Errorf("%d events and %d calls", n, calls)
			}
			return err
		})
	})
}

func TestOnlyTheLastCallsOfAHookAreRemembered(t *testing.T) {
	clock := modelstest.At(modelstest.Monday)
	db := modelstest.Open(t, clock)
	token, hook := "", &models.Webhook{}
	write(t, db, models.CommandLine, func(tx *models.Tx) (err error) {
		token, err = tx.SaveWebhook(hook, &models.WebhookEntry{Name: "Forms"})
		return err
	})
	for i := range 320 {
		body := []byte(`{"n":1}`)
		if i%2 == 1 {
			body = []byte(`n=1`)
		}
		clock.Advance(time.Second)
		if _, _, err := db.Receive(t.Context(), models.Incoming{Token: token, Body: body}); err != nil {
			t.Fatal(err)
		}
	}
	read(t, db, models.CommandLine, func(r *models.Read) error {
		list, err := r.CallsAt(hook)
		if len(list) != 300 {
			t.Errorf("%d calls are remembered", len(list))
		}
		return err
	})
}
