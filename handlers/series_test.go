package handlers

import (
	"net/http"
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestReadingsArePastedPreviewedRecordedAndTakenBack(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	lead.get(link.Outcome("O1")).is(http.StatusOK).says("Bring in many readings")
	at := link.SeriesNew("O1", "")
	lead.get(at).is(http.StatusOK).says("Nothing is recorded until you bring it in")
	lead.post(at, url.Values{"list": {""}}).is(http.StatusUnprocessableEntity).says("There is nothing in this list.")
	given := lead.post(at, url.Values{"list": {"Day\tValue\n2026-11-16\t72.5%\n2026-11-15\t72\n2026-11-13\t71\n2026-11-17\t80\n"}}).is(http.StatusSeeOther).Header.Get("Location")
	page := lead.get(given).is(http.StatusOK).says("This is a preview for Tickets fixed at first contact", "2 will be recorded", "1 will correct another value", "1 refused", "This day has not come yet.", "Record 3 readings")
	if page.Header.Get("Cache-Control") != "no-store" {
		t.Error("a list may be kept by the browser")
	}
	newest := func() float64 {
		var v float64
		h.read(func(r *models.Read) error {
			p, err := r.OutcomePage("O1", "")
			v = *p.Track.Now
			return err
		})
		return v
	}
	if newest() != 71.4 {
		t.Error("a preview records")
	}
	h.as(models.Executive).get(given).is(http.StatusNotFound)
	h.as(models.Member).get(at).is(http.StatusForbidden)
	seen := page.page().Find("input[name=seen]").AttrOr("value", "")
	lead.post(given, url.Values{"do": {"confirm"}, "seen": {"another"}}).leadsTo(given)
	lead.post(given, url.Values{"do": {"confirm"}, "seen": {seen}}).is(http.StatusSeeOther)
	lead.get(link.Outcome("O1")).is(http.StatusOK).says("2 readings recorded, 1 corrected.", "72.5%", "Why: The list “Pasted cells” says so.")
	if newest() != 72.5 {
		t.Error("the newest reading does not count")
	}
	lead.post(given, url.Values{"do": {"confirm"}, "seen": {seen}}).is(http.StatusUnprocessableEntity).says("taken in already")
	lead.get(given).is(http.StatusOK).says("Take the list back")
	lead.post(given+"/confirmation/removal", nil).is(http.StatusSeeOther)
	if newest() != 71.4 {
		t.Error("what was taken back still counts")
	}
	lead.post(given+"/confirmation/removal", nil).is(http.StatusUnprocessableEntity)
	var kept int64
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Event{}).Where("type = ?", models.ReadingTakenBack).Count(&kept).Error
	})
	if kept != 3 {
		t.Errorf("%d of the readings that were taken back are on record", kept)
	}
}
