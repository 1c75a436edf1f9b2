package main

import "testing"

// The first administrator of the journeys.
const (
	adaName     = "Ada Ferrin"
	adaEmail    = "ada@fernhill.example"
	adaPassword = "four quiet winter boats"
)

// setUp walks through first run with an own company, on a page that has just been opened.
func setUp(t *testing.T, p *Page) {
	t.Helper()
	p.Open("/")
	p.Tick("With our own company")
	p.Fill("Company name", "Fernhill Software")
	p.Fill("Time zone", "Lisbon")
	p.Fill("The fiscal year starts in", "April")
	p.Fill("Your name", adaName)
	p.Fill("Your e-mail address", adaEmail)
	p.Fill("New password", adaPassword)
	p.Fill("The same once more", adaPassword)
	p.Press("Set up and begin")
	p.See(adaName, "Fernhill Software")
}

// signIn signs a person in on the sign-in page.
func signIn(t *testing.T, p *Page, email, password string) {
	t.Helper()
	p.Open("/sign-in")
	p.Fill("E-mail address", email)
	p.Fill("Password", password)
	p.Press("Sign in")
}

func TestJourneyAnEmptyInstallationIsSetUpWithOneForm(t *testing.T) {
	t.Parallel()
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with scripts", false: "without scripts"}[script], func(t *testing.T) {
			t.Parallel()
			p := visit(t, start(t).URL)
			p.Script(script)
			p.Open("/alignment")
			if p.Path() != "/first-run" {
				t.Fatalf("an empty installation opens %s", p.Path())
			}
			p.Axe()
			p.Fill("Company name", "Fernhill Software")
			p.Fill("New password", "short")
			p.Press("Set up and begin")
			p.See("There is a problem", "Write your name.")
			if p.Status() != 422 || p.Value("Company name") != "Fernhill Software" {
				t.Errorf("a form with problems is answered %d and keeps %q", p.Status(), p.Value("Company name"))
			}
			p.Axe()

			setUp(t, p)
			p.Axe()
			p.Press("Sign out")
			p.Open("/alignment")
			if p.Path() != "/sign-in?next=%2Falignment" {
				t.Errorf("signed out, a page leads to %s", p.Path())
			}
			signIn(t, p, adaEmail, "not the password at all")
			p.See("There is a problem")
			p.Axe()
			signIn(t, p, adaEmail, adaPassword)
			p.See(adaName)
			p.Open("/first-run")
			p.SeeNot("Set up and begin")
		})
	}
}

func TestJourneyFirstRunLoadsTheExampleCompany(t *testing.T) {
	t.Parallel()
	p := visit(t, start(t).URL)
	p.Open("/")
	p.Tick("With the example company")
	p.Fill("Company name", "Fernhill Software")
	p.Fill("Time zone", "Lisbon")
	p.Fill("The fiscal year starts in", "January")
	p.Fill("Your name", adaName)
	p.Fill("Your e-mail address", adaEmail)
	p.Fill("New password", adaPassword)
	p.Fill("The same once more", adaPassword)
	p.Press("Set up and begin")
	p.See("Example data")
	p.Axe()
}
