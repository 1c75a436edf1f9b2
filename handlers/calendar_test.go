package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestTheCalendarShowsTheYearToEverybodyAndMovedDatesWithTheirReason(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Member)
	page := g.get(link.Calendar("")).is(200).says("November 2026 to October 2027", "Monthly pulse", "Review of the strategy", "Readings on", "moved from", "The renewal figures of the month", "To come")
	if n := page.page().Find(".months > section").Length(); n != 12 {
		t.Errorf("%d months", n)
	}
	g.get(link.Calendar("2026-08")).is(200).says("August 2026 to July 2027", "Held")
	for _, from := range []string{"9999-99", "x", "-1", "2026-08-01"} {
		g.get(link.Calendar(from)).is(200).says("November 2026")
	}
	h.write(func(tx *models.Tx) error { return tx.DB().Exec("UPDATE strategies SET state = 'draft'").Error })
	g.get(link.Calendar("")).is(200).says("No dates yet").silent("Open step 6")
	h.signedIn(c.Owner).get(link.Calendar("")).is(200).says("Open step 6")
}

// addressOn is the private address that a page shows this once.
func addressOn(t *testing.T, got *answer) string {
	t.Helper()
	u, err := url.Parse(got.is(200).page().Find("#feed-address").AttrOr("value", ""))
	if err != nil || u.Path == "" {
		t.Fatalf("no address: %v %s", err, got.text())
	}
	return u.Path
}

func TestAPrivateAddressNeedsNoSessionAndCanBeResetAndEnded(t *testing.T) {
	h, c := example(t)
	g, program := h.signedIn(c.Lead), h.nobody()
	first := addressOn(t, g.post(link.Feed(), nil))
	got := program.get(first).is(200)
	if kind := got.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/calendar") || !strings.Contains(got.Body, "BEGIN:VCALENDAR") || got.Header.Get("Cache-Control") != keepChecked || len(got.Cookies) > 0 {
		t.Errorf("%v", got.Header)
	}
	g.get(link.Calendar("")).is(200).says("A calendar asked for it").silent(first)
	token := strings.TrimSuffix(first[strings.LastIndex(first, "/")+1:], ".ics")
	var kept int64
	h.read(func(r *models.Read) error {
		return r.DB().Raw("SELECT COUNT(*) FROM calendar_feeds WHERE token_hash LIKE ?", "%"+token+"%").Scan(&kept).Error
	})
	if kept > 0 {
		t.Error("the token itself is kept")
	}
	second := addressOn(t, g.post(link.Feed(), nil))
	program.get(first).is(404)
	program.get(second).is(200)
	for _, near := range []string{second + "x", strings.ToUpper(second[:30]) + second[30:], link.FeedOf(""), link.FeedOf("%00"), link.FeedOf("' OR 1=1")} {
		if got := program.get(near); got.Status != 404 && got.Status != 400 {
			t.Errorf("%s answers %d", near, got.Status)
		}
	}
	g.post(link.FeedEnd(), nil).leadsTo(link.Calendar(""))
	program.get(second).is(404)

	// Somebody who was switched off has no calendar, and gets none by coming back.
	third := addressOn(t, g.post(link.Feed(), nil))
	admin := h.signedIn(c.Administrator)
	admin.post(link.PersonLeave(c.Lead.Ref), nil).onward(admin).applied(admin)
	program.get(third).is(404)
	admin.post(link.PersonReturn(c.Lead.Ref), nil).is(303)
	program.get(third).is(404)
}

func TestAPrivateAddressIsNotAskedForWithoutEnd(t *testing.T) {
	h, c := example(t)
	address := addressOn(t, h.signedIn(c.Lead).post(link.Feed(), nil))
	program := h.nobody()
	for range feedsOfOne {
		program.get(address).is(200)
	}
	if got := program.get(address).is(http.StatusTooManyRequests); got.Header.Get("Retry-After") == "" {
		t.Error("nothing says when to try again")
	}
	h.clock.Advance(h.app.cfg.SignInWindow + 1)
	program.get(address).is(200)
}

func TestTheCalendarComesAsAFile(t *testing.T) {
	h, c := example(t)
	got := h.signedIn(c.Member).get(link.CalendarFile()).is(200)
	if !strings.Contains(got.Header.Get("Content-Disposition"), "throughline.ics") || !strings.Contains(got.Body, "RRULE:FREQ=WEEKLY") {
		t.Errorf("%v", got.Header)
	}
}

func TestADateOnADayOffIsAskedAboutOnceMoreAndAChangedOneIsTold(t *testing.T) {
	h, c := example(t)
	h.write(func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE companies SET holidays = '2026-12-22 Founders'' Day'").Error
	})
	g := h.signedIn(c.Owner)
	var date *models.Review
	h.read(func(r *models.Read) error {
		list, err := r.ReviewsOf(c.Strategy.ID, r.Today().Add(5), 1)
		date = list[0]
		return err
	})
	form := `form[action="` + link.Review(date.Ref) + `"]`
	f := g.get(link.Review(date.Ref)).paper(g, form)
	late := g.get(link.Review(date.Ref)).paper(g, form)
	again := f.write("to", "22 Dec 2026").write("reason", "The hall is closed").press("Move the date").is(422).says("Founders' Day", "all the same").paper(g, form)
	again.values.Set("anyway", "on")
	again.press("Move the date").onward(g).says("22 December 2026", "No working day: Founders' Day")
	late.write("to", "23 Dec 2026").write("reason", "Mine").press("Move the date").is(409).says("Maja Holm moved it", "The hall is closed").
		paper(g, form).press("Move the date").onward(g).says("23 December 2026")
}
