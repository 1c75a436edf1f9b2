package models

import "throughline/models/form"

// OwnSettings is what a person may change about themselves.
type OwnSettings struct {
	Name, Decimal, DateOrder, TimeZone, Theme string
	KeysOff                                   bool
}

// The two marks between a number and its decimals.
const (
	DecimalPoint = "point"
	DecimalComma = "comma"
)

// OwnSettings are this person's own, ready to be asked for.
func (p *Person) OwnSettings() *OwnSettings {
	s := &OwnSettings{Name: p.Name, Decimal: DecimalPoint, DateOrder: p.DateOrder, TimeZone: p.TimeZone, Theme: p.Theme, KeysOff: p.KeysOff}
	if p.DecimalComma {
		s.Decimal = DecimalComma
	}
	if s.DateOrder == "" {
		s.DateOrder = "dmy"
	}
	return s
}

// Fields asks for them.
func (s *OwnSettings) Fields() []*form.Field {
	return []*form.Field{
		form.Line("name", "Name shown to others", &s.Name).Required("Write your name.").Max(200).Completes("name"),
		form.Choice("decimal", "Numbers", &s.Decimal, form.Option{Value: DecimalPoint, Label: "1,200.5"}, form.Option{Value: DecimalComma, Label: "1 200,5"}).
			Required().Drawn("radios"),
		form.Choice("date_order", "Dates you type", &s.DateOrder, form.Option{Value: "dmy", Label: "31/12/2026"},
			form.Option{Value: "mdy", Label: "12/31/2026"}, form.Option{Value: "ymd", Label: "2026-12-31"}).Required().Drawn("radios"),
		form.Choice("time_zone", "Time zone", &s.TimeZone, ZoneOptions()...).Help("Times are shown in it. Without one, the company's counts."),
		form.Choice("theme", "Light or dark", &s.Theme, form.Option{Value: "light", Label: "Light"}, form.Option{Value: "dark", Label: "Dark"}).
			Help("Without a choice it follows your system."),
		form.Tick("keys_off", "Switch keys off", &s.KeysOff).Help("Then / and Ctrl+K do not open the search: for who speaks to the computer, or presses keys by accident."),
	}
}

// Take writes the settings to the person.
func (s *OwnSettings) Take(p *Person) {
	p.Name, p.DecimalComma, p.DateOrder, p.TimeZone, p.Theme, p.KeysOff = s.Name, s.Decimal == DecimalComma, s.DateOrder, s.TimeZone, s.Theme, s.KeysOff
}

// PersonSettings is what an administrator may change about a person.
type PersonSettings struct {
	Name, Email, RoleTitle   string
	Administrator, Executive bool
	Teams                    []string // ids of the teams the person is on
}

// Settings are this person's, ready for an administrator to change.
func (p *Person) Settings(on []string) *PersonSettings {
	s := &PersonSettings{Name: p.Name, RoleTitle: p.RoleTitle, Administrator: p.Administrator, Executive: p.Executive, Teams: on}
	if p.Email != nil {
		s.Email = *p.Email
	}
	return s
}

// Fields asks for them; teams are those there are.
func (s *PersonSettings) Fields(teams []*Team) []*form.Field {
	var options []form.Option
	for _, t := range teams {
		options = append(options, form.Option{Value: t.ID, Label: t.Name})
	}
	list := []*form.Field{
		form.Line("name", "Name", &s.Name).Required("Write the person's name.").Max(200),
		form.Email("email", "E-mail address", &s.Email).Help("What they sign in with. Others do not see it."),
		form.Line("role_title", "Role title", &s.RoleTitle).Max(200).Help("As on their card, such as Service Desk lead."),
		form.Tick("administrator", "Administrator", &s.Administrator).Help("Manages people, teams and settings. Reads no drafts by that."),
		form.Tick("executive", "Executive", &s.Executive).Help("Sets direction: works on every draft and puts the strategy in force."),
	}
	if len(options) > 0 {
		list = append(list, form.Many("teams", "On teams", &s.Teams, options...))
	}
	return list
}

// Take writes the settings to the person; the teams are written on their own.
func (s *PersonSettings) Take(p *Person) {
	p.Name, p.RoleTitle, p.Administrator, p.Executive = s.Name, s.RoleTitle, s.Administrator, s.Executive
	email := s.Email
	p.Email = &email
}

// TeamSettings is what an administrator may change about a team.
type TeamSettings struct {
	Name, Parent, Lead, Mission string
	Department                  bool
	Why                         string // it changes

	stored bool
}

// Settings are this team's, ready to be changed.
func (t *Team) Settings() *TeamSettings {
	s := &TeamSettings{Name: t.Name, Mission: t.Mission, Department: t.Department, stored: t.Version > 0}
	if t.ParentTeamID != nil {
		s.Parent = *t.ParentTeamID
	}
	if t.LeadPersonID != nil {
		s.Lead = *t.LeadPersonID
	}
	return s
}

// Fields asks for them, with the teams and people to choose from.
func (s *TeamSettings) Fields(teams []*Team, people *form.Directory) []*form.Field {
	var above []form.Option
	for _, t := range teams {
		above = append(above, form.Option{Value: t.ID, Label: t.Name})
	}
	list := []*form.Field{
		form.Line("name", "Name", &s.Name).Required("Write the team's name.").Max(200),
		form.Choice("parent", "Under", &s.Parent, above...).Help("The team this one is part of. Without one it stands at the top."),
		form.Pick("lead", "Lead", &s.Lead, nil, people).Help("Follows the strategy through to Monday's work. A name, or a mail address."),
		form.Tick("department", "This is a department", &s.Department).Help("Its lead is a department head, even with no team below."),
		form.Text("mission", "What the team is there for", &s.Mission).Max(1000),
	}
	if s.stored {
		list = append(list, form.Line("why", WhyChanged, &s.Why).Max(300))
	}
	return list
}

// Take writes the settings to the team.
func (s *TeamSettings) Take(t *Team) {
	t.Name, t.Mission, t.Department = s.Name, s.Mission, s.Department
	t.ParentTeamID, t.LeadPersonID = orNone(s.Parent), orNone(s.Lead)
}

func orNone(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}
