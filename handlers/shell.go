package handlers

import (
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views/layout"
	"throughline/views/link"
	"throughline/views/parts"
)

// menuItem is one line of the menu and the act its page takes.
type menuItem struct {
	layout.NavItem
	act models.Act
}

// menu is the house's main pages, in groups and in their order. A page that a person may not open is left out.
var menu = []struct {
	title string
	items []menuItem
}{
	{"Mine", []menuItem{
		{layout.NavItem{Key: "home", Label: "What I owe", Icon: "home", Href: link.Home()}, models.ReadCompany},
		{layout.NavItem{Key: navNotices, Label: "Notices", Icon: "bell", Href: link.Notices("", "", 1)}, models.ManageSelf},
		{layout.NavItem{Key: navMine, Label: "My outcomes", Icon: "outcome", Href: link.MyOutcomes()}, models.ReadCompany},
	}},
	{"Where we are going", []menuItem{
		{layout.NavItem{Key: "strategy", Label: "Strategy", Icon: "target", Href: link.Strategy()}, models.ReadCompany},
		{layout.NavItem{Key: "alignment", Label: "Alignment", Icon: "link", Href: link.Alignment()}, models.Align},
		{layout.NavItem{Key: "briefs", Label: "Briefs", Icon: "doc", Href: link.Briefs()}, models.ReadCompany},
	}},
	{"Strategy at work", []menuItem{
		{layout.NavItem{Key: navMap, Label: "Map", Icon: "outcome", Href: link.Map(nil)}, models.ReadCompany},
		{layout.NavItem{Key: navGap, Label: "Execution gap", Icon: "filter", Href: link.Gap("")}, models.ReadCompany},
		{layout.NavItem{Key: navAudit, Label: "Strategy audit", Icon: "check", Href: link.Audit("")}, models.ReadCompany},
		{layout.NavItem{Key: navSymptoms, Label: "Symptoms", Icon: "risk", Href: link.Symptoms(nil)}, models.ReadCompany},
	}},
	{"From decision to done", []menuItem{
		{layout.NavItem{Key: "decisions", Label: "Decisions", Icon: "arrow", Href: link.Decisions("")}, models.ReadCompany},
		{layout.NavItem{Key: navRules, Label: "Handoff rules", Icon: "bolt", Href: link.Rules(nil, 1)}, models.ReadCompany},
		{layout.NavItem{Key: "initiatives", Label: "Initiatives", Icon: "bulb", Href: link.Initiatives("", 1)}, models.ReadCompany},
		{layout.NavItem{Key: navIssues, Label: "Issues", Icon: "stop", Href: link.Issues(nil)}, models.ReadCompany},
		{layout.NavItem{Key: "operations", Label: "Operations", Icon: "flow", Href: link.Operations("", 1)}, models.ReadCompany},
	}},
	{"Rhythm", []menuItem{
		{layout.NavItem{Key: navPulse, Label: "Pulse", Icon: "pulse", Href: link.Pulses()}, models.ReadCompany},
		{layout.NavItem{Key: "reviews", Label: "Reviews", Icon: "cal", Href: link.Reviews()}, models.ReadCompany},
	}},
	{"Company", []menuItem{
		{layout.NavItem{Key: navTeams, Label: "Teams", Icon: "team", Href: link.Teams()}, models.ReadCompany},
		{layout.NavItem{Key: navPeople, Label: "People", Icon: "users", Href: link.People()}, models.ReadCompany},
		{layout.NavItem{Key: navSettings, Label: "Settings", Icon: "settings", Href: link.CompanySettings()}, models.ManagePeople},
	}},
}

// menuFor is the menu of a person.
func menuFor(who models.Who, unread int) (groups []layout.NavGroup) {
	for _, group := range menu {
		shown := layout.NavGroup{Title: group.title}
		for _, item := range group.items {
			if !who.May(item.act) || item.act == models.Align && !who.Aligns() {
				continue
			}
			if item.Key == navNotices {
				item.New = unread
			}
			shown.Items = append(shown.Items, item.NavItem)
		}
		if len(shown.Items) > 0 {
			groups = append(groups, shown)
		}
	}
	return groups
}

// The keys of the menu.
const (
	navPulse    = "pulse"
	navIssues   = "issues"
	navMine     = "mine"
	navPeople   = "people"
	navTeams    = "teams"
	navSettings = "settings"
	navNotices  = "notices"
	navMap      = "map"
	navRules    = "rules"
	navAudit    = "audit"
	navGap      = "gap"
	navSymptoms = "symptoms"
)

// shell is the house around a page, for the person who asks. Nav is the key of the menu item the page belongs to.
func (a *App) shell(c echo.Context, title, nav string) layout.Shell {
	p := a.person(c)
	s := layout.Shell{Title: title, Nav: nav}
	if p.company != nil {
		s.Company, s.Example = p.company.Name, p.company.Example
	}
	if p.row != nil {
		s.PersonName, s.Theme, s.KeysOff = p.row.Name, p.row.Theme, p.row.KeysOff
		if kind, ref := pinnable[c.Path()], c.Param("ref"); kind != "" && ref != "" && c.Request().Method == http.MethodGet {
			s.Pin = &layout.Pin{Kind: kind, Ref: ref, Is: p.pins[kind+" "+ref], Back: c.Request().URL.RequestURI()}
		}
		s.Menu = menuFor(p.who, p.unread)
		if s.Example && p.who.May(models.ManagePeople) {
			s.ExampleAct = link.ExampleGone()
		}
	}
	s.Visit = a.visit(c)
	said := a.takeSaid(c)
	s.Flash, s.Undo = said.Say, said.Undo
	return s
}

// said is one sentence about what was just done, kept in the browser until its next page, and the offer to take it back.
type said struct {
	Say  string      `json:",omitempty"`
	Undo *parts.Undo `json:",omitempty"`
}

const saidCookie = "throughline-said"

// goToSaying goes on to another page, which says once what was done.
func (a *App) goToSaying(c echo.Context, address, say string) error {
	return a.goToWith(c, address, said{Say: say})
}

// goToUndo goes on to another page, which offers to take back what was done.
func (a *App) goToUndo(c echo.Context, address string, undo parts.Undo) error {
	return a.goToWith(c, address, said{Undo: &undo})
}

func (a *App) goToWith(c echo.Context, address string, what said) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	if value := base64.RawURLEncoding.EncodeToString(body); len(value) < 3500 {
		a.setSaid(c, value, 60)
	}
	return a.goTo(c, address)
}

// takeSaid reads the sentence and takes it away. It comes from the browser, so it is shown as text and leads to our own pages only.
func (a *App) takeSaid(c echo.Context) said {
	var what said
	cookie, err := c.Request().Cookie(saidCookie)
	if err != nil {
		return what
	}
	a.setSaid(c, "", -1)
	c.Response().Header().Set("Cache-Control", "no-store") // said once
	body, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || json.Unmarshal(body, &what) != nil {
		return said{}
	}
	if what.Undo != nil && local(what.Undo.Action, "") == "" {
		what.Undo = nil
	}
	return what
}

func (a *App) setSaid(c echo.Context, value string, age int) {
	c.SetCookie(&http.Cookie{Name: saidCookie, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: a.secure, SameSite: http.SameSiteLaxMode})
}
