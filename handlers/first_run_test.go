package handlers

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

func firstAnswers() url.Values {
	return url.Values{
		"begin": {"own"}, "company": {"Fjord IT"}, "time_zone": {"Europe/Oslo"}, "working_days": {"1", "2", "3", "4"}, "fiscal_start": {"4"},
		"name": {"Ada Admin"}, "email": {"Ada@Fjord.example"}, "password": {"four quiet winter boats"}, "again": {"four quiet winter boats"},
	}
}

func TestBeforeFirstRunEveryPageLeadsToIt(t *testing.T) {
	h := empty(t)
	for _, address := range []string{"/", "/people", "/settings", "/sign-in", "/nowhere"} {
		h.nobody().get(address).leadsTo(link.FirstRun())
	}
	h.nobody().get(link.FirstRun()).is(http.StatusOK).says("Set up Throughline", "Company name", "Working days", "Your name").silent("Code from the log")
}

func TestFirstRunSetsTheCompanyUpAndSignsItsAdministratorIn(t *testing.T) {
	h := empty(t)
	g := h.nobody()
	g.post(link.FirstRun(), firstAnswers()).leadsTo(link.Home())
	if g.cookie == nil {
		t.Fatal("not signed in")
	}
	h.read(func(r *models.Read) error {
		c, err := r.Company()
		if err != nil {
			return err
		}
		if c.Name != "Fjord IT" || c.TimeZone != "Europe/Oslo" || c.WorkingDays != "1,2,3,4" || c.FiscalStart != 4 || !c.Confirmed || c.Example {
			t.Errorf("company %+v", c)
		}
		p, err := r.PersonByEmail("ada@fjord.example")
		if err != nil {
			return err
		}
		if !p.Administrator || !p.Executive || !p.Active {
			t.Errorf("person %+v", p)
		}
		var strategies []models.Strategy
		if err := r.DB().Limit(5).Find(&strategies).Error; err != nil {
			return err
		}
		if len(strategies) != 1 || strategies[0].Kind != models.Organizational || strategies[0].State != models.Draft {
			t.Errorf("strategies %+v", strategies)
		}
		return nil
	})
	g.get(link.FirstRun()).is(http.StatusNotFound)
	g.post(link.FirstRun(), firstAnswers()).is(http.StatusNotFound)
}

func TestFirstRunKeepsWhatWasTypedAndSaysWhatToMend(t *testing.T) {
	h := empty(t)
	v := firstAnswers()
	v.Set("company", "")
	v.Set("password", "short")
	v.Set("again", "short")
	v.Set("email", "nobody")
	v.Del("working_days")
	got := h.nobody().post(link.FirstRun(), v).is(http.StatusUnprocessableEntity).
		says("There is a problem", "Write the company's name.", "Choose at least one working day.").silent(`value="short"`)
	page := got.page()
	if page.Find("title").Text() != "Error: First run · Throughline" {
		t.Error(page.Find("title").Text())
	}
	if value, _ := page.Find("#name").Attr("value"); value != "Ada Admin" {
		t.Error("what was typed is gone")
	}
	v = firstAnswers()
	v.Set("password", "Fjord IT 2026")
	v.Set("again", "Fjord IT 2027")
	h.nobody().post(link.FirstRun(), v).is(http.StatusUnprocessableEntity).says("little more than “fjord it”", "differs from the password above")
	h.read(func(r *models.Read) error {
		if s, err := r.Setup(); err != nil || s.Company != nil {
			t.Errorf("half saved: %+v %v", s, err)
		}
		return nil
	})
}

func TestTheExampleCompanyIsThereAtOnce(t *testing.T) {
	h := empty(t)
	v := firstAnswers()
	v.Set("begin", "example")
	v.Set("company", "")
	h.nobody().post(link.FirstRun(), v).leadsTo(link.Home())
	h.read(func(r *models.Read) error {
		c, err := r.Company()
		if err != nil {
			return err
		}
		teams, err := r.Teams()
		if c.Name != "Harbour IT" || !c.Example || len(teams) < 6 {
			t.Errorf("%+v, %d teams", c, len(teams))
		}
		return err
	})
}

func TestFromAnotherMachineFirstRunAsksForTheCodeInTheLog(t *testing.T) {
	h := empty(t, func(c *Config) { c.SignInAddress = 3 })
	from := func(address, forwarded string, v url.Values) *answer {
		method, body := http.MethodGet, ""
		if v != nil {
			method, body = http.MethodPost, v.Encode()
		}
		r := httptest.NewRequest(method, "http://127.0.0.1:8080"+link.FirstRun(), strings.NewReader(body))
		r.RemoteAddr = address
		if forwarded != "" {
			r.Header.Set("X-Forwarded-For", forwarded)
		}
		return h.nobody().do(r, v != nil)
	}
	from("10.1.2.3:4000", "", nil).is(http.StatusOK).says("Code from the log")
	from("10.1.2.3:4000", "127.0.0.1", nil).is(http.StatusOK).says("Code from the log")
	from("127.0.0.1:4000", "10.1.2.3", nil).is(http.StatusOK).says("Code from the log")
	v := firstAnswers()
	from("10.1.2.3:4000", "", v).is(http.StatusUnprocessableEntity).says("Write the code")
	for range 3 {
		v.Set("code", "wrong")
		from("10.1.2.3:4000", "", v).is(http.StatusUnprocessableEntity).says("This is not the code")
	}
	v.Set("code", "abcd-efgh-jkmn")
	from("10.1.2.3:4000", "", v).is(http.StatusTooManyRequests).says("too many tries")
	from("10.9.9.9:4000", "", v).leadsTo(link.Home())
}

func TestAfterImportFirstRunAsksOnlyForWhatIsMissing(t *testing.T) {
	h := empty(t)
	h.write(func(tx *models.Tx) error {
		_, err := tx.EnsureCompany("Sourcegraph")
		return err
	})
	got := h.nobody().get(link.FirstRun()).is(http.StatusOK).says("Finish setting up", "Your name").silent("How do you want to begin")
	if value, _ := got.page().Find("#company").Attr("value"); value != "Sourcegraph" {
		t.Errorf("the company is named %q", value)
	}
	h.write(func(tx *models.Tx) error {
		return models.AddPerson(tx, models.NewPerson{Email: "root@example.org", Name: "Root", Roles: []models.Role{models.Administrator}, Password: "four quiet winter boats"})
	})
	h.nobody().get(link.FirstRun()).is(http.StatusOK).silent("Your name").says("Company name")
	g := h.nobody()
	v := firstAnswers()
	g.post(link.FirstRun(), v).leadsTo(link.SignIn())
	if g.cookie != nil {
		t.Fatal("first run signed somebody in who did not give a password")
	}
	h.read(func(r *models.Read) error {
		if _, err := r.PersonByEmail("ada@fjord.example"); err == nil {
			t.Error("an administrator was made who was not asked for")
		}
		return nil
	})
	h.nobody().get(link.SignIn()).is(http.StatusOK)
}

func TestSomebodyWhoCameWithAnImportBecomesTheFirstAdministrator(t *testing.T) {
	h := empty(t)
	h.write(func(tx *models.Tx) error {
		if _, err := tx.EnsureCompany("Acme"); err != nil {
			return err
		}
		email := "ada@fjord.example"
		return tx.Insert(&models.Person{Name: "Ada from the file", Email: &email, Active: true})
	})
	h.nobody().post(link.FirstRun(), firstAnswers()).leadsTo(link.Home())
	h.read(func(r *models.Read) error {
		p, err := r.PersonByEmail("ada@fjord.example")
		if err != nil {
			return err
		}
		hash, err := r.PasswordOf(p.ID)
		if !p.Administrator || p.Name != "Ada from the file" || !strings.HasPrefix(hash, "$argon2id$") {
			t.Errorf("%+v", p)
		}
		return err
	})
}

func TestThePeopleOfTheExampleComeInByTheirLinksBeforeAnybodyHasAPassword(t *testing.T) {
	h := empty(t)
	token := ""
	h.write(func(tx *models.Tx) error {
		cast, err := demo.Load(tx, demo.Options{})
		if err != nil {
			return err
		}
		token, err = tx.MakeLink(cast.Administrator, models.LinkSignIn)
		return err
	})
	g := h.nobody()
	g.post(link.Welcome(token), nil).leadsTo(link.Home())
	g.get(link.People()).is(http.StatusOK).says("Priya Raman")
	h.nobody().get(link.People()).leadsTo(link.SignInTo(link.People()))
}
