package models

import (
	"strings"

	"throughline/models/blocks"
	"throughline/models/form"
)

// ChainEntry is what the form of a chain asks for beside its stages.
type ChainEntry struct{ Name, Owner, Team string } // ids

// ChainFields is how many fields it has.
const ChainFields = 3

// ChainChoices are what the forms of a chain offer.
type ChainChoices struct {
	People *form.Directory
	Teams  []form.Option
	Own    []form.Option // teams for which this person may have a chain; the first is the whole company, where that is theirs
}

// ChainChoices gives what may be chosen for a chain.
func (r *Read) ChainChoices() (c ChainChoices, err error) {
	owners, err := r.Owners()
	if err != nil {
		return c, err
	}
	tree, err := r.Tree()
	if err != nil {
		return c, err
	}
	c.People = owners.People
	for _, t := range tree.All() {
		option := form.Option{Value: t.ID, Label: t.Name}
		c.Teams = append(c.Teams, option)
		if r.Who.May(ManageChain, OfTeam(&t.ID)) {
			c.Own = append(c.Own, option)
		}
	}
	return c, nil
}

// Entry is the chain, ready to be changed.
func (c *ApprovalChain) Entry() *ChainEntry {
	return &ChainEntry{Name: c.Name, Owner: text(c.OwnerPersonID), Team: text(c.TeamID)}
}

// Fields asks for them. Who may have chains for their own teams only has to choose one.
func (e *ChainEntry) Fields(w Who, c ChainChoices) []*form.Field {
	team := form.Choice("team", "Whose chain it is", &e.Team, c.Own...)
	if w.Reach(ManageChain) == All {
		team.Help("Without a choice it is the whole company's.")
	} else {
		team.Required("Choose the team whose chain it is.")
	}
	return []*form.Field{
		form.Line("name", "Name", &e.Name).Required("Give the chain a name, such as “Spending over 10,000”.").Max(120),
		form.Pick("owner", "Owner", &e.Owner, nil, c.People).Required("Name who answers for it.").Help("Is asked where a stage has nobody left who could answer."),
		team,
	}
}

// Into puts what was entered into a chain.
func (e *ChainEntry) Into(c *ApprovalChain) {
	c.Name, c.OwnerPersonID, c.TeamID = strings.TrimSpace(e.Name), nil, nil
	if e.Owner != "" {
		c.OwnerPersonID = &e.Owner
	}
	if e.Team != "" {
		c.TeamID = &e.Team
	}
}

// StageEntry is what the form of a stage asks for beside whom it asks.
type StageEntry struct {
	Name, Need string
	Yes        int
}

// Entry is the stage, ready to be changed.
func (s *ChainStage) Entry() *StageEntry { return &StageEntry{s.Name, s.Need, s.YesCount} }

// Fields asks for them, with a key before each name, as several stages are on one page.
func (e *StageEntry) Fields(key string) []*form.Field {
	return []*form.Field{
		form.Line(key+"name", "Name of the stage", &e.Name).Max(120).Required("Give the stage a name, such as “Finance”."),
		form.Choice(key+"need", "It is passed when", &e.Need, form.Option{Value: NeedAny, Label: "one of them says yes"}, form.Option{Value: NeedAll, Label: "all of them say yes"},
			form.Option{Value: NeedCount, Label: "so many of them say yes"}).Required("Choose how many have to say yes."),
		form.Whole(key+"yes", "How many", &e.Yes).Between(0, 50).Help("Where so many of them have to say yes."),
	}
}

// Into puts what was entered into a stage.
func (e *StageEntry) Into(s *ChainStage) {
	s.Name, s.Need, s.YesCount = strings.TrimSpace(e.Name), e.Need, e.Yes
	if s.Need != NeedCount {
		s.YesCount = 0
	}
}

// ApproverEntry is whom a stage asks, as its form asks for it.
type ApproverEntry struct {
	Role, Person, Team string
	Instead            string // id of the approver in whose place; empty: beside them
}

// aPerson is the answer that somebody is named, in place of a role.
const aPerson = "person"

// Fields asks for them; there are those whom the stage asks already.
func (e *ApproverEntry) Fields(key string, c ChainChoices, there []form.Option) []*form.Field {
	if e.Role == "" {
		e.Role = aPerson
	}
	roles := []form.Option{{Value: aPerson, Label: "a person, by name"}}
	for _, name := range ChainRoles {
		role, _ := blocks.RoleOf(name)
		roles = append(roles, form.Option{Value: name, Label: role.Says})
	}
	list := []*form.Field{
		form.Choice(key+"role", "Who approves", &e.Role, roles...).Required("Choose who approves."),
		form.Pick(key+"person", "The person's name", &e.Person, nil, c.People).Help("Where it is a person by name."),
		form.Choice(key+"team", "Of which team", &e.Team, c.Teams...).Help("For a lead, a head or the people of a team. Without a choice it is the team that it happens in."),
	}
	if len(there) > 0 {
		list = append(list, form.Choice(key+"instead", "In place of", &e.Instead, there...).Help("Without a choice they are asked too."))
	}
	return list
}

// Approver is who was entered; a name that is missing is said at its field.
func (e *ApproverEntry) Approver(f *form.Form, key string) *ChainApprover {
	p := &blocks.Party{Role: e.Role, Team: e.Team}
	if e.Role == aPerson {
		if e.Person == "" {
			f.Blame(key+"person", "Choose the person by name.")
			return nil
		}
		p = &blocks.Party{Person: e.Person}
	} else if role, _ := blocks.RoleOf(e.Role); !role.TeamOf {
		p.Team = ""
	}
	return NewApprover(p)
}
