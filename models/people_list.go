package models

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// PeopleListRows is how many people one list may hold.
const PeopleListRows = 2000

// What becomes of a row of a list.
const (
	FateAdded   = "added"
	FateHere    = "already here"
	FateRefused = "refused"
)

// ListedPerson is one row of a list of people, and what becomes of it.
type ListedPerson struct {
	Line                   int // in the list, from 1
	Name, Email, RoleTitle string
	Team                   string
	Roles                  []Role // administrator, executive
	Fate                   string
	Say                    string // why it is refused, or what else happens
	NewTeam                bool   // the team is not there yet and is added, too
}

// The columns that a list may have, by what people write at their top.
var listColumns = map[string]string{
	"name": "name", "full name": "name", "person": "name",
	"e-mail": "email", "email": "email", "e-mail address": "email", "email address": "email", "mail": "email",
	"role title": "title", "title": "title", "job title": "title", "position": "title",
	"team": "team", "department": "team",
	"role": "role", "roles": "role",
}

// ReadPeopleList reads a pasted or uploaded list: comma, semicolon or tab between the columns, the columns' names in its first line, or
// else name, e-mail, role title, team, role in this order. A list that cannot be read at all is refused with its line.
func ReadPeopleList(text []byte) ([]*ListedPerson, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	switch {
	case bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")):
		return nil, AgainstRuleAt("list", "This file is in UTF-16. Save it as CSV in UTF-8 and give it again.")
	case bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text):
		return nil, AgainstRuleAt("list", "This is not a text in UTF-8. Save it as CSV in UTF-8 and give it again.")
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = separator(text), -1, true
	var list []*ListedPerson
	var columns []string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return nil, AgainstRuleAt("list", "Line "+itoa(broken.Line)+" cannot be read: a quote is not closed, or stands alone. Mend it and give the list again.")
		}
		if err != nil {
			return nil, err
		}
		if columns == nil {
			if columns = named(record); slices.Contains(columns, "name") {
				continue
			}
			columns = []string{"name", "email", "title", "team", "role"}
		}
		if len(list) == PeopleListRows {
			return nil, AgainstRuleAt("list", "This list has more than 2,000 people. Give it in parts.")
		}
		line, _ := r.FieldPos(0)
		list = append(list, listed(record, columns, line))
	}
	if len(list) == 0 {
		return nil, AgainstRuleAt("list", "Paste at least one line, or choose a file with at least one person in it.")
	}
	return list, nil
}

func separator(text []byte) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', bytes.Count(first, []byte(","))
	for _, other := range []rune{'\t', ';'} {
		if n := bytes.Count(first, []byte(string(other))); n > most {
			best, most = other, n
		}
	}
	return best
}

func named(record []string) (columns []string) {
	for _, head := range record {
		columns = append(columns, listColumns[strings.ToLower(strings.TrimSpace(head))])
	}
	return columns
}

func listed(record, columns []string, line int) *ListedPerson {
	p := &ListedPerson{Line: line}
	for i, value := range record {
		if i >= len(columns) {
			break
		}
		value = strings.TrimSpace(value)
		switch columns[i] {
		case "name":
			p.Name = value
		case "email":
			p.Email = EmailKey(value)
		case "title":
			p.RoleTitle = value
		case "team":
			p.Team = value
		case "role":
			p.takeRoles(value)
		}
	}
	return p
}

// takeRoles reads the roles that are given. Leading a team is said on the team, so a lead's word is not an error here, only no right.
func (p *ListedPerson) takeRoles(value string) {
	for _, word := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",;/|", r) }) {
		word = strings.ToLower(strings.TrimSpace(word))
		switch word {
		case "administrator", "executive":
			p.Roles = append(p.Roles, Role(word))
		case "", "member":
		case "team lead", "team-lead", "department head", "department-head":
			p.Say = "Leads are chosen on the team's page."
		default:
			p.refuse("There is no role “" + word + "”. There are administrator, executive and member.")
		}
	}
}

func (p *ListedPerson) refuse(say string) { p.Fate, p.Say = FateRefused, say }

// JudgePeople says of each row what would become of it. Nothing is written.
func (r *Read) JudgePeople(list []*ListedPerson) error {
	var emails []string
	for _, p := range list {
		if p.Email != "" {
			emails = append(emails, p.Email)
		}
	}
	known, err := found[*Person](r.DB().Where("email IN ?", emails))
	if err != nil {
		return err
	}
	here := map[string]*Person{}
	for _, p := range known {
		here[*p.Email] = p
	}
	teams, err := r.Teams()
	if err != nil {
		return err
	}
	named := map[string]int{}
	for _, t := range teams {
		named[t.Name]++
	}
	seen := map[string]int{}
	for _, p := range list {
		p.judge(here, named, seen)
	}
	return nil
}

func (p *ListedPerson) judge(here map[string]*Person, teams, seen map[string]int) {
	if p.Fate == FateRefused {
		return
	}
	first, twice := seen[p.Email]
	switch {
	case p.Name == "":
		p.refuse("The name is missing.")
	case !sound(p.Name, 200) || !sound(p.RoleTitle, 200) || !sound(p.Team, 200):
		p.refuse("Keep each value to 200 characters, without line breaks.")
	case p.Email == "":
		p.refuse("The e-mail address is missing.")
	case !SoundEmail(p.Email):
		p.refuse("Write the e-mail address as in ada@example.org.")
	case here[p.Email] != nil:
		p.Fate, p.Say = FateHere, "Stays as "+here[p.Email].Name+" is now."
	case twice:
		p.refuse("The same address stands in line " + itoa(first) + ".")
	case teams[p.Team] > 1:
		p.refuse("Several teams have this name. Put them on the team on its page.")
	default:
		p.Fate = FateAdded
		p.NewTeam = p.Team != "" && teams[p.Team] == 0
	}
	if p.Email != "" && !twice {
		seen[p.Email] = p.Line
	}
}

// AddListed adds the people of a list that can be added, in one go, with the teams that are not there yet.
func (tx *Tx) AddListed(list []*ListedPerson) (added int, err error) {
	if err := tx.JudgePeople(list); err != nil {
		return 0, err
	}
	teams, err := tx.Teams()
	if err != nil {
		return 0, err
	}
	at := map[string]*Team{}
	for _, t := range teams {
		at[t.Name] = t
	}
	if err := tx.addListedTeams(list, at); err != nil {
		return 0, err
	}
	for _, p := range list {
		if p.Fate != FateAdded {
			continue
		}
		var on []*Team
		if p.Team != "" {
			on = append(on, at[p.Team])
		}
		person := &Person{Name: p.Name, Email: &p.Email, RoleTitle: p.RoleTitle, DateOrder: "dmy",
			Administrator: slices.Contains(p.Roles, Administrator), Executive: slices.Contains(p.Roles, Executive)}
		if err := tx.AddToPeople(person, on...); err != nil {
			return 0, err
		}
		added++
	}
	return added, nil
}

// addListedTeams adds the teams that a list names and that are not there yet, all at once, and puts them with the others by name.
func (tx *Tx) addListedTeams(list []*ListedPerson, at map[string]*Team) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	alike := map[string]string{}
	for name, t := range at {
		if t.ParentTeamID == nil {
			alike[strings.ToLower(name)] = name
		}
	}
	var added []*Team
	for _, p := range list {
		if p.Fate != FateAdded || p.Team == "" || at[p.Team] != nil {
			continue
		}
		if other := alike[strings.ToLower(p.Team)]; other != "" {
			return AgainstRuleAt("list", "Line "+itoa(p.Line)+": there is a team “"+other+"”. Write “"+p.Team+"” in the same way.")
		}
		t := &Team{Name: p.Team}
		at[p.Team], alike[strings.ToLower(p.Team)] = t, p.Team
		added = append(added, t)
	}
	if err := InsertAll[Team](tx, added); err != nil {
		return err
	}
	for _, t := range added {
		if err := tx.Emit(TeamAdded, t, nil, t); err != nil {
			return err
		}
	}
	return nil
}
