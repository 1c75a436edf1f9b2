package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"

	"throughline/models/day"
	"throughline/models/form"
	"throughline/static"
	"throughline/views/layout"
	"throughline/views/parts"
)

// desk is a page with a form that saves itself, and the server that the form talks to. It answers with status and answer.
type desk struct {
	*httptest.Server
	mu     sync.Mutex
	posts  []url.Values
	status int
	answer map[string]any
	hold   chan struct{} // while it is open, a save has to wait for it
}

type stop struct {
	title string
	due   day.Day
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{status: 200, answer: map[string]any{"saved": "12:04"}}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, static.Root):
			static.Handler().ServeHTTP(w, r)
		case r.Method == http.MethodPost:
			d.take(w, r)
		default:
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			s := layout.Shell{Title: "Desk", PersonName: "Priya Raman", Undo: &parts.Undo{Say: "Removed", Action: "/undo"}}
			_ = layout.App(s).Render(templ.WithChildren(r.Context(), templ.ComponentFunc(deskForm)), w)
		}
	}))
	t.Cleanup(d.Close)
	return d
}

func deskForm(ctx context.Context, w io.Writer) error {
	rows := form.Repeat("stops", "Stops", func(string) *form.Row { s := &stop{}; return &form.Row{Of: s, Fields: stopFields(s)} })
	for i, title := range []string{"First", "Second"} {
		s := &stop{title: title}
		rows.Stored(fmt.Sprintf("s%d", i+1), 3, s, stopFields(s))
	}
	var why string
	f := form.Of(form.Text("why", "Why", &why))
	f.Rows, f.Version = []*form.Rows{rows}, 3
	f.Show(form.Locale{Order: day.DMY})
	rows.Blank(form.Locale{Order: day.DMY})
	_, _ = io.WriteString(w, `<h1>Desk</h1><form method="post" action="/save" data-autosave novalidate>`)
	err := templ.Join(parts.Started(f), parts.Field(f.Fields[0]), parts.Rows(rows, true),
		parts.Button(parts.Btn{Label: "Save it", Kind: "main"}), parts.SavedLine("")).Render(ctx, w)
	_, _ = io.WriteString(w, `</form>`)
	return err
}

func stopFields(s *stop) []*form.Field {
	return []*form.Field{form.Line("title", "Title", &s.title), form.Date("due", "Due", &s.due, nil)}
}

func (d *desk) take(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	d.mu.Lock()
	d.posts = append(d.posts, r.PostForm)
	status, answer, hold := d.status, d.answer, d.hold
	d.mu.Unlock()
	if r.Header.Get("X-Autosave") == "" {
		http.Redirect(w, r, "/done", http.StatusSeeOther)
		return
	}
	if hold != nil {
		<-hold
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}

// says makes the server answer so from now on.
func (d *desk) says(status int, answer map[string]any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status, d.answer = status, answer
}

// last waits until there are n posts, and gives the last one.
func (d *desk) last(t *testing.T, n int) url.Values {
	t.Helper()
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		d.mu.Lock()
		got := d.posts
		d.mu.Unlock()
		if len(got) >= n {
			return got[len(got)-1]
		}
	}
	t.Fatalf("post %d did not come", n)
	return nil
}

func TestAFormSavesItselfAndTakesInWhatTheServerAnswers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	p := visit(t, d.URL)
	p.Open("/")
	d.says(200, map[string]any{"saved": "12:04", "versions": map[string]string{"version": "4", "stops.s1.version": "8"},
		"problems": map[string]string{"why": "Say it in one sentence."}, "advice": map[string]any{"stops.s1.title": []string{"Shorter is better."}},
		"rows": map[string]string{"stops.new1": "s9"}, "values": map[string]string{"stops.s2.title": "Theirs"}})
	p.act(`const why = document.getElementById('why'); why.focus(); why.value = 'Two sentences. Here.'; why.dispatchEvent(new Event('input', {bubbles: true}))`)
	p.See("Saved at 12:04", "Say it in one sentence.", "Shorter is better.")
	if got := d.last(t, 1); got.Get("why") != "Two sentences. Here." || got.Get("version") != "3" || got.Get("was.why") != "" {
		t.Errorf("the first save sent %v", got)
	}
	if got := ask[string](p, `document.getElementById('why').getAttribute('aria-invalid') + ' ' + document.activeElement.id`); got != "true why" {
		t.Errorf("after the answer the field and the focus are %q", got)
	}
	d.says(200, map[string]any{"saved": "12:05"})
	p.Within("#main").Fill("Why", "One sentence.")
	p.See("Saved at 12:05")
	p.SeeNot("Say it in one sentence.")
	got := d.last(t, 2)
	for name, want := range map[string]string{"version": "4", "stops.s1.version": "8", "was.why": "Two sentences. Here.", "stops.s2.title": "Theirs", "was.stops.s2.title": "Theirs"} {
		if got.Get(name) != want {
			t.Errorf("the second save sent %s=%q; it should be %q", name, got.Get(name), want)
		}
	}
	if order := strings.Join(got["stops.order"], " "); order != "s1 s2 s9" || !got.Has("stops.s9.title") {
		t.Errorf("the new row did not get its lasting name: order %q, %v", order, got)
	}
}

func TestASaveThatFailsIsTriedAgainAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	p := visit(t, d.URL)
	p.Open("/")
	d.says(503, nil)
	p.Within("#main").Fill("Why", "Kept")
	p.See("Not saved:", "We keep trying.")
	d.says(200, map[string]any{"saved": "12:06"})
	p.See("Saved at 12:06")
	if got := d.last(t, 2); got.Get("why") != "Kept" {
		t.Errorf("the second try sent %q", got.Get("why"))
	}
	d.says(401, nil)
	p.Within("#main").Fill("Why", "Still kept")
	p.See("you are signed out", "Sign in again")
	if p.Value("Why") != "Still kept" {
		t.Error("what was typed is gone")
	}
	p.Open("/")
	d.says(409, map[string]any{"conflict": "/conflict"})
	p.Within("#main").Fill("Why", "Mine")
	p.See("somebody else changed this")
	p.Follow("Compare and choose")
	if p.Path() != "/conflict" {
		t.Errorf("the link leads to %s", p.Path())
	}
	p.Open("/")
	d.says(409, map[string]any{"conflict": "here"})
	p.Within("#main").Fill("Why", "Mine again")
	p.Press("Compare and choose")
	if p.Path() != "/done" || d.posts[len(d.posts)-1].Get("why") != "Mine again" {
		t.Errorf("without an address the form is not sent: on %s", p.Path())
	}
}

func TestPressingSaveWaitsForTheSaveUnderWayAndCountsOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.hold = make(chan struct{})
	d.says(200, map[string]any{"saved": "12:04", "versions": map[string]string{"version": "4"}})
	p := visit(t, d.URL)
	p.Open("/")
	ask[bool](p, `(() => { const why = document.getElementById('why'); why.value = 'Quick'; why.dispatchEvent(new Event('change', {bubbles: true})); return true })()`)
	d.last(t, 1)
	ask[bool](p, `(() => { const b = document.querySelector('.btn.main'); b.click(); b.click(); return true })()`)
	close(d.hold)
	d.last(t, 2)
	p.settle()
	if p.Path() != "/done" || len(d.posts) != 2 || d.posts[1].Get("version") != "4" {
		t.Errorf("on %s after %d posts, the last with version %q", p.Path(), len(d.posts), d.posts[len(d.posts)-1].Get("version"))
	}
}

func TestAListIsOrderedByKeysAndByButtonsAndSaysSo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	p := visit(t, d.URL)
	p.Open("/")
	order := `[...document.querySelectorAll('[name="stops.order"]')].map(i => i.value).join(' ')`
	press := func(keys ...string) {
		t.Helper()
		for _, key := range keys {
			ask[bool](p, `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '`+key+`', bubbles: true, cancelable: true}))`)
		}
	}
	ask[bool](p, `(() => { document.querySelector('.grip').focus(); return true })()`)
	press(" ", "ArrowDown", "ArrowDown", "Escape")
	if got := ask[string](p, order); got != "s1 s2 new1" {
		t.Errorf("after Escape the order is %q", got)
	}
	press(" ", "ArrowDown", " ")
	if got := ask[string](p, order); got != "s2 s1 new1" {
		t.Errorf("after Space, Down, Space the order is %q", got)
	}
	if said := ask[string](p, `document.querySelector('body > [role=status]').textContent`); !strings.Contains(said, "place 2 of 3") {
		t.Errorf("the move is told as %q", said)
	}
	if got := strings.Join(d.last(t, 1)["stops.order"], " "); got != "s2 s1 new1" {
		t.Errorf("the save sent the order %q", got)
	}
	p.Press("Up: Stops, row 3")
	if got := ask[string](p, order); got != "s2 new1 s1" {
		t.Errorf("after the button Up the order is %q", got)
	}
}

func TestTheUndoBarStaysWhileSomebodyStandsOnIt(t *testing.T) {
	t.Parallel() // nearly all of it is waiting
	p := visit(t, newDesk(t).URL)
	p.Open("/")
	ask[bool](p, `(() => { document.querySelector('.toast .btn').focus(); return true })()`)
	time.Sleep(10500 * time.Millisecond)
	p.See("Removed")
	p.Key("\u001b")
	p.SeeNot("Removed")
}
