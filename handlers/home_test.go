package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// owed gives the kinds of duty on a guest's first page, in order.
func (g *guest) owed() (kinds []string) {
	g.get(link.Home()).is(200).page().Find(".owed > section").Each(func(_ int, s *goquery.Selection) {
		kinds = append(kinds, strings.TrimPrefix(s.AttrOr("aria-labelledby", ""), "owed-"))
	})
	return kinds
}

// inPlace sends a form of the first page as the script does, and gives the part that comes back.
func (g *guest) inPlace(form string, change url.Values) *answer {
	g.h.t.Helper()
	f := g.get(link.Home()).is(200).paper(g, form)
	for name, values := range change {
		f.values[name] = values
	}
	part := g.part(views.OwedPlace)
	part.post(f.action, f.values).leadsTo(link.Home())
	got := part.get(link.Home()).is(200)
	if got.page().Find("#"+views.OwedPlace).Length() != 1 || got.page().Find("main, nav").Length() != 0 {
		g.h.t.Errorf("this is not the list alone: %s", got.Body)
	}
	return got
}

func TestWhatOneOwesIsOneListAndNothingElseAsks(t *testing.T) {
	h, c := example(t)
	h.clock.Advance(7 * 24 * time.Hour)
	lead := h.as(models.TeamLead)
	if got := fmt.Sprint(lead.owed()); got != "[answers mentions readings tasks issues pulses texts]" {
		t.Error(got)
	}
	page := lead.get(link.Home()).page()
	if page.Find("h1").Text() != "What I owe" || page.Find("main .btn.main").Length() != 0 {
		t.Error("something else asks")
	}
	if page.Find(".glance .lines > li").Length() != 3 || page.Find("#owed").Index() > page.Find(".glance").Index() {
		t.Error("how the outcomes stand is not below the list")
	}
	if got := fmt.Sprint(h.signedIn(c.Owner).owed()); got != "[back readings pulses approvals symptoms]" {
		t.Error(got)
	}
	if got := fmt.Sprint(h.signedIn(c.Administrator).owed()); got != "[texts setup]" {
		t.Error(got)
	}
	h.write(func(tx *models.Tx) error {
		return tx.Insert(&models.Person{Name: "Nia New", Active: true, Row: models.Row{ID: "nia"}})
	})
	h.signedIn(&models.Person{Row: models.Row{ID: "nia"}}).get(link.Home()).is(200).says("You owe nothing")
}

func TestTasksStandInTheOrderOfTheirWeightAndEachSaysWhy(t *testing.T) {
	h, c := example(t)
	member := c.Member
	h.write(func(tx *models.Tx) error {
		for i, one := range []*models.Task{{Title: "For nothing"}, {Title: "For the fifth", OutcomeIDs: []string{c.Outcomes["O5"].ID}}, {Title: "For the first", OutcomeIDs: []string{c.Outcomes["O1"].ID}}} {
			one.OwnerPersonID, one.TeamID, one.DueDay = &member.ID, &c.Teams["Service Desk"].ID, tx.Today().Add(i)
			if err := tx.AddTask(one); err != nil {
				return err
			}
		}
		return nil
	})
	page := h.signedIn(member).get(link.Home()).is(200).says("Serves outcome 1 of 5", "Serves no outcome in force", "Due today", "Nothing is known to wait on it").page()
	var order []string
	page.Find(`section[aria-labelledby="owed-tasks"] li`).Each(func(i int, s *goquery.Selection) {
		if title := s.Find(".what").Text(); strings.HasPrefix(title, "For ") {
			order = append(order, title)
		}
		if !strings.Contains(s.Find("summary").Text(), fmt.Sprint("Place ", i+1)) {
			t.Errorf("line %d: %s", i+1, s.Find("summary").Text())
		}
	})
	if got := strings.Join(order, ", "); got != "For the first, For the fifth, For nothing" {
		t.Error(got)
	}
}

func TestWhatIsPlannedAndNotCommittedIsNotOwed(t *testing.T) {
	h, c := example(t)
	idea := &models.Initiative{Name: "An idea", State: models.Candidate}
	h.write(func(tx *models.Tx) error {
		if err := tx.Insert(idea); err != nil {
			return err
		}
		return tx.AddTask(&models.Task{Title: "Sketch the idea", OwnerPersonID: &c.Lead.ID, DueDay: tx.Today(), InitiativeID: &idea.ID})
	})
	lead := h.as(models.TeamLead)
	home := lead.get(link.Home()).is(200).silent("Sketch the idea").page()
	work := home.Find(`section[aria-labelledby="owed-answers"] a.what`).First().Text()
	if home.Find(`section[aria-labelledby="owed-tasks"]`).Text() == "" || strings.Contains(home.Find(`section[aria-labelledby="owed-tasks"]`).Text(), work) {
		t.Error("work that nobody took on stands among the tasks")
	}
	h.write(func(tx *models.Tx) error {
		now := *idea
		now.State = "committed"
		return tx.Save(&now)
	})
	lead.get(link.Home()).is(200).says("Sketch the idea")
}

func TestAnAnswerIsGivenInPlaceAndTakenBack(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	ref := lead.toAnswer()
	state := func(want string) {
		t.Helper()
		if n := h.count("handoffs", "ref = ? AND state = '"+want+"'", ref); n != 1 {
			t.Errorf("%s is not %s", ref, want)
		}
	}
	form := `form[action="` + link.HandoffAnswers(ref) + `"]`
	got := lead.inPlace(form, url.Values{"do": {models.SayAcknowledge}}).says("Acknowledged. It is due on", "Undo")
	state(models.HandoffAcknowledged)
	if got.page().Find("#owed-answers").Length() != 0 {
		t.Error("what was answered still stands there")
	}
	back := url.Values{"do": {models.SayTakeBack}, "back": {link.Home()}}
	h.as(models.Executive).post(link.HandoffAnswers(ref), back).is(http.StatusForbidden)
	got.paper(lead, ".toast form").press("Undo").leadsTo(link.Home())
	state(models.HandoffShown)
	lead.get(link.Home()).is(200).paper(lead, form).press("Acknowledge").leadsTo(link.Home())
	lead.get(link.Home()).says("Acknowledged. It is due on", "Undo")
	h.clock.Advance(16 * time.Minute)
	lead.post(link.HandoffAnswers(ref), back).is(http.StatusUnprocessableEntity).says("more than a quarter of an hour ago")
	state(models.HandoffAcknowledged)
}

func TestATaskATextAndACommentAreSettledInPlaceAndTakenBack(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	for form, row := range map[string]string{
		`form[action$="/state"]`: "tasks WHERE state = 'done' AND done_day <> ''", `form[action$="/receipts"]`: "receipts WHERE 1 = 1", `form[action^="/mentions/"]`: "task_mentions WHERE read_at IS NOT NULL",
	} {
		table, where, _ := strings.Cut(row, " WHERE ")
		before := h.count(table, where+" AND id <> ?", "-")
		got := lead.inPlace(form, nil).says("Undo")
		if n := h.count(table, where+" AND id <> ?", "-"); n != before+1 {
			t.Errorf("%s: %d after %d", table, n, before)
		}
		got.paper(lead, ".toast form").press("Undo").leadsTo(link.Home())
		if n := h.count(table, where+" AND id <> ?", "-"); n != before {
			t.Errorf("%s: %d, not %d as before", table, n, before)
		}
	}
	f := lead.get(link.Home()).paper(lead, `form[action$="/receipts"]`)
	f.press("I have read it").leadsTo(link.Home())
	h.clock.Advance(16 * time.Minute)
	lead.post(f.action+"/removal", nil).is(http.StatusUnprocessableEntity).says("It stays on record")
	h.as(models.Administrator).post(f.action+"/removal", nil).is(http.StatusSeeOther) // of nothing
}

func TestAReadingIsGivenInPlaceAndWhatIsWrongComesBack(t *testing.T) {
	h, _ := example(t)
	h.clock.Advance(7 * 24 * time.Hour)
	lead := h.as(models.TeamLead)
	f := lead.get(link.Home()).is(200).paper(lead, `form.update`)
	value := ""
	for name := range f.values {
		if strings.HasSuffix(name, ".value") {
			value = name
		}
	}
	f.write(value, "NaN").press("Record").is(http.StatusUnprocessableEntity).says("There is a problem")
	before := lead.get(link.Home()).page().Find("form.update").Length()
	got := lead.inPlace("form.update", url.Values{value: {"73"}}).says("Recorded: ")
	if n := got.page().Find("form.update").Length(); n != before-1 {
		t.Errorf("%d readings are due, after %d", n, before)
	}
}

func TestALongListShowsAFewOfEachKindAndLeadsToTheRest(t *testing.T) {
	h, c := example(t)
	h.write(func(tx *models.Tx) error {
		for i := range 30 {
			if err := tx.AddTask(&models.Task{Title: fmt.Sprint("Ticket ", i), OwnerPersonID: &c.Member.ID, DueDay: tx.Today()}); err != nil {
				return err
			}
		}
		return nil
	})
	page := h.as(models.Member).get(link.Home()).is(200).page()
	tasks := page.Find(`section[aria-labelledby="owed-tasks"]`)
	if n := tasks.Find("li").Length(); n != 8 {
		t.Errorf("%d tasks", n)
	}
	whole := tasks.Find("a.small")
	if !strings.HasSuffix(whole.Text(), " more") {
		t.Error(whole.Text())
	}
	h.as(models.Member).get(whole.AttrOr("href", "")).is(200).says("Ticket 29")
}
