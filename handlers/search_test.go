package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

func TestTheSearchIsAPageAndAListForTheBoxAndKeepsItsFiltersInTheAddress(t *testing.T) {
	h, c := example(t)
	g := h.as(models.Member)
	g.get(link.Search("", "", "", 1)).is(http.StatusOK).says("Nothing is at hand yet")
	page := g.get(link.Search("delivery", "", "", 1)).is(http.StatusOK).says("Reduce delivery cycle time").page()
	if page.Find(`main a[data-ref="G2"]`).Length() != 1 || page.Find(`header a.find[href="`+link.PathSearch+`"]`).Length() != 2 {
		t.Error("the result or the way to the search is missing")
	}
	narrowed := g.get(link.Search("delivery", "goal", c.Teams["Delivery"].Ref, 1)).is(http.StatusOK)
	if narrowed.page().Find(".found > li").Length() != 1 {
		t.Error("the kind and the team do not narrow")
	}
	g.get(link.Search("delvery", "", "", 1)).is(http.StatusOK).says("Nearest titles")
	g.get(link.Search("delivery", "nonsense", "TM999", 7)).is(http.StatusOK)
	box := g.part(views.FoundInBox).get(link.Search("delivery", "", "", 1)).is(http.StatusOK)
	if n := box.page().Find(`[role="option"]`).Length(); n < 3 || n > 9 || strings.Contains(box.Body, "<main") || box.page().Find("#"+views.FoundInBox).AttrOr("data-say", "") == "" {
		t.Errorf("the list of the box has %d options: %.300s", n, box.Body)
	}
	if kept := g.get(link.Search("delivery", "", "", 1)).Header.Get("Cache-Control"); kept != "no-store" {
		t.Error("the browser may keep what was found:", kept)
	}
}

func TestWhateverIsTypedGivesAPage(t *testing.T) {
	h, _ := example(t)
	g := h.as(models.TeamLead)
	for _, words := range []string{`"`, "NEAR", "a OR", "(*", "-", "'; --", strings.Repeat("long ", 2_000), "😀", "שלום", "<script>alert(1)</script>", "%00", "\u202e", "head:x"} {
		got := g.get(link.PathSearch + "?" + url.Values{"q": {words}, "kind": {"task"}, "page": {"-3"}}.Encode()).is(http.StatusOK)
		if strings.Contains(got.Body, "<script>alert") {
			t.Error("what is typed is not escaped")
		}
	}
	g.get(link.Search("😀", "", "", 1)).says("has no letter and no digit")
}

func TestAThingIsPinnedOnItsPageAndInResultsAndOnlyForOneself(t *testing.T) {
	h, _ := example(t)
	g := h.as(models.Member)
	page := g.get(link.Outcome("O1")).is(http.StatusOK).page()
	form := page.Find("form.pin")
	if form.AttrOr("action", "") != link.Pins() || form.Find(`[name="do"][value="pin"]`).Length() != 1 {
		t.Fatal("the page of an outcome offers no pin")
	}
	pin := url.Values{"kind": {"outcome"}, "ref": {"O1"}, "do": {"pin"}, "back": {link.Outcome("O1")}}
	g.post(link.Pins(), pin).leadsTo(link.Outcome("O1"))
	if h.as(models.Member).get(link.Outcome("O1")).page().Find(`form.pin [value="unpin"]`).Length() != 1 {
		t.Error("the page does not show that it is pinned")
	}
	g.get(link.PathSearch).is(http.StatusOK).says("Pinned")
	h.as(models.TeamLead).get(link.PathSearch).is(http.StatusOK).silent("Unpin")
	pin.Set("do", "unpin")
	g.post(link.Pins(), pin).leadsTo(link.Outcome("O1"))
	h.as(models.Member).get(link.PathSearch).is(http.StatusOK).silent("Unpin")
	pin.Set("ref", "O999")
	g.post(link.Pins(), pin).is(http.StatusNotFound)
	g.post(link.SearchOpened(), url.Values{"q": {"first contact"}, "kind": {"outcome"}, "ref": {"O2"}}).is(http.StatusNoContent)
	g.get(link.PathSearch).says("first contact")
	g.post(link.SearchOpened(), url.Values{"q": {"x"}, "kind": {"task"}, "ref": {"none"}}).is(http.StatusNotFound)
}

func TestWhoSwitchesKeysOffIsToldOfNone(t *testing.T) {
	h, c := example(t)
	g := h.as(models.Member)
	if g.get(link.Strategy()).page().Find("body[data-keys-off]").Length() != 0 {
		t.Error("keys are off for somebody who has not switched them off")
	}
	h.write(func(tx *models.Tx) error {
		p, err := tx.PersonByID(c.Member.ID)
		if err != nil {
			return err
		}
		p.KeysOff = true
		return tx.Save(p)
	})
	page := h.as(models.Member).get(link.PathSearch).page()
	if page.Find("body[data-keys-off]").Length() != 1 || page.Find("kbd").Length() != 0 {
		t.Error("keys are offered to somebody who has switched them off")
	}
}
