// Package layout draws the house around a page: the rail and the phone's menu, the signed-out page, and the sheet for paper.
package layout

import (
	"strconv"

	"throughline/views/parts"
)

// Shell is what the house around a page needs to know. It is filled in one place, not by every page.
type Shell struct {
	Title          string      // names the page; the product's name is added
	Nav            string      // the key of the menu item that is current, or ""
	Menu           []NavGroup  // only pages that exist and that this person may open
	Company        string      // the company's name; "" before there is one
	PersonName     string      // who is signed in; "" when nobody is
	PersonInitials string      // two letters for the avatar; made from the name when ""
	Theme          string      // "light", "dark", or "" for what the system says
	KeysOff        bool        // single keys do nothing, as this person chose
	Pin            *Pin        // offers to keep the thing that the page is about at hand; nil on other pages
	Error          bool        // the page shows a problem: its title says so first
	Example        bool        // the company is the invented example
	ExampleAct     string      // where an administrator removes the example (POST); "" for everybody else
	Flash          string      // one sentence about what was just done
	Undo           *parts.Undo // offers to take back what was just done
	Visit          *Visit      // the guided visit, for who is on it
	Wide           bool        // Plain only: room for a first run instead of a sign-in
	Back           string      // Print only: where the back button leads
	BackLabel      string      // Print only: what the back button says
	Download       string      // Print only: where the sheet is had as a PDF
	Aside          bool        // Print only: the page has something else to press first, so Print is a plain button
}

// Visit is the panel of the guided visit: which stop, what it shows, and where it is when the person is on another page.
type Visit struct {
	Stop, Of   int
	Title, Say string
	Href       string // the stop's page; "" on it
}

// Pin is the thing that a page is about, and whether the person keeps it at hand.
type Pin struct {
	Kind, Ref, Back string
	Is              bool
}

// NavGroup is a part of the menu under its heading.
type NavGroup struct {
	Title string
	Items []NavItem
}

// NavItem is one line of the menu.
type NavItem struct {
	Key, Label, Icon, Href string
	New                    int // how much is behind it that the person has not read
}

// unread is how much the person was told and has not read.
func (s Shell) unread() (n int) {
	for _, group := range s.Menu {
		for _, item := range group.Items {
			n += item.New
		}
	}
	return n
}

// few is a number for a small sign.
func few(n int) string {
	if n > 99 {
		return "99+"
	}
	return strconv.Itoa(n)
}

// FullTitle is the title in the browser's tab, such as "Error: Audit operations, step 3 of 6 · Throughline".
func (s Shell) FullTitle() string {
	title := s.Title
	if title == "" {
		title = s.Company
	}
	if title != "" {
		title += " · "
	}
	title += "Throughline"
	if s.Error {
		title = "Error: " + title
	}
	return title
}

func (s Shell) initials() string {
	if s.PersonInitials != "" {
		return s.PersonInitials
	}
	return parts.Initials(s.PersonName)
}

// theme is one of the three choices of brightness.
type theme struct{ value, icon, label string }

var themes = []theme{
	{"", "system", "Light or dark: as the system says"},
	{"light", "light", "Light"},
	{"dark", "dark", "Dark"},
}

func pressed(is bool) string {
	if is {
		return "true"
	}
	return "false"
}
