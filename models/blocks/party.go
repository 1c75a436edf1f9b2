package blocks

import "strings"

// Role is a part that somebody plays at the moment a block runs. TeamOf tells that it can be narrowed to one team.
type Role struct {
	Name, Says string
	TeamOf     bool
}

// Roles are whom a block can be for without naming anybody.
var Roles = []Role{
	{"rule_owner", "the rule's owner", false},
	{"outcome_owner", "the outcome's owner", false},
	{"owner", "the owner of what it is about", false},
	{"team_lead", "the lead of the team", true},
	{"department_head", "the head of the department", true},
	{"members", "everybody on the team", true},
	{"round_robin", "the people of the team in turn", true},
	{"working_on_outcome", "the leads of the teams that work on the outcome", false},
	{"actor", "whoever did it", false},
	{"decider", "whoever decided", false},
}

// RoleOf finds a role by its name.
func RoleOf(name string) (Role, bool) {
	for _, r := range Roles {
		if r.Name == name {
			return r, true
		}
	}
	return Role{}, false
}

// Several tells whether a role can be held by more than one person, who then cannot own one task together.
func (p *Party) Several() bool {
	return p != nil && (p.Role == "members" || p.Role == "working_on_outcome")
}

// Empty tells that nobody is named.
func (p *Party) Empty() bool { return p == nil || p.Role == "" && p.Person == "" && p.Team == "" }

// Says is whom it means, in words; empty when nobody is named.
func (p *Party) Says(n Words) string {
	if p.Empty() {
		return ""
	}
	team := ""
	if p.Team != "" {
		team = n.Thing("team", p.Team)
	}
	switch {
	case p.Person != "":
		return n.Thing("person", p.Person)
	case p.Role == "":
		return team
	case team != "":
		switch p.Role {
		case "team_lead":
			return "the lead of " + team
		case "department_head":
			return "the head of the department of " + team
		case "members":
			return "everybody in " + team
		case "round_robin":
			return "the people of " + team + " in turn"
		}
	}
	r, known := RoleOf(p.Role)
	if !known {
		return p.Role
	}
	return r.Says
}

// StandIn is who takes it when nobody holds the role; empty when nobody is named.
func (p *Party) StandIn(n Words) string {
	if p == nil {
		return ""
	}
	id, found := strings.CutPrefix(p.Fallback, "person:")
	if !found || id == "" {
		return ""
	}
	return n.Thing("person", id)
}

func says(list []*Party, n Words) string {
	var words []string
	for _, p := range list {
		if w := p.Says(n); w != "" {
			words = append(words, w)
		}
	}
	return and(words, "and")
}

func and(words []string, join string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + join + " " + words[last]
}
