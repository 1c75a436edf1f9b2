package main

import (
	"strings"
	"testing"
)

func TestAPersonSignsInWhereTheyWantedToGoAndOutAgain(t *testing.T) {
	t.Parallel()
	p := visit(t, start(t).URL)
	setUp(t, p)
	p.Press("Sign out")
	p.Open("/teams")
	p.at("/sign-in?next=%2Fteams")
	p.Fill("E-mail address", adaEmail)
	p.Fill("Password", "not the right one at all")
	p.Press("Sign in")
	p.answers(422)
	p.See("This address and password do not go together.")
	if p.Value("E-mail address") != adaEmail {
		t.Errorf("the address typed is gone: %q", p.Value("E-mail address"))
	}
	p.Axe()
	p.Fill("Password", adaPassword)
	p.Press("Sign in")
	p.at("/teams")
	p.answers(200)
	p.Axe()
	p.Press("Sign out")
	p.Open("/people")
	p.at("/sign-in?next=%2Fpeople")
}

func TestAOneTimeLinkLetsSomebodyInOnce(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	admin := h.enter("administrator")
	admin.Follow("People")
	admin.Fill("Find somebody", "Niamh")
	admin.Press("Find")
	admin.Follow("Niamh Gallagher")
	admin.Press("Make an invitation link")
	address := admin.Value("The link")
	admin.Axe()

	guest := visit(t, h.URL)
	guest.Open(address[strings.Index(address, "/welcome/"):])
	guest.See("Welcome, Niamh Gallagher")
	guest.Axe()
	guest.Fill("New password", adaPassword)
	guest.Fill("The same once more", adaPassword)
	guest.Press("Set the password and sign in")
	guest.See("Your outcomes", "Niamh Gallagher")
	guest.Axe()

	late := visit(t, h.URL)
	if status := late.Open(address[strings.Index(address, "/welcome/"):]); status != 404 {
		t.Errorf("the link answers %d when it is used up", status)
	}
	late.See("This link has been used, or it is too old.")
	late.Axe()
}

func TestTheDarkLookIsKeptForTheAccount(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("member")
	ground := func() string { return ask[string](p, `getComputedStyle(document.documentElement).backgroundColor`) }
	p.Light()
	bright := ground()
	p.Press("Dark")
	p.Follow("Briefs")
	if dark := ground(); dark == bright {
		t.Errorf("the ground is %s in light and in dark", dark)
	}
	p.Axe()
	// The choice belongs to the account: it is there after signing in somewhere else. The system's own wish no longer counts.
	if ask[string](p, `document.documentElement.dataset.theme`) != "dark" {
		t.Error("the page does not say that it is dark")
	}
	p.Press("Light or dark: as the system says")
	if ask[bool](p, `'theme' in document.documentElement.dataset`) {
		t.Error("the page does not follow the system again")
	}
}
