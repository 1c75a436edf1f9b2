package handlers

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// nextPulse is the pulse to come of the example.
func (h *house) nextPulse() (d *models.PulseDetail) {
	h.read(func(r *models.Read) error {
		list, err := r.PulseList()
		if err == nil {
			d, err = r.PulsePage(list.Coming[0].Ref)
		}
		return err
	})
	return d
}

func lineIn(d *models.PulseDetail, who *models.Person) string {
	for _, l := range d.Lines {
		if l.PersonID == who.ID {
			return l.ID
		}
	}
	return ""
}

func TestAPulseIsReportedHeldAndReadWithoutScript(t *testing.T) {
	h, c := example(t)
	head, lead, member := h.as(models.DepartmentHead), h.as(models.TeamLead), h.as(models.Member)
	d := h.nextPulse()
	page, room, line := link.Pulse(d.Ref), link.PulseRoom(d.Ref), link.PulseLine(d.Ref, lineIn(d, c.Lead))
	member.get(link.Pulses()).is(200).says("To come", "2 of 7 leads have reported", "Held", "Missed").silent("Report")
	lead.get(link.Pulses()).is(200).says("Report")
	member.get(page).is(200).says("Proposed, not reported yet", "Clinics renew with us", "Handoffs overdue").silent("Start the pulse", "Your line is open")
	member.get(room).leadsTo(page)
	member.get(line).is(404)
	lead.get(link.PulseLine(d.Ref, lineIn(d, c.Head))).is(404)
	lead.post(link.PulseLine(d.Ref, lineIn(d, c.Head)), url.Values{"metric": {"O1/M1"}}).is(403)

	f := lead.get(line).is(200).says("Report your one metric", "Latest: 71.4%").paper(lead, "main form")
	if f.values.Get("metric") != "O1/M1" {
		t.Fatalf("the form proposes %q", f.values.Get("metric"))
	}
	f.write("metric", "").press("Report").is(422).says("a pulse takes exactly one figure of each lead")
	f.write("metric", "O9/M9").press("Report").is(422)
	f.write("metric", "O1/M1").write("value", "76 days").press("Report").is(422).says("This metric is counted in %")
	f.write("value", "76").write("words", "Better each week.").press("Report").is(303).onward(lead).says("Reported. You can change it", "76%", "Better each week.")

	lead.post(link.PulseStart(d.Ref), nil).is(403)
	member.post(link.PulseStart(d.Ref), nil).is(403)
	head.post(link.PulseStart(d.Ref), nil).leadsTo(room)
	h.clock.Advance(65 * time.Second)
	head.get(room).is(200).says("18:55", "1:46", "2:51 for each of 7", "Speaks now, 1 of 7")
	if got := head.get(room); got.Header.Get("Cache-Control") != "no-store" {
		t.Error("a browser keeps a page whose clock runs")
	}
	member.get(page).is(200).says("The meeting is running", "Enter the room")
	member.get(room).is(200).says("Better each week.").silent("Keep the notes", "Raise the issue", "Decide, and", "End the meeting")
	head.get(room).paper(head, "#clock form").press("Next").leadsTo(room)
	member.get(room).says("Speaks now, 2 of 7")

	notes := link.PulseNotes(d.Ref, lineIn(d, c.Lead))
	mine, theirs := lead.get(room).paper(lead, `form[action="`+notes+`"]`), head.get(room).paper(head, `form[action="`+notes+`"]`)
	mine.write("notes-"+lineIn(d, c.Lead), "Show Field how.").press("Keep the notes").is(303)
	theirs.write("notes-"+lineIn(d, c.Lead), "Show Delivery how.").press("Keep the notes").is(409).says("Show Field how.", "Show Delivery how.", c.Lead.Name+" changed these notes")
	member.post(notes, url.Values{}).is(403)
	h.signedIn(c.People["Samuel Brandt"]).post(notes, url.Values{"version": {"3"}}).is(403)

	issue := lead.get(strings.TrimSuffix(link.PulseRoomAbout(d.Ref, "O3"), "#raise")).is(200).paper(lead, "#raise form")
	if !strings.HasPrefix(issue.values.Get("holds"), "O3 ") {
		t.Fatalf("the issue is about %q", issue.values.Get("holds"))
	}
	issue.press("Raise the issue").is(422).says("Say in one line what is held up")
	issue.write("title", "Clinics leave").write("next", "Ask them").press("Raise the issue").is(303).onward(lead).says("Raised as IS", "Clinics leave")
	decide := head.get(room).paper(head, "#decide form")
	decide.press("Accept and hand over").is(422).says("Say in one line what is decided.")
	decide.write("decision", "We ring back twice").write("receiver", c.Lead.Name).write("work", "Ring back").press("Accept and hand over").is(422).says("Say how one sees that it worked.")
	decide.write("measure", "Two calls").press("Accept and hand over").is(303).onward(head).says("and handed over as H", "We ring back twice")
	member.post(link.PulseIssues(d.Ref), issue.values).is(403)
	member.post(link.PulseDecisions(d.Ref), decide.values).is(403)

	member.get(link.PulseMinutes(d.Ref)).leadsTo(page)
	head.get(room).paper(head, "#end form").write("words", "Renewals first.").press("End the pulse").leadsTo(page)
	member.get(room).leadsTo(page)
	member.get(page).is(200).says("Renewals first.", "Clinics leave", "We ring back twice", "Minutes")
	member.get(link.PulseMinutes(d.Ref)).is(200).says("One metric from each lead", "Better each week.", "Show Field how.", "Decided in the room", "1:05 of 20:00")
	lead.post(line, url.Values{"metric": {"O1/M1"}}).is(422)
	head.post(link.PulseWord(d.Ref), url.Values{"from": {"2"}, "to": {"3"}}).is(422)
	h.nobody().get(page).is(303)
	member.get(link.Pulse("PU99")).is(404)
}

func TestWhyAPulseWasMissedIsWrittenOnItsPage(t *testing.T) {
	h, c := example(t)
	d := h.nextPulse()
	h.clock.Set(d.Day.Time().Add(34 * time.Hour))
	h.write(func(tx *models.Tx) error { return tx.TendPulses() })
	page, head := link.Pulse(d.Ref), h.signedIn(c.Head)
	h.signedIn(c.Member).get(link.Pulses()).is(200).says("Missed, and nobody said why")
	h.signedIn(c.Member).get(page).is(200).says("nobody said why").silent("Keep the reason")
	h.signedIn(c.Member).post(link.PulseReason(d.Ref), url.Values{"reason": {"x"}}).is(403)
	head.post(link.PulseReason(d.Ref), url.Values{"reason": {" "}}).is(422).says("Say in a sentence why it was missed.")
	head.post(link.PulseReason(d.Ref), url.Values{"reason": {"The fair."}}).is(303).onward(head).says("The reason is kept", "The fair.")
	h.signedIn(c.Member).get(link.Pulses()).is(200).says("The fair.").silent("nobody said why")
}

// listening is a browser that is told of the changes in a room.
type listening struct {
	lines chan string
	stop  context.CancelFunc
}

// listen opens a stream on a real connection.
func (h *house) listen(t *testing.T, base, address string, g *guest) *listening {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(g.cookie)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream" || answer.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("the stream answers %d with %v", answer.StatusCode, answer.Header)
	}
	l := &listening{lines: make(chan string, 100), stop: stop}
	go func() {
		defer close(l.lines)
		defer answer.Body.Close()
		for s := bufio.NewScanner(answer.Body); s.Scan(); {
			l.lines <- s.Text()
		}
	}()
	return l
}

// hears waits for a line that begins so; empty when the stream ended before.
func (l *listening) hears(t *testing.T, beginning string) string {
	t.Helper()
	late := time.After(40 * time.Second)
	for {
		select {
		case line, open := <-l.lines:
			if !open {
				return ""
			}
			if rest, found := strings.CutPrefix(line, beginning); found {
				return rest
			}
		case <-late:
			t.Fatalf("nothing that begins with %q came", beginning)
		}
	}
}

// running is the example with a pulse that runs, served on a real port.
func running(t *testing.T) (h *house, c *demo.Company, base, ref string, ends chan struct{}) {
	h, c = example(t)
	ends = make(chan struct{})
	h.app.rooms.ends = ends
	ref = h.nextPulse().Ref
	h.as(models.DepartmentHead).post(link.PulseStart(ref), nil).is(303)
	server := httptest.NewServer(h.pages)
	t.Cleanup(server.Close)
	return h, c, server.URL, ref, ends
}

func TestBrowsersAreToldOfEveryChangeInTheRoomUntilTheyGo(t *testing.T) {
	h, _, base, ref, _ := running(t)
	head, member := h.as(models.DepartmentHead), h.as(models.Member)
	one, two := h.listen(t, base, link.PulseStream(ref), head), h.listen(t, base, link.PulseStream(ref), member)
	before := one.hears(t, "data: ")
	if two.hears(t, "data: ") != before {
		t.Error("two browsers see different marks")
	}
	head.post(link.PulseWord(ref), url.Values{"from": {"1"}, "to": {"2"}}).is(303)
	after := one.hears(t, "data: ")
	if after == before || two.hears(t, "data: ") != after {
		t.Error("a change is told to one alone, or not at all")
	}
	if got := member.with("Accept", "application/json").get(link.PulseBeat(ref)).is(200); !strings.Contains(got.Body, after) {
		t.Errorf("who asks gets %s, who is told %s", got.Body, after)
	}
	one.stop()
	two.stop()
	empty := func() bool {
		h.app.rooms.mu.Lock()
		defer h.app.rooms.mu.Unlock()
		return len(h.app.rooms.streams) == 0 && !h.app.rooms.looking
	}
	for range 800 {
		if empty() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error("somebody is told though all have gone")
}

func TestAStreamEndsWithTheSessionAndWithTheProgram(t *testing.T) {
	h, _, base, ref, ends := running(t)
	member, head := h.as(models.Member), h.as(models.DepartmentHead)
	leaving, staying := h.listen(t, base, link.PulseStream(ref), member), h.listen(t, base, link.PulseStream(ref), head)
	leaving.hears(t, "data: ")
	staying.hears(t, "data: ")
	member.post(link.SignOut(), nil).is(303)
	if leaving.hears(t, "event: out") != "" {
		t.Error("who is signed out is not told so")
	}
	head.post(link.PulseWord(ref), url.Values{"from": {"1"}, "to": {"2"}}).is(303)
	for line := range leaving.lines {
		if strings.HasPrefix(line, "event: beat") {
			t.Error("who is signed out is still told")
		}
	}
	staying.hears(t, "data: ")
	close(ends)
	if staying.hears(t, "data: ") != "" {
		t.Error("the stream goes on after the program has ended")
	}
}

func TestTooManyStreamsAskForThemselves(t *testing.T) {
	h, _, base, ref, _ := running(t)
	member := h.as(models.Member)
	for range streamsOfOne {
		h.listen(t, base, link.PulseStream(ref), member)
	}
	member.get(link.PulseStream(ref)).is(503).says("Too many pages are open")
	h.nobody().get(link.PulseStream(ref)).is(303)
	h.nobody().with("Accept", "application/json").get(link.PulseBeat(ref)).is(401)
	member.get(link.PulseStream("PU99")).is(404)
}
