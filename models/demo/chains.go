package demo

import (
	"strconv"

	"throughline/models"
	"throughline/models/blocks"
)

// asked is who approves at a stage: a person by name, or the lead or the head of a team.
type asked struct{ person, role, team string }

// chains of approval, and the processes whose versions go by them.
var chains = []struct {
	name, owner, team string
	stages            []chained
	processes         []string
}{
	{"Changes that clinics notice", "Amina Diallo", "Client Services", []chained{
		{"Those who do it", models.NeedCount, 2, []asked{{"Yusuf Haddad", "", ""}, {"", "team_lead", "Field"}, {"", "team_lead", ""}}},
		{"Client Services", models.NeedAny, 0, []asked{{"", "department_head", ""}}},
	}, []string{"Escalating with the whole story"}},
	{"What changes a price or an invoice", theOwner, "", []chained{
		{"Finance", models.NeedAny, 0, []asked{{"", "team_lead", "Finance"}, {"Jónas Birgisson", "", ""}}},
		{"Accounts", models.NeedAny, 0, []asked{{"", "team_lead", "Accounts"}}},
		{"Direction", models.NeedAny, 0, []asked{{theOwner, "", ""}}},
	}, []string{"Handing a sale to delivery"}},
}

type chained struct {
	name, need string
	yes        int
	by         []asked
}

// chainAge is how many days ago the chains were written.
const chainAge = 30

func (l *loader) loadChains() error {
	for _, c := range chains {
		made := l.today.Add(-chainAge)
		chain := &models.ApprovalChain{Row: l.row("approval_chain", c.name, made), Name: c.name, OwnerPersonID: l.person(c.owner)}
		if c.team != "" {
			chain.TeamID = l.team(c.team)
		}
		for i, s := range c.stages {
			key := c.name + "/" + strconv.Itoa(i+1)
			stage := &models.ChainStage{Row: l.row("chain_stage", key, made), Name: s.name, Need: s.need, YesCount: s.yes, ApprovalChainID: chain.ID, Position: i + 1}
			for j, who := range s.by {
				p := &blocks.Party{Role: who.role}
				if who.person != "" {
					p.Person = *l.person(who.person)
				} else if who.team != "" {
					p.Team = *l.team(who.team)
				}
				a := models.NewApprover(p)
				a.Row, a.ChainStageID, a.Position = l.row("chain_approver", key+"/"+strconv.Itoa(j+1), made), stage.ID, j+1
				stage.Approvers = append(stage.Approvers, a)
			}
			chain.Stages = append(chain.Stages, stage)
		}
		if err := l.tx.Insert(chain); err != nil {
			return err
		}
		for _, s := range chain.Stages {
			if err := l.tx.Insert(s); err != nil {
				return err
			}
			if err := models.InsertAll(l.tx, s.Approvers); err != nil {
				return err
			}
		}
		if err := l.began(models.ChainCreated, chain); err != nil {
			return err
		}
		for _, name := range c.processes {
			l.chainOf[name] = &chain.ID
		}
	}
	return nil
}
