package automation

import (
	"fmt"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// inRoom begins a way of telling that is a chat room; its id follows.
const inRoom = "chat:"

// notify tells people in the app, and by mail as each of them has chosen, and writes to chat rooms. A message to a room goes out after this
// transaction, and not without it.
func notify(s *step) (result, error) {
	told := &models.RunTelling{RuleRef: s.rule.Ref, Rule: s.rule.Name, RunRef: s.run.Ref, Says: line(s.facts.Fill(s.at.Title)), Kind: s.run.EntityType, Ref: s.run.EntityRef, Title: s.run.EntityTitle,
		Mail: len(s.at.Via) == 0 || slices.Contains(s.at.Via, "mail")}
	if text := strings.TrimSpace(s.facts.Fill(s.at.Text)); text != "" {
		told.Says = strings.TrimSpace(told.Says + " " + text)
	}
	if told.Says == "" {
		return result{}, models.AgainstRule("The block does not say what people are told.")
	}
	var names []string
	for _, p := range s.at.To {
		people, err := s.people(p)
		if err != nil {
			return result{}, err
		}
		for _, person := range people {
			if !slices.Contains(told.People, person.ID) {
				told.People, names = append(told.People, person.ID), append(names, person.Name)
			}
		}
	}
	var rooms []string
	for _, via := range s.at.Via {
		id, is := strings.CutPrefix(via, inRoom)
		if !is {
			continue
		}
		room, err := s.tx.SayInRoom(id, s.callKey(), s.run, told.Says)
		if err != nil {
			return result{}, err
		}
		rooms = append(rooms, room)
	}
	names = append(names, rooms...)
	s.input(map[string]string{"to": strings.Join(names, ", "), "says": told.Says})
	if len(told.People) > 0 || len(rooms) == 0 {
		if err := s.tx.Tell(models.RunTold, s.run, nil, told); err != nil {
			return result{}, err
		}
	}
	given := blocks.Facts{"count": {Kind: blocks.NumberField, Text: fmt.Sprint(len(told.People))}}
	return result{given: given}, s.made(&models.RunEffect{Did: "told", EntityType: "run", EntityID: s.run.ID, EntityRef: s.run.Ref, EntityTitle: strings.Join(names, ", "), TeamID: s.run.TeamID})
}
