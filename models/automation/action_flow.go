package automation

import (
	"cmp"
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// branch takes one of two ways.
func branch(s *step) (result, error) {
	held, seen := s.at.If.Holds(s.facts, s.clock)
	name := map[bool]string{true: "then", false: "else"}[held]
	return result{seen: seen, branch: name, given: blocks.Facts{"held": {Kind: blocks.YesField, Text: map[bool]string{true: "yes", false: "no"}[held]}}}, nil
}

// stop ends the run, which is no failure.
func stop(s *step) (result, error) {
	return result{over: cmp.Or(strings.TrimSpace(s.facts.Fill(s.at.Text)), "The rule stops here.")}, nil
}

// Lists are what "for each" can go through for a trigger, with what each round knows as item.NAME.
func Lists(trigger string) []Field {
	list := []Field{
		{Name: "tasks", Label: "open tasks around it", Kind: blocks.ListField}, {Name: "members", Label: "people of the team that it happens in", Kind: blocks.ListField},
	}
	if models.Subject(trigger) == "outcome" || len(outcomeFields(trigger)) > 0 {
		list = append(list, Field{Name: "teams", Label: "teams that work on the outcome", Kind: blocks.ListField})
	}
	return list
}

func outcomeFields(trigger string) (list []Field) {
	for _, f := range Fields(trigger) {
		if strings.HasPrefix(f.Name, "outcome.") {
			list = append(list, f)
		}
	}
	return list
}

// Item lists the fields that each round of "for each" knows.
func Item() []Field {
	return []Field{
		{Name: "item.ref", Label: "its reference", Group: "Each time round", Kind: blocks.TextField, Sample: "T12"},
		{Name: "item.title", Label: "its name", Group: "Each time round", Kind: blocks.TextField, Sample: "Call the ten largest customers"},
		{Name: "item.owner_person_id", Label: "its owner", Group: "Each time round", Kind: blocks.PersonField},
		{Name: "item.team_id", Label: "its team", Group: "Each time round", Kind: blocks.TeamField},
	}
}

// each goes through a list, one after the other.
func each(s *step) (result, error) {
	items, err := s.listed()
	if err != nil {
		return result{}, err
	}
	most := blocks.MostEach
	if s.at.Most > 0 {
		most = min(most, s.at.Most)
	}
	if len(items) > most {
		return result{}, models.AgainstRule(fmt.Sprintf("The list has more than %d; the block goes through at most that many, so it did not begin.", most))
	}
	return result{items: items, branch: "then", given: blocks.Facts{"count": {Kind: blocks.NumberField, Text: fmt.Sprint(len(items))}}}, nil
}

func (s *step) listed() (items []blocks.Facts, err error) {
	item := func(id, ref, title, owner, team string) {
		items = append(items, blocks.Facts{"id": {Kind: blocks.ChoiceField, Text: id}, "ref": {Kind: blocks.TextField, Text: ref}, "title": {Kind: blocks.TextField, Text: title},
			"owner_person_id": {Kind: blocks.PersonField, Text: owner}, "team_id": {Kind: blocks.TeamField, Text: team}})
	}
	switch s.at.Over {
	case "tasks":
		list, err := s.tx.OpenTasksAround(s.run.EntityType, s.run.EntityID, blocks.MostEach+1)
		for _, t := range list {
			item(t.ID, t.Ref, t.Title, pointed(t.OwnerPersonID), pointed(t.TeamID))
		}
		return items, err
	case "members":
		team := s.facts["team.id"].Text
		ids, err := s.tx.PeopleOn(team)
		if err != nil {
			return nil, err
		}
		people, err := s.tx.PeopleHere(ids)
		for _, p := range people {
			item(p.ID, p.Ref, p.Name, p.ID, team)
		}
		return items, err
	case "teams":
		ids, err := s.tx.TeamsWorkingOn(s.facts["outcome.id"].Text)
		if err != nil {
			return nil, err
		}
		tree, err := s.tx.Tree()
		for _, id := range ids {
			if t := tree.ByID[id]; t != nil {
				item(t.ID, t.Ref, t.Name, pointed(t.LeadPersonID), t.ID)
			}
		}
		return items, err
	}
	return nil, models.AgainstRule("There is no list “" + s.at.Over + "” to go through.")
}
