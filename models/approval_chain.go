package models

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/models/blocks"
)

// What a stage needs to be passed.
const (
	NeedAny   = "any"   // one of those asked
	NeedAll   = "all"   // everybody
	NeedCount = "count" // so many of them
)

// What a chain may hold at most. Longer ones are several matters.
const (
	MostStages    = 12
	MostApprovers = 20 // in one stage
)

// ApprovalChain says who approves something, stage after stage: the next is asked when one has approved, and a refusal ends it.
type ApprovalChain struct {
	Row
	Ref           string
	Name          string
	OwnerPersonID *string
	TeamID        *string // whose chain it is; nil: the whole company's
	RemovedAt     *time.Time

	Stages []*ChainStage `gorm:"-"` // in order; saved, and recorded, with it
}

func (c *ApprovalChain) reference() (string, *string) { return "C", &c.Ref }

// ChainStage is one stage of a chain.
type ChainStage struct {
	Row
	ApprovalChainID string
	Position        int // from 1
	Name            string
	Need            string // any, all or count
	YesCount        int    // where need is count: how many must say yes

	Approvers []*ChainApprover `gorm:"-"`
}

// ChainApprover is who is asked at a stage: a person, or whoever holds a role at that moment.
type ChainApprover struct {
	Row
	ChainStageID string
	Position     int
	Role         string // one of ChainRoles; empty for a person
	PersonID     *string
	TeamID       *string // whose lead, head or people; nil: of the team that it happens in
}

// ChainRoles are the roles that a stage can ask without naming anybody, as rules call them.
var ChainRoles = []string{"team_lead", "department_head", "members", "outcome_owner", "working_on_outcome"}

// Party is who is asked, as rules name people.
func (a *ChainApprover) Party() *blocks.Party {
	return &blocks.Party{Role: a.Role, Person: text(a.PersonID), Team: text(a.TeamID)}
}

// NewApprover makes an approver of a person, or of a role that a stage can ask; nil for anybody else.
func NewApprover(p *blocks.Party) *ChainApprover {
	a := &ChainApprover{Row: Row{ID: NewID()}}
	switch {
	case p.Empty():
		return nil
	case p.Person != "":
		a.PersonID = &p.Person
	case p.Role == "" && p.Team != "": // a team by its name is everybody in it
		a.Role, a.TeamID = "members", &p.Team
	case slices.Contains(ChainRoles, p.Role):
		if a.Role = p.Role; p.Team != "" {
			a.TeamID = &p.Team
		}
	default:
		return nil
	}
	return a
}

// Same tells whether two approvers mean the same.
func (a *ChainApprover) Same(o *ChainApprover) bool { return *a.Party() == *o.Party() }

// Title is what a stage is called.
func (s *ChainStage) Title() string {
	if s.Name != "" {
		return s.Name
	}
	return "Stage " + itoa(s.Position)
}

// NeedWords say how many of those asked have to say yes.
func (s *ChainStage) NeedWords() string { return needWords(s.Need, s.YesCount) }

func needWords(need string, n int) string {
	switch need {
	case NeedAll:
		return "all have to say yes"
	case NeedCount:
		return itoa(n) + " have to say yes"
	}
	return "one yes is enough"
}

// Who names those whom a stage asks.
func (s *ChainStage) Who(n blocks.Words) string {
	var list []string
	for _, a := range s.Approvers {
		list = append(list, a.Says(n))
	}
	return strings.Join(list, ", ")
}

// Says is whom it means, in words.
func (a *ChainApprover) Says(n blocks.Words) string { return partySays(a.Party(), n) }

func partySays(p *blocks.Party, n blocks.Words) string {
	words := p.Says(n)
	if words == "" {
		return "somebody who is no longer here"
	}
	if role, _ := blocks.RoleOf(p.Role); role.TeamOf && p.Team == "" {
		words += " that it happens in"
	}
	return words
}

// Stage finds one of the stages, and its place from 0; nil when there is none.
func (c *ApprovalChain) Stage(id string) (*ChainStage, int) {
	for i, s := range c.Stages {
		if s.ID == id {
			return s, i
		}
	}
	return nil, -1
}

// Copy is the same chain, to be changed without changing this one.
func (c *ApprovalChain) Copy() *ApprovalChain {
	one := *c
	one.Stages = copies(c.Stages)
	for _, s := range one.Stages {
		s.Approvers = copies(s.Approvers)
	}
	return &one
}

// Stored is how the stages are kept to be brought back later.
func (c *ApprovalChain) Stored() string {
	b, err := json.Marshal(c.Stages)
	if err != nil {
		panic("models: " + err.Error()) // strings and numbers only
	}
	return string(b)
}

// Restore brings stages back that were stored.
func (c *ApprovalChain) Restore(stored string) error {
	c.Stages = nil
	return json.Unmarshal([]byte(stored), &c.Stages)
}
