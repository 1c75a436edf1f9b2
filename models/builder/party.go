package builder

import (
	"strings"

	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
)

// byName is the answer that somebody is named, in place of a role.
const byName = "named"

// partyEntry is whom a block is for, as its form asks for it.
type partyEntry struct{ role, name, team, otherwise string }

func enterParty(p *blocks.Party) partyEntry {
	switch {
	case p.Empty():
		return partyEntry{}
	case p.Person != "":
		return partyEntry{role: byName, name: "person:" + p.Person}
	case p.Role == "":
		return partyEntry{role: byName, name: "team:" + p.Team}
	}
	id, _ := strings.CutPrefix(p.Fallback, "person:")
	return partyEntry{role: p.Role, team: p.Team, otherwise: id}
}

// party is what was answered; nil when nobody is named.
func (e partyEntry) party() *blocks.Party {
	switch {
	case e.role == byName || e.role == "" && e.name != "":
		return named(e.name)
	case e.role == "":
		return nil
	}
	p := &blocks.Party{Role: e.role}
	if r, _ := blocks.RoleOf(e.role); r.TeamOf {
		p.Team = e.team
	}
	if e.otherwise != "" {
		p.Fallback = "person:" + e.otherwise
	}
	return p
}

// named is a person or a team out of its code in the list of names.
func named(code string) *blocks.Party {
	kind, id, _ := strings.Cut(code, ":")
	switch kind {
	case "person":
		return &blocks.Party{Person: id}
	case "team":
		return &blocks.Party{Team: id}
	}
	return nil
}

func roleOptions(single bool) (list []form.Option) {
	for _, r := range blocks.Roles {
		if !single || !(&blocks.Party{Role: r.Name}).Several() {
			list = append(list, form.Option{Value: r.Name, Label: r.Says})
		}
	}
	return list
}

func teamOptions(w *automation.World) (list []form.Option) {
	for _, t := range w.Tree.All() {
		list = append(list, form.Option{Value: t.ID, Label: t.Name})
	}
	return list
}

// fields ask for one who owns something.
func (e *partyEntry) fields(key, label string, w *automation.World, otherwise bool) []*form.Field {
	list := []*form.Field{
		form.Choice(key, label, &e.role, append(roleOptions(true), form.Option{Value: byName, Label: "a person or a team, by name"})...).Wanted(),
		form.Pick(key+"_name", "Its name", &e.name, nil, w.Both).Help("Where it is a person or a team by name."),
		form.Choice(key+"_team", "Of which team", &e.team, teamOptions(w)...).Help("Without a choice it is the team that it happens in."),
	}
	if otherwise {
		list = append(list, form.Pick(key+"_else", "When nobody holds it", &e.otherwise, nil, w.People))
	}
	return list
}

// partiesEntry is several whom a block is for.
type partiesEntry struct {
	roles []string
	team  string
	names string // one a line
	w     *automation.World
}

func enterParties(list []*blocks.Party, w *automation.World) partiesEntry {
	e := partiesEntry{w: w}
	var names []string
	for _, p := range list {
		switch {
		case p.Person != "":
			names = append(names, w.Thing("person", p.Person))
		case p.Role != "":
			e.roles = append(e.roles, p.Role)
			if p.Team != "" {
				e.team = p.Team
			}
		case p.Team != "":
			names = append(names, w.Thing("team", p.Team))
		}
	}
	e.names = strings.Join(names, "\n")
	return e
}

func (e *partiesEntry) fields(key, label string) []*form.Field {
	return []*form.Field{
		form.Many(key, label, &e.roles, roleOptions(false)...).Wanted(),
		form.Choice(key+"_team", "Of which team", &e.team, teamOptions(e.w)...).Help("For a lead, a head or the people of a team. Without a choice it is the team that it happens in."),
		form.Text(key+"_names", "And by name", &e.names).Max(2000).Help("People and teams, one a line."),
	}
}

// parties is what was answered; a name that nobody has is said at its field.
func (e *partiesEntry) parties(f *form.Form, key string) (list []*blocks.Party) {
	for _, role := range e.roles {
		p := &blocks.Party{Role: role}
		if r, _ := blocks.RoleOf(role); r.TeamOf {
			p.Team = e.team
		}
		list = append(list, p)
	}
	for line := range strings.Lines(e.names) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		code, known := e.w.Both.Find(line)
		p := named(code)
		if !known || p == nil {
			f.Blame(key+"_names", "Nobody here is called “"+line+"”. Write the whole name, one a line.")
			continue
		}
		list = append(list, p)
	}
	return list
}

// dueEntry is a time as a form asks for it.
type dueEntry struct {
	n  *float64
	in string // days, hours, or day:FIELD
}

func enterDue(d *blocks.Due) dueEntry {
	if !d.Given() {
		return dueEntry{in: "days"}
	}
	n := float64(d.WorkingDays)
	switch {
	case d.Day != "":
		return dueEntry{in: "day:" + d.Day}
	case d.Hours > 0:
		n = float64(d.Hours)
		return dueEntry{&n, "hours"}
	}
	return dueEntry{&n, "days"}
}

func (e *dueEntry) fields(key, label string, days []automation.Field) []*form.Field {
	in := []form.Option{{Value: "days", Label: "working days"}, {Value: "hours", Label: "hours"}}
	for _, f := range days {
		in = append(in, form.Option{Value: "day:" + f.Name, Label: f.Says(), Group: "Or by a day"})
	}
	return []*form.Field{form.Number(key, label, &e.n).Between(0, 2000).Wanted(), form.Choice(key+"_in", "Counted in", &e.in, in...).Wanted()}
}

func (e dueEntry) due(f *form.Form, key string) *blocks.Due {
	if day, named := strings.CutPrefix(e.in, "day:"); named {
		return &blocks.Due{WorkingDays: -1, Day: day}
	}
	if e.n == nil {
		return nil
	}
	if *e.n != float64(int(*e.n)) {
		f.Blame(key, "Give a whole number, for example 2.")
		return nil
	}
	if e.in == "hours" && *e.n > 0 {
		return &blocks.Due{WorkingDays: -1, Hours: int(*e.n)}
	}
	return &blocks.Due{WorkingDays: int(*e.n)}
}
