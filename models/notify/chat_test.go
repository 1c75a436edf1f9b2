package notify_test

import (
	"cmp"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/notify"
	"throughline/models/work"
)

// room is a chat program on this machine: it answers as it is told, and keeps what it was sent.
type room struct {
	mu     sync.Mutex
	status int
	header http.Header
	bodies []map[string]any
	keys   []string
	says   string // empty: far too much
}

func (r *room) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var body map[string]any
	raw, _ := io.ReadAll(q.Body)
	_ = json.Unmarshal(raw, &body)
	r.bodies, r.keys = append(r.bodies, body), append(r.keys, q.Header.Get("Idempotency-Key"))
	for name, values := range r.header {
		w.Header()[name] = values
	}
	w.WriteHeader(r.status)
	_, _ = io.WriteString(w, cmp.Or(r.says, strings.Repeat("x", 1<<20)))
}

// connected is a company whose room of one kind stands on this machine.
func connected(t *testing.T, db *models.DB, kind string) (*room, *models.Channel, *notify.Chat) {
	t.Helper()
	r := &room{status: 200}
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	c := &models.Channel{}
	err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
		company := models.NewCompany("Fjord IT")
		if err := tx.Insert(company); err != nil {
			return err
		}
		if err := tx.AllowHost(&models.HostEntry{Host: "127.0.0.1", Intranet: true, Reason: "The chat of the tests stands here."}); err != nil {
			return err
		}
		return tx.SaveChannel(c, &models.ChannelEntry{Name: "#strategy", Kind: kind, URL: server.URL + "/secret-path", Topics: []string{"decisions"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	return r, c, notify.NewChat(db, func(kind, ref, part string) string { return "https://line.example/" + kind + "/" + ref })
}

func delivery(c *models.Channel, title, say string) *models.Delivery {
	content, _ := json.Marshal(models.ChatMessage{Kind: "decisions", Ref: "D1", Title: title, Say: say})
	return &models.Delivery{Row: models.Row{ID: models.NewID()}, Channel: c.Kind, Target: c.ID, Content: string(content)}
}

func TestAMessageIsEscapedForEachChatProgram(t *testing.T) {
	for _, kind := range []string{models.ChatSlack, models.ChatTeams} {
		db := modelstest.Open(t, modelstest.At(modelstest.Monday))
		r, c, chat := connected(t, db, kind)
		d := delivery(c, "<!channel> *all* & @here", "See <https://evil.example|here> [x](https://evil.example)\nnext "+strings.Repeat("long ", 2000))
		code, err := chat.Send(t.Context(), d)
		if code != 200 || err != nil || len(r.bodies) != 1 || r.keys[0] != d.ID {
			t.Fatalf("%s: %d, %v, %v", kind, code, err, r.keys)
		}
		body, _ := json.Marshal(r.bodies[0])
		text, _ := r.bodies[0]["text"].(string)
		if kind == models.ChatTeams {
			parts := r.bodies[0]["attachments"].([]any)[0].(map[string]any)["content"].(map[string]any)
			text = parts["body"].([]any)[0].(map[string]any)["text"].(string) + parts["body"].([]any)[1].(map[string]any)["text"].(string)
		}
		if strings.Contains(text, "<!channel>") || strings.Contains(text, "<https://evil") || strings.Contains(text, "@here") && kind == models.ChatSlack ||
			strings.Contains(text, "[x](") && kind == models.ChatTeams || len(body) > 8000 || !strings.Contains(string(body), "https://line.example/decisions/D1") {
			t.Errorf("%s is sent %s", kind, body)
		}
	}
}

func TestWhatARoomAnswersIsLaterOrNeverAndItsAddressStandsInNoSentence(t *testing.T) {
	db := modelstest.Open(t, modelstest.At(modelstest.Monday))
	r, c, chat := connected(t, db, models.ChatSlack)
	for _, one := range []struct {
		status int
		header http.Header
		later  bool
		pause  time.Duration
	}{
		{500, nil, true, 0}, {429, http.Header{"Retry-After": {"120"}}, true, 2 * time.Minute}, {408, nil, true, 0}, {425, nil, true, 0}, {503, http.Header{"Retry-After": {"999999999"}}, true, 24 * time.Hour},
		{400, nil, false, 0}, {404, nil, false, 0}, {410, nil, false, 0}, {302, http.Header{"Location": {"http://127.0.0.1:1/"}}, false, 0},
	} {
		r.status, r.header = one.status, one.header
		before := len(r.bodies)
		code, err := chat.Send(t.Context(), delivery(c, "x", "y"))
		later, _ := err.(*notify.Later)
		if j, joined := err.(interface{ Unwrap() []error }); joined {
			for _, e := range j.Unwrap() {
				if l, ok := e.(*notify.Later); ok {
					later = l
				}
			}
		}
		if code != one.status || err == nil || (later != nil) != one.later || later != nil && later.After != one.pause || len(r.bodies) != before+1 || strings.Contains(err.Error(), "secret-path") {
			t.Errorf("%d: %d, %v (%v)", one.status, code, err, later)
		}
	}
	var now *models.Channel
	read := func() {
		if err := db.Read(t.Context(), models.Background, func(r *models.Read) (err error) { now, err = r.ChannelByID(c.ID); return err }); err != nil {
			t.Fatal(err)
		}
	}
	if read(); now.FailingSince == nil || !strings.Contains(now.LastError, "302") || strings.Contains(now.SealedURL, "secret-path") {
		t.Errorf("%+v", now)
	}
	r.status = 202
	if sent := chat.Test(t.Context(), c.ID); sent.Status != models.DeliverySent {
		t.Errorf("%+v", sent)
	}
	if read(); now.FailingSince != nil || now.LastSentAt == nil {
		t.Errorf("%+v", now)
	}
}

func TestAServerOfTheOwnNetworkIsReachedOnlyWhenThatIsAllowedInWriting(t *testing.T) {
	db := modelstest.Open(t, modelstest.At(modelstest.Monday))
	r, c, chat := connected(t, db, models.ChatSlack)
	if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE channel_hosts SET intranet = ?", false).Error
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chat.Send(t.Context(), delivery(c, "x", "y")); err == nil || !strings.Contains(err.Error(), "no message may go") || len(r.bodies) != 0 {
		t.Errorf("%v, and %d messages arrived", err, len(r.bodies))
	}
	out, in := &models.ChannelHost{}, &models.ChannelHost{Intranet: true}
	for ip, want := range map[string][2]bool{"127.0.0.1": {false, true}, "10.1.2.3": {false, true}, "192.168.1.1": {false, true}, "100.64.0.1": {false, true}, "fd00::1": {false, true}, "::1": {false, true},
		"::ffff:127.0.0.1": {false, true}, "169.254.169.254": {false, false}, "0.0.0.0": {false, false}, "fe80::1": {false, false}, "224.0.0.1": {false, false}, "64:ff9b::7f00:1": {false, false},
		"::ffff:169.254.169.254": {false, false}, "2002:7f00:1::1": {false, false}, "2002:a9fe:a9fe::1": {false, false}, "::7f00:1": {false, false}, "64:ff9b:1::a00:1": {false, false},
		"192.0.0.192": {false, false}, "100.100.100.200": {false, false}, "fd00:ec2::254": {false, false}, "240.0.0.1": {false, false}, "255.255.255.255": {false, false}, "fec0::1": {false, false},
		"198.18.0.1": {false, true}, "172.31.0.1": {false, true}, "172.32.0.1": {true, true}, "93.184.216.34": {true, true}, "2606:4700::1111": {true, true}} {
		if got := [2]bool{out.Reachable(net.ParseIP(ip)), in.Reachable(net.ParseIP(ip))}; got != want {
			t.Errorf("%s: %v, not %v", ip, got, want)
		}
	}
	if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error { return tx.DB().Exec("DELETE FROM channel_hosts").Error }); err != nil {
		t.Fatal(err)
	}
	if _, err := chat.Send(t.Context(), delivery(c, "x", "y")); err == nil || !strings.Contains(err.Error(), "not on the list") {
		t.Error(err)
	}
}

func TestARoomThatFailsForADayIsTriedLaterEachTimeUnderOneKeyAndThenGivenUp(t *testing.T) {
	clock := modelstest.At(modelstest.Monday)
	db := modelstest.Open(t, clock)
	r, c, chat := connected(t, db, models.ChatSlack)
	r.status = 500
	post := &notify.Post{DB: db, Senders: map[string]notify.Sender{models.ChatSlack: chat}}
	var send work.Kind
	for _, k := range post.Kinds() {
		if k.Name == models.SendDelivery {
			send = k
		}
	}
	d := delivery(c, "x", "y")
	d.IdempotencyKey = "chat:test"
	if err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error { return tx.Deliver(d) }); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		var list []*models.Work
		if err := db.Write(t.Context(), models.Background, func(tx *models.Tx) (err error) {
			list, err = tx.ClaimWork("test", []models.WorkKind{models.SendDelivery}, 1, time.Minute)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(list) > 0 {
			err := send.Before(t.Context(), list[0])
			if err == nil {
				t.Fatal("a room that answers 500 took it")
			}
			if err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error { return tx.FailWork(list[0], err.Error()) }); err != nil {
				t.Fatal(err)
			}
		}
		clock.Advance(8 * time.Hour)
	}
	var kept models.Delivery
	if err := db.Read(t.Context(), models.Background, func(r *models.Read) error { return r.DB().Where("id = ?", d.ID).First(&kept).Error }); err != nil {
		t.Fatal(err)
	}
	if kept.Status != models.DeliveryGivenUp || kept.Attempts < 5 || kept.Code != 500 || !strings.Contains(kept.Error, "answers 500") {
		t.Errorf("%+v", kept)
	}
	for _, key := range r.keys {
		if key != d.ID {
			t.Errorf("a try came under %q", key)
		}
	}
}

func TestAnAnswerOfBrokenBytesIsKeptAsWords(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		r, c, chat := connected(t, db, models.ChatSlack)
		r.status, r.says = 404, "no\x00 such\xff\r\nroom \x1b[31m"
		if sent := chat.Test(t.Context(), c.ID); sent.Error != "127.0.0.1 answers 404: no such room [31m. Make a new webhook in the chat program and enter its address" {
			t.Errorf("%q", sent.Error)
		}
	})
}
