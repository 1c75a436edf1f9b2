package handlers

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func ownSettings() url.Values {
	return url.Values{"name": {"Mo Renamed"}, "decimal": {"comma"}, "date_order": {"mdy"}, "time_zone": {"Asia/Tokyo"}, "theme": {"dark"}}
}

// again is how a cast member stands in the database now.
func (h *house) again(role models.Role) *models.Person {
	h.t.Helper()
	var p *models.Person
	h.read(func(r *models.Read) (err error) { p, err = r.PersonByRef(h.cast[role].Ref); return err })
	return p
}

func TestAPersonChangesTheirOwnSettingsAndNothingElse(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	g.get(link.Me()).is(http.StatusOK).says("Your settings", "Where you are signed in", "This browser").silent("Settings of the company")
	v := ownSettings()
	for name, value := range map[string]string{"administrator": "on", "executive": "true", "Executive": "true", "active": "false", "email": "other@x.example", "ref": "PE1", "id": "x", "version": "99"} {
		v.Set(name, value)
	}
	g.post(link.Me(), v).leadsTo(link.Me())
	p := h.again(models.Member)
	if p.Name != "Mo Renamed" || !p.DecimalComma || p.DateOrder != "mdy" || p.TimeZone != "Asia/Tokyo" || p.Theme != "dark" {
		t.Errorf("not saved: %+v", p)
	}
	if p.Administrator || p.Executive || !p.Active || *p.Email != "mo@fjord.example" || p.Ref != h.cast[models.Member].Ref {
		t.Errorf("more than that was saved: %+v", p)
	}
	got := g.get(link.Me()).is(http.StatusOK)
	if theme, _ := got.page().Find("html").Attr("data-theme"); theme != "dark" {
		t.Error("the theme does not show")
	}
	got.says("18:00") // 09:00 UTC in Tokyo
}

func TestWrongSettingsAreToldBesideTheFieldAndKept(t *testing.T) {
	h := open(t)
	v := ownSettings()
	v.Set("name", "")
	v.Set("time_zone", "Mars/Olympus")
	got := h.as(models.Member).post(link.Me(), v).is(http.StatusUnprocessableEntity).says("Write your name.")
	if got.page().Find("#name-problem").Length() != 1 || got.page().Find("#time_zone-problem").Length() != 1 {
		t.Error("the words are not beside the fields")
	}
	if h.again(models.Member).Name != "Mo Member" {
		t.Error("half saved")
	}
}

func TestAThemeIsChosenOnAnyPage(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	g.with("Referer", "http://127.0.0.1:8080/teams").post(link.Theme(), url.Values{"theme": {"light"}}).leadsTo("/teams")
	g.with("Referer", "http://evil.example/teams").post(link.Theme(), url.Values{"theme": {""}}).leadsTo(link.Home())
	g.post(link.Theme(), url.Values{"theme": {"pink"}}).is(http.StatusUnprocessableEntity)
}

func TestAChangedPasswordSignsOutEverywhereElse(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	g, elsewhere := h.as(models.Member), h.as(models.Member)
	token := g.cookie.Value
	v := url.Values{"old": {"not the old one"}, "password": {"six loud summer trains"}, "again": {"six loud summer trains"}}
	g.post(link.Password(), v).is(http.StatusUnprocessableEntity).says("not your password until now").silent("six loud")
	v.Set("old", boats)
	v.Set("password", "Mo Member 1")
	g.post(link.Password(), v).is(http.StatusUnprocessableEntity).says("at least 12", "differs")
	v.Set("password", "six loud summer trains")
	g.post(link.Password(), v).leadsTo(link.Me())
	g.get(link.Me()).is(http.StatusOK).says("The password is changed")
	if g.cookie.Value == token {
		t.Error("the token stayed")
	}
	elsewhere.get(link.Me()).is(http.StatusSeeOther)
	h.nobody().post(link.SignIn(), typed("mo@fjord.example", boats)).is(http.StatusUnprocessableEntity)
	h.nobody().post(link.SignIn(), typed("mo@fjord.example", "six loud summer trains")).leadsTo(link.Home())
}

func TestWhoeverCameInByALinkSetsAFirstPasswordWithoutAnOldOne(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	g.get(link.Me()).is(http.StatusOK).silent("Password until now")
	g.post(link.Password(), url.Values{"password": {boats}, "again": {boats}}).leadsTo(link.Me())
	g.get(link.Me()).is(http.StatusOK).says("Password until now")
	g.post(link.Password(), newBoats).is(http.StatusUnprocessableEntity).says("Write the password you have now.")
}

func TestSessionsAreListedAndEndedOnlyByTheirOwner(t *testing.T) {
	h := open(t)
	g, phone, other := h.as(models.Member), h.as(models.Member), h.as(models.TeamLead)
	var ids []string
	h.read(func(r *models.Read) error {
		list, err := r.SessionsOf(h.cast[models.Member].ID)
		for _, s := range list {
			ids = append(ids, s.ID)
		}
		return err
	})
	for _, id := range ids {
		other.post(link.SessionEnd(id), nil).leadsTo(link.Me())
	}
	g.get(link.Me()).is(http.StatusOK)
	phone.get(link.Me()).is(http.StatusOK)
	g.post(link.SessionsEnd(), nil).leadsTo(link.Me())
	phone.get(link.Me()).is(http.StatusSeeOther)
	g.get(link.Me()).is(http.StatusOK).says("signed out everywhere else")
	third := h.as(models.Member)
	page := g.get(link.Me()).page()
	action, _ := page.Find(".lines form").First().Attr("action")
	g.post(action, nil).leadsTo(link.Me())
	third.get(link.Me()).is(http.StatusSeeOther)
}

func TestCompanySettingsAreSavedAndJudged(t *testing.T) {
	h := open(t)
	g := h.as(models.Administrator)
	g.get(link.CompanySettings()).is(http.StatusOK).says("Company settings", "At risk from").silent("Example data")
	v := url.Values{"company": {"Fjord Group"}, "time_zone": {"Europe/Oslo"}, "working_days": {"5", "1", "7"}, "fiscal_start": {"7"},
		"at_risk": {"12.5"}, "off_track": {"30"}, "answer_days": {"3"}}
	g.post(link.CompanySettings(), v).leadsTo(link.CompanySettings())
	h.read(func(r *models.Read) error {
		c, err := r.Company()
		if err == nil && (c.Name != "Fjord Group" || c.WorkingDays != "1,5,7" || c.FiscalStart != 7 || c.AtRiskAfter != 12.5 || c.OffTrackAfter != 30 || c.AnswerDays != 3) {
			t.Errorf("%+v", c)
		}
		return err
	})
	v.Set("off_track", "12")
	g.post(link.CompanySettings(), v).is(http.StatusUnprocessableEntity).says("Off track comes after at risk")
	v.Set("off_track", "NaN")
	g.post(link.CompanySettings(), v).is(http.StatusUnprocessableEntity)
	v.Set("off_track", "1e400")
	g.post(link.CompanySettings(), v).is(http.StatusUnprocessableEntity)
}

func TestTwoAdministratorsOnTheSameSettingsLoseNothing(t *testing.T) {
	h := open(t)
	g := h.as(models.Administrator)
	started := url.Values{}
	g.get(link.CompanySettings()).page().Find("form[action='/settings/company'] input[type=hidden]").Each(func(_ int, s *goquery.Selection) {
		started.Add(s.AttrOr("name", ""), s.AttrOr("value", ""))
	})
	h.write(func(tx *models.Tx) error {
		c, err := tx.Company()
		if err != nil {
			return err
		}
		s := c.Settings()
		s.Name, s.TimeZone = "Theirs", "Europe/Rome"
		return tx.SetCompany(s, c.Version)
	})
	v := url.Values{"company": {"Mine"}, "time_zone": {"UTC"}, "working_days": {"1", "2", "3", "4", "5"}, "fiscal_start": {"1"}, "at_risk": {"11"}, "off_track": {"25"}, "answer_days": {"2"}}
	for name, values := range started {
		v[name] = values
	}
	got := g.post(link.CompanySettings(), v).is(http.StatusConflict).says("command line changed the company's settings", "Mine", "Theirs")
	again := url.Values{}
	got.page().Find("form.clash input[type=hidden]").Each(func(_ int, s *goquery.Selection) {
		again.Add(s.AttrOr("name", ""), s.AttrOr("value", ""))
	})
	again.Set("keep.company", "mine")
	g.post(link.CompanySettings(), again).leadsTo(link.CompanySettings())
	h.read(func(r *models.Read) error {
		c, err := r.Company()
		if err == nil && (c.Name != "Mine" || c.TimeZone != "Europe/Rome" || c.AtRiskAfter != 11) {
			t.Errorf("something was lost: %+v", c)
		}
		return err
	})
}

func TestTheExampleGoesInOneActAndTheAdministratorStays(t *testing.T) {
	h := empty(t)
	g := h.nobody()
	v := firstAnswers()
	v.Set("begin", "example")
	g.post(link.FirstRun(), v).leadsTo(link.Home())
	g.get(link.CompanySettings()).is(http.StatusOK).says("Example data.", "Remove the example data")
	g.post(link.ExampleGone(), nil).leadsTo(link.CompanySettings())
	g.get(link.Teams()).is(http.StatusOK).says("No teams yet").silent("Example data.")
	g.get(link.People()).is(http.StatusOK).says("Ada Admin").silent("Priya")
	g.post(link.ExampleGone(), nil).is(http.StatusUnprocessableEntity)
}
