package handlers

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestTheRecallTestIsStartedByThoseAboveAnsweredOnceAndShownToNobodyBeforeItIsOver(t *testing.T) {
	h, _ := example(t)
	owner, member := h.as(models.Executive), h.as(models.Member)
	member.get(link.Recall()).is(http.StatusOK).says("From round to round", "2 departments are not shown", "It counts.", "What is kept")
	member.post(link.Recall(), nil).is(http.StatusForbidden)
	owner.post(link.Recall(), url.Values{"team": {"TM999"}}).is(http.StatusNotFound)
	owner.post(link.Recall(), nil).leadsTo(link.Recall())
	owner.post(link.Recall(), nil).is(http.StatusUnprocessableEntity).says("not asked again")
	member.get(link.Home()).says("Write our priorities from memory")
	member.get(link.RecallAnswer("RR4")).is(http.StatusOK).says("60 seconds")
	member.post(link.RecallAnswer("RR4"), url.Values{"words": {"zqwords first contact\x00"}}).leadsTo(link.Home())
	member.post(link.RecallAnswer("RR4"), url.Values{"words": {"again"}}).is(http.StatusUnprocessableEntity)
	member.get(link.RecallAnswer("RR4")).is(http.StatusNotFound)
	member.get(link.RecallAnswer("none")).is(http.StatusNotFound)
	owner.get(link.Recall()).is(http.StatusOK).says("nothing is shown before it is over").silent("zqwords")
}

// When somebody answered stands nowhere: not even the log of requests says who it was.
func TestTheLogDoesNotSayWhoAnsweredTheRecallTest(t *testing.T) {
	var log bytes.Buffer
	h, c := example(t)
	h.app.log = slog.New(slog.NewTextHandler(&log, nil))
	member := h.as(models.Member)
	h.as(models.Executive).post(link.Recall(), nil).leadsTo(link.Recall())
	log.Reset()
	member.get(link.RecallAnswer("RR4")).is(http.StatusOK)
	member.post(link.RecallAnswer("RR4"), url.Values{"words": {"zqwords first contact"}}).leadsTo(link.Home())
	if said := log.String(); !strings.Contains(said, link.PathRecallAnswer) || strings.Contains(said, c.Member.ID) || strings.Contains(said, "zqwords") {
		t.Errorf("the log says %s", said)
	}
}
