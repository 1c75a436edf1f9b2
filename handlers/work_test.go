package handlers

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"throughline/models"
	"throughline/views/link"
)

const errand models.WorkKind = "test.errand"

func TestAdministratorsSeeWhatBackgroundWorkCouldNotDoAndHaveItTriedAgain(t *testing.T) {
	h := open(t)
	admin := h.as(models.Administrator)
	admin.get(link.CompanySettings()).is(http.StatusOK).says("Background work")
	admin.get(link.Work()).is(http.StatusOK).says("Nothing is late, and nothing was given up.", "Nothing waits").silent("Given up\n", "Try again")

	fails := func(key string, most int) (w *models.Work) {
		t.Helper()
		err := h.db.Note(context.Background(), models.Background, func(tx *models.Tx) error {
			if err := tx.Enqueue(&models.Work{Key: key, Kind: errand, Ref: "D7", Max: most}); err != nil {
				return err
			}
			list, err := tx.ClaimWork("test", []models.WorkKind{errand}, 1, models.WorkLease)
			if err != nil {
				return err
			}
			w = list[0]
			return tx.FailWork(w, "The mail server refuses <b>every</b> letter.")
		})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	fails("once", 6)
	admin.get(link.Work()).is(http.StatusOK).says("Failed, and will be tried again", "The mail server refuses <b>every</b> letter.", "Tried 1 time", "About D7").silent("Some work was given up")
	lost := fails("for good", 1)
	page := admin.get(link.Work()).is(http.StatusOK).says("Some work was given up", "Work that this version does not know")
	if n := page.page().Find(`form[action="` + link.WorkTries(lost.ID) + `"] button`).Length(); n != 1 {
		t.Fatalf("%d buttons try it again", n)
	}

	for _, role := range []models.Role{models.Executive, models.TeamLead, models.Member} {
		h.as(role).get(link.Work()).is(http.StatusNotFound)
		h.as(role).post(link.WorkTries(lost.ID), url.Values{}).is(http.StatusForbidden)
	}
	admin.post(link.WorkTries("none"), url.Values{}).is(http.StatusNotFound)
	admin.post(link.WorkTries(lost.ID), url.Values{}).leadsTo(link.Work())
	admin.get(link.Work()).is(http.StatusOK).says("Nothing is late, and nothing was given up.")
	admin.post(link.WorkTries(lost.ID), url.Values{}).is(http.StatusUnprocessableEntity).says("not given up any more")
	if n := h.count("events", "type = ?", string(models.WorkTriedAgain)); n != 1 {
		t.Errorf("%d events tell of it", n)
	}

	h.clock.Advance(time.Hour)
	admin = h.as(models.Administrator)
	admin.get(link.Work()).is(http.StatusOK).says("nobody takes it", "throughline serve")
}
