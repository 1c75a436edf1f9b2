package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

var newBoats = url.Values{"password": {"six loud summer trains"}, "again": {"six loud summer trains"}}

// madeLink is what the page of a person shows after a link was made.
func madeLink(t *testing.T, a *answer) string {
	t.Helper()
	address, _ := a.is(http.StatusOK).page().Find("#made-link").Attr("value")
	path, found := strings.CutPrefix(address, "http://127.0.0.1:8080")
	if !found || !strings.HasPrefix(path, "/welcome/") {
		t.Fatalf("link %q", address)
	}
	return path
}

func TestAnInvitationWorksOnceAndLookingDoesNotUseItUp(t *testing.T) {
	h := open(t)
	admin := h.as(models.Administrator)
	made := admin.post(link.PersonLink(h.cast[models.Member].Ref), nil).says("Hand this link to Mo Member", "works once")
	address := madeLink(t, made)
	if made.Header.Get("Cache-Control") != "no-store" {
		t.Error("the page with the link may be kept")
	}
	admin.get(link.Person(h.cast[models.Member].Ref)).is(http.StatusOK).silent("/welcome/")
	for range 3 {
		h.nobody().get(address).is(http.StatusOK).says("Welcome, Mo Member", "mo@fjord.example")
	}
	h.nobody().post(address, url.Values{"password": {"short"}, "again": {"short"}}).is(http.StatusUnprocessableEntity).says("at least 12")
	h.nobody().post(address, url.Values{"password": {boats}, "again": {"other " + boats}}).is(http.StatusUnprocessableEntity).says("differs")
	g := h.nobody()
	g.post(address, newBoats).leadsTo(link.Home())
	g.get("/people").is(http.StatusOK)
	h.nobody().get(address).is(http.StatusNotFound).says("has been used")
	h.nobody().post(address, newBoats).is(http.StatusNotFound)
	h.nobody().post(link.SignIn(), typed("mo@fjord.example", "six loud summer trains")).leadsTo(link.Home())
}

func TestAResetLinkEndsAllSessionsAndTheNewestOneAloneCounts(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	elsewhere, admin := h.as(models.Member), h.as(models.Administrator)
	first := madeLink(t, admin.post(link.PersonLink(h.cast[models.Member].Ref), nil))
	second := madeLink(t, admin.post(link.PersonLink(h.cast[models.Member].Ref), nil))
	h.nobody().get(first).is(http.StatusNotFound)
	h.nobody().get(second).is(http.StatusOK).says("Choose a new password")
	elsewhere.get("/people").is(http.StatusOK)
	h.nobody().post(second, newBoats).leadsTo(link.Home())
	elsewhere.get("/people").is(http.StatusSeeOther)
	h.nobody().post(link.SignIn(), typed("mo@fjord.example", boats)).is(http.StatusUnprocessableEntity)
}

func TestALinkIsWorthlessWhenItIsOldOrItsPersonIsSwitchedOff(t *testing.T) {
	h := open(t)
	admin := h.as(models.Administrator)
	address := madeLink(t, admin.post(link.PersonLink(h.cast[models.Member].Ref), nil))
	h.clock.Advance(models.LinkLasts)
	h.nobody().get(address).is(http.StatusNotFound)
	h.nobody().post(address, newBoats).is(http.StatusNotFound)

	admin = h.as(models.Administrator)
	address = madeLink(t, admin.post(link.PersonLink(h.cast[models.Member].Ref), nil))
	h.write(func(tx *models.Tx) error { return tx.SwitchOff(h.cast[models.Member]) })
	h.nobody().post(address, newBoats).is(http.StatusNotFound)
	h.write(func(tx *models.Tx) error { return tx.SwitchOn(h.cast[models.Member]) })
	h.nobody().post(address, newBoats).is(http.StatusNotFound)
}

func TestASignInLinkGoesStraightInWithoutAPassword(t *testing.T) {
	h := open(t)
	token := ""
	h.write(func(tx *models.Tx) (err error) {
		token, err = tx.MakeLink(h.cast[models.Executive], models.LinkSignIn)
		return err
	})
	h.nobody().get(link.Welcome(token)).is(http.StatusOK).says("Sign in as Erik Owner").silent(`type="password"`)
	g := h.nobody()
	g.post(link.Welcome(token), nil).leadsTo(link.Home())
	g.get("/people").is(http.StatusOK).says("Erik Owner")
	h.nobody().post(link.Welcome(token), nil).is(http.StatusNotFound)
}
