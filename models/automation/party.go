package automation

import (
	"cmp"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
)

// people resolves whom a block is for at this moment: who holds a role, a person, or a team. Whoever has left counts for nobody; where
// nobody is left, it is the fallback, and else whoever owns the rule.
func (s *step) people(p *blocks.Party) ([]*models.Person, error) {
	ids, err := s.holders(p)
	if err != nil {
		return nil, err
	}
	list, err := s.tx.PeopleHere(ids)
	if err != nil || len(list) > 0 {
		return list, err
	}
	var instead []string
	if p != nil {
		instead = append(instead, strings.TrimPrefix(p.Fallback, "person:"))
	}
	instead = append(instead, pointed(s.rule.OwnerPersonID))
	if list, err = s.tx.PeopleHere(instead); err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, models.AgainstRule("Nobody is found for this block: the role has no holder, and neither the person named in their place nor the rule’s owner is here.")
	}
	return list[:1], nil
}

// person resolves the one person that a block is for.
func (s *step) person(p *blocks.Party) (*models.Person, error) {
	list, err := s.people(p)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// team is the team that a party names, else the one that it happens in.
func (s *step) team(p *blocks.Party) string {
	return cmp.Or(p.Team, s.facts["item.team_id"].Text, s.facts["team.id"].Text)
}

// holders are the ids of those a party means, whether or not they are here.
func (s *step) holders(p *blocks.Party) ([]string, error) {
	if p == nil {
		return nil, nil
	}
	tree, err := s.tx.KnownTree()
	if err != nil {
		return nil, err
	}
	lead := func(id string) []string {
		if t := tree.ByID[id]; t != nil && t.LeadPersonID != nil {
			return []string{*t.LeadPersonID}
		}
		return nil
	}
	if p.Person != "" {
		return []string{p.Person}, nil
	}
	switch p.Role {
	case "rule_owner":
		return []string{pointed(s.rule.OwnerPersonID)}, nil
	case "owner":
		return []string{cmp.Or(s.facts["item.owner_person_id"].Text, s.facts["owner.id"].Text)}, nil
	case "outcome_owner":
		if id := s.facts["outcome.owner_person_id"].Text; id != "" {
			return []string{id}, nil
		}
		return lead(s.facts["outcome.owner_team_id"].Text), nil
	case "actor":
		return []string{s.facts["actor.id"].Text}, nil
	case "decider":
		return []string{s.facts["decision.decider_person_id"].Text}, nil
	case "team_lead", "department_head", "members", "working_on_outcome":
		return s.tx.HoldersIn(&blocks.Party{Role: p.Role}, s.team(p), s.facts["outcome.id"].Text)
	case "round_robin":
		return s.inTurn(s.team(p), 0)
	}
	if p.Role == "" && p.Team != "" {
		if s.at.Do == blocks.Notify || s.at.Do == blocks.Approval {
			return s.tx.PeopleOn(p.Team)
		}
		return lead(p.Team), nil
	}
	return nil, nil
}

// inTurn gives the people of a team, beginning with the one after whoever got the last thing of this block, and some places on.
func (s *step) inTurn(team string, on int) ([]string, error) {
	ids, err := s.tx.PeopleOn(team)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	last, err := s.tx.LastGiven(s.rule.ID, s.at.Key)
	from := slices.Index(ids, last) + 1 + on
	return append(slices.Clone(ids[from%len(ids):]), ids[:from%len(ids)]...), err
}

// days is how many working days from today a deadline is, and the day itself.
func (s *step) due(d *blocks.Due) (int, day.Day, error) {
	today := s.clock.Calendar.Today(s.clock.Now)
	switch {
	case d == nil:
		return 0, "", models.AgainstRule("The block has no deadline.")
	case d.Day != "":
		at, ok := s.clock.DayOf(d.Day)
		if v, known := s.facts[d.Day]; known {
			at, ok = s.clock.DayOf(v.Text)
		}
		if !ok {
			return 0, "", models.AgainstRule("“" + d.Day + "” names no day here.")
		}
		if at.Before(today) {
			at = today
		}
		n := 0
		for n < mostWorkingDays && s.clock.Calendar.AddWorkingDays(today, n).Before(at) {
			n++
		}
		return n, at, nil
	case d.WorkingDays < 0:
		return 0, "", models.AgainstRule("The block has no deadline.")
	case d.Hours > 0 && d.WorkingDays == 0:
		return 0, s.clock.Calendar.Today(s.clock.Now.Add(hours(d.Hours))), nil
	}
	return d.WorkingDays, s.clock.Calendar.AddWorkingDays(today, d.WorkingDays), nil
}

// mostWorkingDays is the longest deadline: a year of working days.
const mostWorkingDays = 260

func pointed(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
