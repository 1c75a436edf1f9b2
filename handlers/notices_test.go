package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAPersonReadsWhatTheyWereToldAndWhyAndMarksItRead(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	all := link.Notices("", "", 1)
	page := lead.get(all).is(http.StatusOK).says("Notices", "You are told because", "Mark all as read")
	unread := page.page().Find(".lines b").Length()
	if unread == 0 || !strings.Contains(page.page().Find(`.rail a[aria-current] .tag`).Text(), "unread") {
		t.Fatalf("%d are unread, and the menu says %q", unread, page.page().Find(".rail a[aria-current]").Text())
	}
	lead.get(link.Home()).is(http.StatusOK).says("unread")
	one := page.page().Find(".lines form").First()
	kind, _ := one.Find(`[name="kind"]`).Attr("value")
	ref, _ := one.Find(`[name="ref"]`).Attr("value")
	lead.post(link.NoticesRead(), url.Values{"kind": {kind}, "ref": {ref}, "back": {link.Notices("unread", "", 1)}}).leadsTo(link.Notices("unread", "", 1))
	left := lead.get(link.Notices("unread", "", 1)).is(http.StatusOK)
	if left.page().Find(`[name="ref"][value="`+ref+`"]`).Length() > 0 {
		t.Error("what was marked as read is still unread")
	}
	lead.part("notices").get(all).is(http.StatusOK).silent("<html")
	lead.post(link.NoticesRead(), nil).leadsTo(all)
	lead.get(link.Notices("unread", "", 1)).is(http.StatusOK).says("Nothing unread").silent("Mark all as read")
	lead.get(link.Home()).is(http.StatusOK).silent(`<span class="vh"> unread</span>`)
	lead.get(link.Notices("", "nothing", 1)).is(http.StatusOK).says("You are told because")
	lead.get(link.Notices("", string(models.TopicHandoffs), 99)).is(http.StatusOK)
	lead.get(link.Notices("", string(models.TopicRunning), 1)).is(http.StatusOK).says("Nothing about this")
}

func TestNobodyReadsOrMarksTheNoticesOfAnother(t *testing.T) {
	h, _ := example(t)
	lead, member := h.as(models.TeamLead), h.as(models.Member)
	before := lead.get(link.Notices("unread", "", 1)).page().Find(".lines b").Length()
	member.post(link.NoticesRead(), nil).is(http.StatusSeeOther)
	if after := lead.get(link.Notices("unread", "", 1)).page().Find(".lines b").Length(); after != before || before == 0 {
		t.Errorf("%d were unread, %d after another marked theirs", before, after)
	}
	h.nobody().get(link.Notices("", "", 1)).is(http.StatusSeeOther)
}
