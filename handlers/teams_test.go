package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestTheTreeOfTeamsShowsLeadsAndWhatIsMissing(t *testing.T) {
	h := open(t)
	got := h.as(models.Member).get(link.Teams()).is(http.StatusOK).says("Deliveryled by Dana Head", "Supportled by Liv Lead 1 person", "No lead yet").silent(link.TeamNew())
	if got.page().Find("[data-depth='1']").Length() != 1 {
		t.Error("Support does not stand below Delivery")
	}
	h.as(models.Administrator).get(link.Teams()).is(http.StatusOK).says("Add a team", "Change")
}

func TestATeamIsAddedAndItsLeadLeadsAtOnce(t *testing.T) {
	h := open(t)
	g, mo := h.as(models.Administrator), h.cast[models.Member]
	g.get(link.TeamNew() + "?under=" + h.teams["Support"].Ref).is(http.StatusOK)
	v := url.Values{"name": {"Night shift"}, "parent": {h.teams["Support"].ID}, "lead": {mo.ID}, "mission": {"We are awake."}}
	to := g.post(link.TeamNew(), v).is(http.StatusSeeOther).Header.Get("Location")
	g.get(to).is(http.StatusOK).says("Night shift is added", "Nobody yet")
	h.read(func(r *models.Read) error {
		who, err := r.WhoIs(mo)
		if err == nil && (len(who.Leads) != 1 || len(who.Heads) != 0) {
			t.Errorf("%+v", who)
		}
		head, err := r.WhoIs(h.cast[models.TeamLead])
		if err == nil && (len(head.Heads) != 1 || len(head.Below) != 2) {
			t.Errorf("the lead above is not a head: %+v", head)
		}
		return err
	})
	got := g.post(link.TeamNew(), v).is(http.StatusUnprocessableEntity).says("There is already a team “Night shift” here")
	if got.page().Find("#name-problem").Length() != 1 {
		t.Error("the sentence is not at the name")
	}
	g.post(link.TeamNew(), url.Values{"name": {" "}}).is(http.StatusUnprocessableEntity).says("Write the team's name.")
}

func TestACircleOfTeamsIsRefusedInASentence(t *testing.T) {
	h := open(t)
	g, delivery := h.as(models.Administrator), h.teams["Delivery"]
	v := with(h.started(g, link.TeamEdit(delivery.Ref)), url.Values{"name": {"Delivery"}, "parent": {h.teams["Support"].ID}})
	got := g.post(link.TeamEdit(delivery.Ref), v).is(http.StatusUnprocessableEntity).says("“Delivery” cannot be under “Support”, because that team is below it.")
	if got.page().Find("#parent-problem").Length() != 1 {
		t.Error("the sentence is not at the field")
	}
	v.Set("parent", delivery.ID)
	g.post(link.TeamEdit(delivery.Ref), v).is(http.StatusUnprocessableEntity)
	v.Set("parent", "somebody else's id")
	g.post(link.TeamEdit(delivery.Ref), v).is(http.StatusUnprocessableEntity)
}

func TestATeamIsRenamedMovedAndGivenAnotherLead(t *testing.T) {
	h := open(t)
	g, support := h.as(models.Administrator), h.teams["Support"]
	v := with(h.started(g, link.TeamEdit(support.Ref)), url.Values{"name": {"Help"}, "parent": {h.teams["Sales"].ID}, "lead": {h.cast[models.Member].ID}, "department": {"on"}})
	g.post(link.TeamEdit(support.Ref), v).leadsTo(link.TeamEdit(support.Ref))
	h.read(func(r *models.Read) error {
		team, err := r.TeamByRef(support.Ref)
		if err == nil && (team.Name != "Help" || *team.ParentTeamID != h.teams["Sales"].ID || *team.LeadPersonID != h.cast[models.Member].ID || !team.Department) {
			t.Errorf("%+v", team)
		}
		return err
	})
	// the form from before: both changed the name
	got := g.post(link.TeamEdit(support.Ref), with(v, url.Values{"name": {"Aid"}})).is(http.StatusConflict).says("Ada Admin changed", "Aid", "Help")
	if got.page().Find("form.clash").Length() != 1 {
		t.Error("nothing to choose from")
	}
}

func TestPeopleJoinAndLeaveTeams(t *testing.T) {
	h := open(t)
	g, sales, mo := h.as(models.Administrator), h.teams["Sales"], h.cast[models.Member]
	g.post(link.TeamMembers(sales.Ref), url.Values{"person": {mo.Ref}}).leadsTo(link.TeamEdit(sales.Ref))
	g.post(link.TeamMembers(sales.Ref), url.Values{"person": {mo.Ref}}).leadsTo(link.TeamEdit(sales.Ref)) // a second press changes nothing
	g.get(link.TeamEdit(sales.Ref)).is(http.StatusOK).says("Mo Member is on Sales now.", "Take off")
	g.post(link.TeamMembers(sales.Ref), nil).is(http.StatusUnprocessableEntity).says("Choose who joins")
	g.post(link.TeamMembers(sales.Ref), url.Values{"person": {"PE99"}}).is(http.StatusUnprocessableEntity).says("Nobody here is called “PE99”.")
	g.post(link.TeamMemberGone(sales.Ref, mo.Ref), nil).leadsTo(link.TeamEdit(sales.Ref))
	got := g.get(link.TeamEdit(sales.Ref)).is(http.StatusOK).says("Mo Member is off Sales.", "Undo", "Nobody yet")
	undo := got.page().Find(".toast form")
	field := undo.Find("input[name=person]")
	g.post(undo.AttrOr("action", ""), url.Values{"person": {field.AttrOr("value", "")}}).leadsTo(link.TeamEdit(sales.Ref))
	h.read(func(r *models.Read) error {
		on, err := r.TeamsOf(mo.ID)
		if len(on) != 2 {
			t.Errorf("on %v", on)
		}
		return err
	})
	liv := h.cast[models.TeamLead]
	g.post(link.TeamMembers(h.teams["Support"].Ref), url.Values{"person": {liv.Ref}})
	g.post(link.TeamMemberGone(h.teams["Support"].Ref, liv.Ref), nil).is(http.StatusUnprocessableEntity).says("Choose another lead first.")
}

func TestATeamIsRemovedUnlessItIsNeededAndPutBack(t *testing.T) {
	h := open(t)
	g := h.as(models.Administrator)
	g.post(link.TeamRemove(h.teams["Delivery"].Ref), nil).onward(g).says("Delivery is removed", "1 team", "Support").paper(g, `form[action$="/applied"]`).press("Apply the change").
		is(http.StatusUnprocessableEntity).says("There are teams below “Delivery”")
	h.write(func(tx *models.Tx) error {
		return tx.Insert(&models.Workflow{Name: "Offers", TeamID: &h.teams["Sales"].ID, Verdict: models.Undecided})
	})
	change := g.post(link.TeamRemove(h.teams["Sales"].Ref), nil).onward(g).says("1 workflow", "Offers")
	change.paper(g, `form[action$="/applied"]`).press("Apply the change").is(http.StatusUnprocessableEntity).says("still owns")
	g.post(link.TeamRemove(h.teams["Support"].Ref), nil).leadsTo(link.Teams())
	got := g.get(link.Teams()).is(http.StatusOK).says("Support is removed.", "Undo")
	h.read(func(r *models.Read) error {
		who, err := r.WhoIs(h.cast[models.TeamLead])
		if len(who.Leads) != 0 {
			t.Error("a removed team still gives rights")
		}
		return err
	})
	g.post(got.page().Find(".toast form").AttrOr("action", ""), nil).leadsTo(link.Teams())
	g.get(link.TeamEdit(h.teams["Support"].Ref)).is(http.StatusOK)
}

func TestALeadIsNamedOutOfThousandsOnALightPage(t *testing.T) {
	h := open(t)
	h.write(func(tx *models.Tx) error {
		var many []*models.Person
		for i := range 2_000 {
			p := &models.Person{Ref: fmt.Sprintf("PE%d", 1000+i), Name: fmt.Sprintf("Person %05d Alike", i), Active: true}
			p.ID, p.Version, p.CreatedAt, p.UpdatedAt = models.NewID(), 1, tx.Now, tx.Now
			many = append(many, p)
		}
		twin := &models.Person{Name: "Person 00007 Alike", Active: true}
		if err := tx.Insert(twin); err != nil {
			return err
		}
		return tx.DB().CreateInBatches(many, 500).Error
	})
	g := h.as(models.Administrator)
	team := h.teams["Support"]
	for _, address := range []string{link.TeamEdit(team.Ref), link.TeamNew()} {
		page := g.with("Accept-Encoding", "gzip").get(address)
		if n := len(page.Body); page.Status != 200 || n > 25<<10 {
			t.Errorf("%s: %d, %d bytes", address, page.Status, n)
		}
		if list := g.get(address).page().Find("datalist#people[data-names] option"); list.Length() == 0 || list.Length() > 100 {
			t.Errorf("%s lists %d names", address, list.Length())
		}
	}
	form := func() *paper {
		return g.get(link.TeamEdit(team.Ref)).paper(g, `form[action="`+link.TeamEdit(team.Ref)+`"]`)
	}
	for typed, say := range map[string]string{"Alike": "“Alike” fits many names.", "Person 00007 Alike": "Several here are called “Person 00007 Alike”", "Zed": "Nobody here is called “Zed”.", "zed@fjord.example": "Nobody here is called"} {
		form().write("lead", typed).press("Save").is(422).says("There is a problem", say)
	}
	for typed, lead := range map[string]string{"person 01999 alike": "Person 01999 Alike", "MO@fjord.example": "Mo Member"} {
		form().write("lead", typed).press("Save").is(303)
		g.get(link.Teams()).says("led by " + lead)
	}
	g.post(link.TeamMembers(team.Ref), url.Values{"person": {"Perso"}}).is(422).says("“Perso” fits many names.", "Put somebody on it")

	asked := g.with("Accept", "application/json")
	if got := asked.get(link.Names("people", "lik")); got.Status != 200 || strings.Count(got.Body, "Alike") != 0 {
		t.Errorf("a part inside a word is found: %s", got.Body)
	}
	if got := asked.get(link.Names("people", "person 0199")); strings.Count(got.Body, "Alike") != 10 || len(got.Body) > 1000 {
		t.Errorf("%s", got.Body)
	}
	if got := asked.get(link.Names("owners", "supp")); !strings.Contains(got.Body, "Support") {
		t.Errorf("%s", got.Body)
	}
	g.get(link.Names("people", "Mo")).is(303)
	h.nobody().get(link.Names("people", "Mo")).is(303)
}
