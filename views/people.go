package views

import (
	"strconv"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// PeoplePage is one page of the list of people.
type PeoplePage struct {
	Words   string // what the list was searched for
	Off     bool   // the people who were switched off
	Manages bool   // sees addresses, and may add people
	Who     models.Who
	Away    *models.StandIns
	People  []*models.PersonLine
	Paging  parts.Paging
}

// PersonPage is what an administrator may see and change about a person.
type PersonPage struct {
	Person *models.PersonLine
	Form   *form.Form
	Link   string // a one-time link just made; shown this once
	Owned  []*models.Possession
	Myself bool
	Away   *models.Away          // nil while they are here
	Leaves *models.PlannedChange // nil while no day is set on which they leave
	Now    time.Time
	Zone   *time.Location
}

// page is where a person's name leads: for those who manage people to their data, for those above them to their page, for others nowhere.
func (p PeoplePage) page(one *models.PersonLine) string {
	scope := models.Scope{People: []string{one.ID}}
	for _, t := range one.Teams {
		scope.Teams = append(scope.Teams, t.ID)
	}
	switch {
	case p.Manages:
		return link.Person(one.Ref)
	case p.Who.May(models.ReadPerson, scope):
		return link.PersonOutcomes(one.Ref)
	}
	return ""
}

// Things counts things in words.
func Things(n int) string {
	if n == 1 {
		return "1 thing"
	}
	return strconv.Itoa(n) + " things"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func email(p *models.Person) string {
	if p.Email == nil {
		return ""
	}
	return *p.Email
}

func namesOf(list []*models.Team) string {
	var names []string
	for _, t := range list {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

// signInState says whether a person can sign in.
func signInState(p *models.PersonLine) (kind, icon, word string) {
	switch {
	case !p.Active:
		return "off", "off", "Switched off"
	case p.SignIn:
		return "ok", "ok", "Can sign in"
	}
	return "none", "none", "Not invited yet"
}
