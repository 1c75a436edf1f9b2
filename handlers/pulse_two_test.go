package handlers

import (
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/views/link"
)

func TestBrowsersServedByTwoProgramsAreToldOfTheSameRoom(t *testing.T) {
	if roomTick > time.Second {
		t.Errorf("rooms are looked at every %v, and a room has to show the same everywhere within two seconds", roomTick)
	}
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		h, _ := exampleIn(emptyOn(t, one, nil))
		second := emptyOn(t, other, nil)
		second.cast = h.cast
		second.app.setUp.Store(true)
		ref := h.nextPulse().Ref
		head, member := h.as(models.DepartmentHead), second.as(models.Member)
		head.post(link.PulseStart(ref), nil).is(303)

		var told []*listening
		for _, side := range []struct {
			*house
			who *guest
		}{{h, head}, {second, member}} {
			ends := make(chan struct{})
			side.app.rooms.ends = ends
			server := httptest.NewServer(side.pages)
			t.Cleanup(server.Close)
			t.Cleanup(func() { close(ends) })
			told = append(told, side.listen(t, server.URL, link.PulseStream(ref), side.who))
		}
		both := func(what string) string {
			t.Helper()
			changed := time.Now()
			here, there := told[0].hears(t, "data: "), told[1].hears(t, "data: ")
			t.Logf("%s is told on both sides within %v", what, time.Since(changed).Round(time.Millisecond))
			if here == "" || here != there {
				t.Fatalf("%s: one program tells %q, the other %q", what, here, there)
			}
			return here
		}
		before := both("how the room stands")
		head.post(link.PulseWord(ref), url.Values{"from": {"1"}, "to": {"2"}}).is(303)
		moved := both("the word, given on one side")
		second.as(models.DepartmentHead).post(link.PulseWord(ref), url.Values{"from": {"2"}, "to": {"3"}}).is(303)
		back := both("the word, given on the other side")
		if before == moved || moved == back {
			t.Errorf("the marks are %s, %s, %s", before, moved, back)
		}
		for _, side := range []*guest{head, member} {
			side.get(link.PulseRoom(ref)).is(200).says("Speaks now, 3 of 7")
		}
		member.post(link.SignOut(), nil).is(303)
		if told[1].hears(t, "event: out") != "" {
			t.Error("who is signed out is not told so")
		}
	})
}

func TestWhoIsSignedOutInOneProgramIsToldSoByTheOther(t *testing.T) {
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		h, _ := exampleIn(emptyOn(t, one, nil))
		second := emptyOn(t, other, nil)
		second.app.setUp.Store(true)
		ends := make(chan struct{})
		second.app.rooms.ends = ends
		server := httptest.NewServer(second.pages)
		t.Cleanup(server.Close)
		t.Cleanup(func() { close(ends) })
		member := h.as(models.Member)
		told := second.listen(t, server.URL, link.PulseStream(h.nextPulse().Ref), member)
		told.hears(t, "data: ")
		member.post(link.SignOut(), nil).is(303)
		told.hears(t, "event: out")
	})
}
