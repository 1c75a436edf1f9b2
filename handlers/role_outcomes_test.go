package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestEachRoleStartsFromItsOwnPage(t *testing.T) {
	h, c := example(t)
	for _, role := range []models.Role{models.TeamLead, models.Member, models.DepartmentHead} {
		h.as(role).get(link.Home()).is(http.StatusOK).says("What I owe", c.Intent.Statement, "Your outcomes").silent("What setup still misses", "by department", "What to do on Monday", "Objectives this quarter")
	}
	h.as(models.TeamLead).get(link.MyOutcomes()).is(http.StatusOK).says(c.Intent.Statement, "Your outcomes, Service Desk", "Objectives this quarter", "What to do on Monday", "Needs a look")
	h.as(models.Member).get(link.MyOutcomes()).is(http.StatusOK).says(c.Intent.Statement, "Your outcomes", "What to do on Monday")
	h.as(models.DepartmentHead).get(link.MyOutcomes()).is(http.StatusOK).says("Teams below", "Service Desk", "Field")
	executive := h.as(models.Executive).get(link.Home()).is(http.StatusOK).says("How the outcomes stand", "What needs a look, by department", "Off track")
	executive.says("Alignment").silent("What setup still misses")
	if h.as(models.Member).get(link.Home()).page().Find("nav a[href='/alignment']").Length() > 0 {
		t.Error("a member is led to an alignment that is not there for them")
	}
	if n := executive.page().Find("h1").Length(); n != 1 {
		t.Errorf("%d first headings on the executive's page", n)
	}
	h.as(models.Administrator).get(link.Home()).is(http.StatusOK).says("What setup still misses", "no way to sign in yet")
	h.write(func(tx *models.Tx) error {
		both := *c.Administrator
		both.Executive = true
		return tx.Save(&both)
	})
	h.signedIn(c.Administrator).get(link.Home()).is(http.StatusOK).says("What setup still misses", "How the outcomes stand")
}

func TestTheIntentStandsBeforeOutcomesAndMondayApartFromPriorities(t *testing.T) {
	h, c := example(t)
	page := h.as(models.TeamLead).get(link.TeamOutcomes(c.Teams["Service Desk"].Ref)).is(http.StatusOK).page()
	var order []string
	page.Find(".thread > .knot").Each(func(_ int, s *goquery.Selection) { order = append(order, s.Find("h1, h2, .intent").First().Text()) })
	if len(order) != 4 || order[0] != c.Intent.Statement || order[2] != "Objectives this quarter" || order[3] != "What to do on Monday" {
		t.Errorf("%q", order)
	}
	if n := page.Find("section[aria-labelledby=h-monday] .lines > li").Length(); n != 10 {
		t.Errorf("%d things on Monday", n)
	}
	page.Find("article.out").Each(func(_ int, s *goquery.Selection) {
		if s.Find(".tag svg").Length() == 0 || s.Find(".tag").Text() == "" || s.Find(".from span").Length() != 2 {
			t.Errorf("a figure without sign, word, base or target: %s", s.Text())
		}
	})
}

func TestAPersonalPageIsNotThereForOthers(t *testing.T) {
	h, c := example(t)
	address := link.PersonOutcomes(c.Member.Ref)
	h.as(models.Member).get(address).is(http.StatusOK).says("Your outcomes")
	h.as(models.TeamLead).get(address).is(http.StatusOK).says("Outcomes of " + c.Member.Name)
	h.as(models.DepartmentHead).get(address).is(http.StatusOK)
	h.as(models.Administrator).get(address).is(http.StatusNotFound)
	h.signedIn(c.People["Samuel Brandt"]).get(address).is(http.StatusNotFound).silent(c.Member.Name)
	h.as(models.Member).get(link.PersonOutcomes(c.Lead.Ref)).is(http.StatusNotFound)
	h.nobody().get(address).leadsTo(link.SignInTo(address))
	desk := link.TeamOutcomes(c.Teams["Service Desk"].Ref)
	if h.as(models.TeamLead).get(desk).page().Find("aside a[href='"+address+"']").Length() != 1 {
		t.Error("the lead is not led to the page")
	}
	if h.as(models.Member).get(desk).page().Find("a[href^='/people/']").Length() != 0 {
		t.Error("a member is led to pages that are not there for them")
	}
}

func TestNumbersAreWrittenAsTheReaderTypesThem(t *testing.T) {
	h, c := example(t)
	h.write(func(tx *models.Tx) error {
		comma := *c.Lead
		comma.DecimalComma = true
		return tx.Save(&comma)
	})
	h.signedIn(c.Lead).get(link.Home()).is(http.StatusOK).says("71,4%").silent("71.4%")
	h.as(models.Member).get(link.Home()).is(http.StatusOK).says("71.4%")
}

func TestWithoutAStrategyInForceTheTeamsWorkStillStands(t *testing.T) {
	h := open(t)
	h.write(func(tx *models.Tx) error {
		return tx.AddTask(&models.Task{Title: "Call the printer firm", TeamID: &h.teams["Support"].ID, DueDay: tx.Today()})
	})
	h.as(models.Member).get(link.TeamOutcomes(h.teams["Support"].Ref)).is(http.StatusOK).says("No strategy is in force yet", "Call the printer firm")
	for _, address := range []string{link.Home(), link.Strategy(), link.Operations("", 1), link.Briefs(), link.Goals("", 1), link.Outcomes("", 1), link.Objectives("", 1), link.Initiatives("", 1)} {
		for _, role := range models.Roles {
			h.as(role).get(address).is(http.StatusOK)
		}
	}
	h.as(models.Member).get(link.CompanyBrief()).is(http.StatusNotFound)
}

func TestATaskIsAddedTickedAndOpenedAgainWithoutScript(t *testing.T) {
	h, c := example(t)
	desk := c.Teams["Service Desk"]
	home := link.TeamOutcomes(desk.Ref)
	lead := h.as(models.TeamLead)
	lead.post(link.Tasks(), url.Values{"for": {"team:" + desk.Ref}, "title": {"Ring the 👩‍⚕️ of Elm Street"}, "owner": {c.Member.Ref}, "due": {"13/11/2026"}}).leadsTo(home)
	page := lead.get(home).is(http.StatusOK).says("The task is added.", "Ring the 👩‍⚕️ of Elm Street", "Overdue").page()
	tick := page.Find("form.tick:has(button[aria-label*='Elm Street']) ").First()
	address, _ := tick.Attr("action")
	back, _ := tick.Find("input[name=back]").Attr("value")
	h.signedIn(c.People["Samuel Brandt"]).post(address, nil).is(http.StatusForbidden)
	h.as(models.Member).post(address, url.Values{"back": {back}}).leadsTo(home)
	if n := lead.get(home).is(http.StatusOK).page().Find("li.done button[aria-label^='Open again:']").Length(); n != 1 {
		t.Errorf("%d ticks can be taken back", n)
	}
	lead.post(address+"/removal", url.Values{"back": {"//evil.example"}}).leadsTo("/tasks/" + refIn(address))
	lead.get("/tasks/"+refIn(address)).is(http.StatusOK).says("Mark it done", "It serves no objective")
}

// refIn is the reference in an address such as /tasks/T17/closure.
func refIn(address string) (ref string) {
	_, _ = fmt.Sscanf(address, "/tasks/%s", &ref)
	for i, r := range ref {
		if r == '/' {
			return ref[:i]
		}
	}
	return ref
}

func TestATaskThatCannotBeTakenIsShownBackWithWhatIsWrong(t *testing.T) {
	h, c := example(t)
	whose := "team:" + c.Teams["Service Desk"].Ref
	got := h.as(models.TeamLead).post(link.Tasks(), url.Values{"for": {whose}, "title": {""}, "due": {"the day after"}}).is(http.StatusUnprocessableEntity)
	got.says("There is a problem", "Say what is to be done.")
	if typed, _ := got.page().Find("input[name=due]").Attr("value"); typed != "the day after" {
		t.Errorf("what was typed is gone: %q", typed)
	}
	long := make([]rune, 100_000)
	for i := range long {
		long[i] = 'x'
	}
	h.as(models.TeamLead).post(link.Tasks(), url.Values{"for": {whose}, "title": {string(long)}, "due": {"20/11/2026"}}).is(http.StatusUnprocessableEntity).
		says("Keep this to 300 characters; it has 100,000.")
	h.as(models.TeamLead).post(link.Tasks(), url.Values{"for": {"team:" + c.Teams["Finance"].Ref}, "title": {"Not ours"}, "due": {"20/11/2026"}}).is(http.StatusForbidden)
	h.as(models.TeamLead).post(link.Tasks(), url.Values{"for": {"team:TM999"}, "title": {"Nobody's"}, "due": {"20/11/2026"}}).is(http.StatusNotFound)
}

func TestAPartOfAPageThatHasNoPartsIsTheWholePage(t *testing.T) {
	h, _ := example(t)
	got := h.as(models.TeamLead).part("nothing").get(link.MyOutcomes()).is(http.StatusOK).says("What to do on Monday")
	if got.Header.Get("HX-Retarget") != "body" {
		t.Error("the browser would put a whole page into a part")
	}
}

func TestALongListOfWindDownsLeavesRoomForMonday(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	stops := g.get(link.MyOutcomes()).is(200).page().Find(`section[aria-labelledby="h-stops"]`)
	if n := stops.Find("li").Length(); n != 5 {
		t.Fatalf("%d lines", n)
	}
	more := stops.Find("p.below a")
	if !strings.HasSuffix(more.Text(), " more to wind down") {
		t.Fatalf("%q", more.Text())
	}
	address, _ := more.Attr("href")
	open := 0
	g.get(strings.TrimSuffix(address, "#wind-downs")).is(200).page().Find("#wind-downs li").Each(func(_ int, li *goquery.Selection) {
		if !strings.Contains(li.Text(), "Ended") {
			open++
		}
	})
	if !strings.HasPrefix(more.Text(), fmt.Sprint(open-5)+" ") {
		t.Fatalf("%q of %d", more.Text(), open)
	}
}
