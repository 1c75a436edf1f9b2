package handlers

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestEverybodySeesPeopleButAddressesOnlyAdministrators(t *testing.T) {
	h := open(t)
	h.as(models.Member).get(link.People()).is(http.StatusOK).says("Liv Lead", "Support", "Department head").silent("@fjord.example", link.PersonNew())
	lead := h.as(models.TeamLead).get(link.People()).is(http.StatusOK).page()
	if lead.Find("a[href='"+link.PersonOutcomes(h.cast[models.Member].Ref)+"']").Length() != 1 || lead.Find("a[href='"+link.PersonOutcomes(h.cast[models.Executive].Ref)+"']").Length() != 0 {
		t.Error("a lead finds the pages of their own people, and of nobody else")
	}
	h.as(models.Administrator).get(link.People()).is(http.StatusOK).says("liv@fjord.example", "Not invited yet", "Add a person")
	h.as(models.Member).get("/people?q=" + url.QueryEscape("LIV")).is(http.StatusOK).says("Liv Lead").silent("Dana Head")
	h.as(models.Member).get("/people?q=liv@fjord").is(http.StatusOK).says("Nobody found")
	h.as(models.Member).get("/people?q=" + url.QueryEscape("%")).is(http.StatusOK).says("Nobody found")
	h.as(models.Member).get("/people?show=off").is(http.StatusOK).says("Liv Lead")
}

func TestAnAdministratorAddsSomebodyAndGivesRolesAndTeams(t *testing.T) {
	h := open(t)
	g := h.as(models.Administrator)
	g.get(link.PersonNew()).is(http.StatusOK).says("Add a person", "On teams")
	v := url.Values{"name": {"Nia New"}, "email": {"NIA@fjord.example"}, "role_title": {"Analyst"}, "executive": {"on"}, "teams": {h.teams["Support"].ID, h.teams["Sales"].ID}}
	to := g.post(link.PersonNew(), v).is(http.StatusSeeOther).Header.Get("Location")
	g.get(to).is(http.StatusOK).says("Nia New is added", "Executive", "Make an invitation link")
	h.read(func(r *models.Read) error {
		p, err := r.PersonByEmail("nia@fjord.example")
		if err != nil {
			return err
		}
		on, err := r.TeamsOf(p.ID)
		if !p.Executive || p.Administrator || !p.Active || p.RoleTitle != "Analyst" || len(on) != 2 {
			t.Errorf("%+v on %v", p, on)
		}
		return err
	})
	v.Set("name", "")
	g.post(link.PersonNew(), v).is(http.StatusUnprocessableEntity).says("Write the person's name.")
	v.Set("name", "Nia Twice")
	got := g.post(link.PersonNew(), v).is(http.StatusUnprocessableEntity).says("This address belongs to Nia New")
	if got.page().Find("#email-problem").Length() != 1 {
		t.Error("the sentence is not at the address")
	}
	if value, _ := got.page().Find("#name").Attr("value"); value != "Nia Twice" {
		t.Error("what was typed is gone")
	}
}

func TestRolesAndTeamsOfAPersonAreChanged(t *testing.T) {
	h := open(t)
	g, mo := h.as(models.Administrator), h.cast[models.Member]
	started := h.started(g, link.Person(mo.Ref))
	v := with(started, url.Values{"name": {"Mo Member"}, "email": {"mo@fjord.example"}, "administrator": {"on"}, "teams": {h.teams["Sales"].ID}})
	g.post(link.Person(mo.Ref), v).leadsTo(link.Person(mo.Ref))
	p := h.again(models.Member)
	h.read(func(r *models.Read) error {
		on, err := r.TeamsOf(p.ID)
		if !p.Administrator || len(on) != 1 || on[0] != h.teams["Sales"].ID {
			t.Errorf("%+v on %v", p, on)
		}
		return err
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	h := open(t)
	g, ada := h.as(models.Administrator), h.cast[models.Administrator]
	v := with(h.started(g, link.Person(ada.Ref)), url.Values{"name": {"Ada Admin"}, "email": {"ada@fjord.example"}})
	g.post(link.Person(ada.Ref), v).is(http.StatusUnprocessableEntity).says("Somebody has to be administrator")
	if !h.again(models.Administrator).Administrator {
		t.Error("saved all the same")
	}
	g.post(link.PersonLeave(ada.Ref), nil).is(http.StatusUnprocessableEntity).says("cannot switch yourself off")
}

func TestWhoeverLeavesIsOutAtOnceAndWhatTheyOwnIsHandedOver(t *testing.T) {
	h := open(t)
	liv, dana := h.cast[models.TeamLead], h.cast[models.DepartmentHead]
	h.write(func(tx *models.Tx) error {
		task := &models.Task{Title: "Call the hospital back", State: models.TaskOpen, OwnerPersonID: &liv.ID}
		done := &models.Task{Title: "Already finished", State: models.TaskFinished, OwnerPersonID: &liv.ID}
		s, err := tx.EnsureStrategy()
		if err != nil {
			return err
		}
		secret := &models.Outcome{Title: "A secret outcome", State: models.OutcomeDraft, StrategyID: &s.ID, OwnerPersonID: &liv.ID}
		for _, e := range []models.Entity{task, done, secret} {
			if err := tx.Insert(e); err != nil {
				return err
			}
		}
		return nil
	})
	g, hers := h.as(models.Administrator), h.as(models.TeamLead)
	hers.get(link.People()).is(http.StatusOK)
	g.get(link.Person(liv.Ref)).is(http.StatusOK).says("1 thing stands in the name of Liv Lead").silent("A secret outcome", "Call the hospital back")
	g.post(link.PersonLeave(liv.Ref), nil).leadsTo(link.Change("CH1"))
	hers.get(link.People()).is(http.StatusOK)
	g.get(link.Change("CH1")).is(http.StatusOK).says("Liv Lead leaves", "1 team", "Support").silent("A secret outcome", "Already finished", "Call the hospital back", "1 outcome")
	g.post(link.ChangeChoices("CH1"), url.Values{"kind": {"all"}}).is(http.StatusUnprocessableEntity).says("Name who takes over.")
	g.post(link.ChangeChoices("CH1"), url.Values{"kind": {"all"}, "all.to": {"Liv Lead"}}).is(http.StatusUnprocessableEntity).says("It has to go to somebody else.")
	g.post(link.ChangeChoices("CH1"), url.Values{"kind": {"all"}, "all.to": {"Dana Head"}}).leadsTo(link.Change("CH1") + "#t-rests")
	g.get(link.Change("CH1")).is(http.StatusOK).says("Goes to Dana Head").silent("A secret outcome")
	g.post(link.ChangeApplied("CH1"), url.Values{"apply.reason": {"She moves to Oslo"}}).leadsTo(link.Change("CH1"))
	hers.get(link.People()).is(http.StatusSeeOther)
	g.get(link.Change("CH1")).is(http.StatusOK).says("She moves to Oslo", "Support goes to Dana Head", "It can be undone until").silent("A secret outcome", "Call the hospital back")
	g.get(link.Person(liv.Ref)).is(http.StatusOK).says("Liv Lead is switched off", "Nothing stands in the name of Liv Lead")
	h.read(func(r *models.Read) error {
		support, err := r.TeamByRef(h.teams["Support"].Ref)
		if err == nil && *support.LeadPersonID != dana.ID {
			t.Error("the team has still its old lead")
		}
		return err
	})
	g.get("/people?show=off").is(http.StatusOK).says("Liv Lead", "Switched off").silent("Mo Member")
	g.post(link.PersonReturn(liv.Ref), nil).leadsTo(link.Person(liv.Ref))
	g.get("/people").is(http.StatusOK).says("Liv Lead")
}

const someList = "Name;E-mail;Job title;Team;Role\n" +
	"Nia New;nia@fjord.example;Analyst;Support;\n" +
	"Per New;per@fjord.example;\"Buyer; parts\";Purchasing;executive\n" +
	"Mo Again;MO@fjord.example;;;\n" +
	"Nia Twice;nia@fjord.example;;;\n" +
	";nobody@fjord.example;;;\n" +
	"No Address;;;;\n" +
	"Odd Role;odd@fjord.example;;;emperor\n"

func TestAListShowsEachRowsFateBeforeAnythingIsWritten(t *testing.T) {
	h := open(t)
	g := h.as(models.Administrator)
	g.get(link.PeopleList()).is(http.StatusOK).says("Paste the list here", "Or choose a file")
	got := g.post(link.PeopleList(), url.Values{"list": {someList}}).is(http.StatusOK).
		says("2 people will be added, 1 already here, 4 refused.", "The team “Purchasing” is added, too.", "Stays as Mo Member is now.",
			"The same address stands in line 2.", "The name is missing.", "The e-mail address is missing.", "There is no role “emperor”")
	h.read(func(r *models.Read) error {
		_, all, err := r.PeopleFound("", false, 0, 50)
		if all != 5 {
			t.Errorf("%d people before it was confirmed", all)
		}
		return err
	})
	carried, _ := got.page().Find("input[name=list]").Attr("value")
	g.post(link.PeopleListDone(), url.Values{"list": {carried}}).leadsTo(link.People())
	g.get(link.People()).is(http.StatusOK).says("2 people are added.", "Nia New", "Per New", "Purchasing")
	g.post(link.PeopleListDone(), url.Values{"list": {carried}}).leadsTo(link.People())
	h.read(func(r *models.Read) error {
		p, err := r.PersonByEmail("per@fjord.example")
		if err == nil && (!p.Executive || p.RoleTitle != "Buyer; parts") {
			t.Errorf("%+v", p)
		}
		_, all, err := r.PeopleFound("", false, 0, 50)
		if all != 7 {
			t.Errorf("%d people", all)
		}
		return err
	})
}

func TestAListThatCannotBeReadIsRefusedWithItsLine(t *testing.T) {
	h := open(t)
	g := h.as(models.Administrator)
	for list, say := range map[string]string{
		"Nia,nia@x.example\n\"broken,b@x.example\n": "cannot be read: a quote",
		"":                      "Paste at least one line",
		"Nia\x00,nia@x.example": "",
	} {
		got := g.post(link.PeopleList(), url.Values{"list": {list}}).is(http.StatusUnprocessableEntity).says(say)
		if got.page().Find("#list-problem").Length() != 1 {
			t.Errorf("%q: the sentence is not at the list", list)
		}
	}
	file := func(content string) *answer {
		body := "--b\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\n" + content + "\r\n--b--\r\n"
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080"+link.PeopleList(), strings.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		return g.do(r, false)
	}
	file("\xff\xfeN\x00i\x00").is(http.StatusUnprocessableEntity).says("UTF-16")
	file("\xef\xbb\xbfNia\tnia@fjord.example\tAnalyst").is(http.StatusOK).says("1 person will be added")
	file(strings.Repeat("x", 3<<20)).is(http.StatusRequestEntityTooLarge)
}

// started is what a form on a page carries unseen: its version and what it started from.
func (h *house) started(g *guest, address string) url.Values {
	h.t.Helper()
	v := url.Values{}
	g.get(address).is(http.StatusOK).page().Find("main form[action='" + address + "'] input[type=hidden]").Each(func(_ int, s *goquery.Selection) {
		v.Add(s.AttrOr("name", ""), s.AttrOr("value", ""))
	})
	return v
}

func with(a, b url.Values) url.Values {
	v := url.Values{}
	for _, each := range []url.Values{a, b} {
		for name, values := range each {
			v[name] = values
		}
	}
	return v
}
