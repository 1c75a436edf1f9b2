package handlers

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/form"
	"throughline/models/secret"
	"throughline/views"
	"throughline/views/layout"
	"throughline/views/link"
)

// The two ways to begin.
const (
	beginOwn     = "own"
	beginExample = "example"
)

// firstRunTyped is what the one page of first run fills: as much of it as is still missing.
type firstRunTyped struct {
	begin       string
	company     *models.CompanySettings
	name, email string
	password    newPassword
	code        string
}

// firstRunForm asks for what is missing. With data already there, nobody is asked how to begin.
func (a *App) firstRunForm(c echo.Context, s models.Setup) (*firstRunTyped, *views.FirstRunForm) {
	t := &firstRunTyped{begin: beginOwn, company: models.NewCompany("").Settings()}
	f := &views.FirstRunForm{Form: form.Of()}
	if s.Company != nil {
		t.company = s.Company.Settings()
	} else {
		f.Begin = []*form.Field{form.Choice("begin", "How do you want to begin?", &t.begin,
			form.Option{Value: beginOwn, Label: "With our own company: an empty strategy, and the six steps ahead"},
			form.Option{Value: beginExample, Label: "With the example company: about 40 people in 6 teams and a full strategy to look around in; it can be removed later"},
		).Drawn("radios").Required("Choose how to begin.")}
	}
	if !s.Confirmed {
		f.Company = t.company.Fields()
		if len(f.Begin) > 0 {
			f.Company[0].Help("For the example company it may stay empty; that one is called Harbour IT.")
		}
	}
	if !s.Administrator {
		f.Person = append([]*form.Field{
			form.Line("name", "Your name", &t.name).Required("Write your name.").Max(200).Completes("name"),
			form.Email("email", "Your e-mail address", &t.email).Required("Write your e-mail address; you sign in with it.").Completes("username"),
		}, t.password.fields()...)
	}
	if !a.atTheMachine(c) {
		f.Code = []*form.Field{form.Line("code", "Code from the log", &t.code).Required("Write the code that stands in the log of the server.").Max(100).
			Help("You are not at the machine itself. Throughline wrote a code into its log when it started.").Completes("off")}
	}
	for _, part := range [][]*form.Field{f.Begin, f.Company, f.Person, f.Code} {
		f.Fields = append(f.Fields, part...)
	}
	return t, f
}

// passedOn are the headers by which proxies give themselves away.
var passedOn = []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-Ip", "Via"}

// atTheMachine tells whether the request comes from the machine itself and through no proxy. The address asked for must be the machine's
// own, too: a proxy that says nothing of itself, and a foreign page whose name was made to lead here, come from the machine as well.
func (a *App) atTheMachine(c echo.Context) bool {
	r := c.Request()
	for _, name := range passedOn {
		if r.Header.Get(name) != "" {
			return false
		}
	}
	base, err := url.Parse(a.cfg.BaseURL)
	return err == nil && loopback(r.RemoteAddr) && loopback(r.Host) && loopback(base.Host)
}

// loopback tells whether an address, with or without a port, is one that only the machine itself reaches.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// missing reads what first run still has to ask. When nothing is missing the page is gone for good.
func (a *App) missing(c echo.Context) (s models.Setup, err error) {
	if a.setUp.Load() {
		return s, errNoPage
	}
	err = a.read(c, func(r *models.Read) (err error) {
		s, err = r.Setup()
		return err
	})
	if err == nil && s.Done() {
		a.setUp.Store(true)
		return s, errNoPage
	}
	return s, err
}

func (a *App) showFirstRun(c echo.Context) error {
	s, err := a.missing(c)
	if err != nil {
		return err
	}
	_, f := a.firstRunForm(c, s)
	f.Show(form.Locale{})
	return a.show(c, views.FirstRun(a.firstRunShell(c, false), f))
}

// firstRun sets the company up in one transaction and signs the first administrator in.
func (a *App) firstRun(c echo.Context) error {
	s, err := a.missing(c)
	if err != nil {
		return err
	}
	v, err := a.values(c)
	if err != nil {
		return err
	}
	typed, f := a.firstRunForm(c, s)
	f.Fill(v, form.Locale{}, form.Strict)
	// The example has a name of its own when none is given.
	if name := f.Field("company"); typed.begin == beginExample && name != nil && strings.TrimSpace(typed.company.Name) == "" {
		name.Problem = ""
	}
	if f.Valid() && !s.Administrator {
		typed.password.judge(f.Form, typed.company.Name, &models.Person{Name: typed.name, Email: &typed.email})
	}
	status := http.StatusUnprocessableEntity
	if f.Valid() && len(f.Code) > 0 {
		if status, err = a.checkCode(c, f.Code[0], typed.code); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.showAs(c, status, views.FirstRun(a.firstRunShell(c, true), f))
	}
	p, err := a.setItUp(c, typed)
	if err != nil {
		return err
	}
	if p == nil {
		return a.goToSaying(c, link.SignIn(), "The company is set up. Sign in as its administrator.")
	}
	if err := a.enter(c, p, func(*models.Tx) error { return nil }); err != nil {
		return err
	}
	return a.goTo(c, link.Home())
}

// setItUp writes what first run asked for. Of two who do it at once, the second finds it done.
func (a *App) setItUp(c echo.Context, typed *firstRunTyped) (p *models.Person, err error) {
	hash := ""
	if typed.password.first != "" {
		if hash, err = secret.Hash(c.Request().Context(), typed.password.first); err != nil {
			return nil, err
		}
	}
	err = a.db.Write(c.Request().Context(), models.FirstRun, func(tx *models.Tx) error {
		s, err := tx.Setup()
		if err != nil {
			return err
		}
		if s.Done() {
			return errNoPage
		}
		if hash != "" && !s.Administrator {
			if p, err = tx.FirstAdministrator(typed.name, models.EmailKey(typed.email), hash); err != nil {
				return err
			}
		}
		example := s.Company == nil && typed.begin == beginExample
		if example && typed.company.Name == "" {
			_, err = demo.Load(tx, demo.Options{Administrator: p})
			return err
		}
		company, err := tx.EnsureCompany(typed.company.Name)
		if err != nil {
			return err
		}
		if !s.Confirmed {
			if err := tx.SetCompany(typed.company, company.Version); err != nil {
				return err
			}
		}
		if example {
			_, err = demo.Load(tx, demo.Options{Administrator: p})
			return err
		}
		_, err = tx.EnsureStrategy()
		return err
	})
	return p, err
}

// checkCode holds the typed code against the one in the log, with guessing slowed.
func (a *App) checkCode(c echo.Context, field *form.Field, typed string) (status int, err error) {
	try, wait, err := a.try(c, "first run")
	switch {
	case err != nil:
		return 0, err
	case wait > 0:
		field.Problem = slowed(c, wait)
		return http.StatusTooManyRequests, nil
	case a.cfg.FirstRunCode == "" || !secret.Same(strings.ToLower(strings.TrimSpace(typed)), a.cfg.FirstRunCode):
		field.Problem = "This is not the code in the log. Look for the newest line that names it."
		return http.StatusUnprocessableEntity, nil
	}
	return 0, a.write(c, func(tx *models.Tx) error { return tx.Succeeded(try) })
}

func (a *App) firstRunShell(c echo.Context, problem bool) layout.Shell {
	s := a.shell(c, "First run", "")
	s.Wide, s.Error = true, problem
	return s
}
