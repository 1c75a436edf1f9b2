package automation

import (
	"cmp"
	"reflect"

	"throughline/models"
	"throughline/models/blocks"
)

// Where rows have what every event is asked for, the first that is there.
var (
	titleColumns = []string{"title", "name", "statement", "work", "question"}
	teamColumns  = []string{"team_id", "owner_team_id", "lead_of_team_id"}
	ownerColumns = []string{"owner_person_id", "receiver_person_id", "decider_person_id", "lead_person_id", "person_id"}
)

// surround adds what is around the thing: who did it, its team, its owner and the outcome it serves, with their names.
func (h *Happened) surround(r *models.Read, row any) error {
	entity := h.Event.EntityType
	at := func(names []string) string {
		for _, name := range names {
			if v := h.Facts[entity+"."+name]; v.Text != "" {
				return v.Text
			}
		}
		return ""
	}
	h.Ref, h.Title = h.Facts[entity+".ref"].Text, at(titleColumns)
	people := []string{}
	for _, v := range h.Facts {
		if v.Kind == blocks.PersonField && v.Text != "" {
			people = append(people, v.Text)
		}
	}
	around, err := r.Around(models.AroundQuery{Entity: entity, ID: h.Event.EntityID, Team: at(teamColumns), Owner: at(ownerColumns), StrategyID: strategyOf(row), People: people})
	if err != nil {
		return err
	}
	text := func(name, value string) { h.Facts[name] = blocks.Value{Kind: blocks.TextField, Text: value} }
	person := func(name, id string) {
		h.Facts[name] = blocks.Value{Kind: blocks.PersonField, Text: id, Name: around.People[id]}
	}
	actor := ""
	if h.Event.ActorPersonID != nil {
		actor = *h.Event.ActorPersonID
	}
	h.Facts["actor.id"] = blocks.Value{Kind: blocks.PersonField, Text: actor, Name: h.Event.ActorName}
	text("actor.name", h.Event.ActorName)
	person("owner.id", around.OwnerID)
	text("owner.name", around.People[around.OwnerID])
	h.Facts["team.id"] = blocks.Value{Kind: blocks.TeamField, Text: around.TeamID, Name: around.Teams[around.TeamID]}
	text("team.name", around.Teams[around.TeamID])
	h.Ref, h.Title = cmp.Or(h.Ref, around.Ref), cmp.Or(h.Title, around.Title)
	text("thing.ref", h.Ref)
	text("thing.title", h.Title)
	text("thing.id", h.Event.EntityID)
	h.Facts["event.day"] = blocks.Value{Kind: blocks.DayField, Text: string(around.Day(h.Event.OccurredAt))}
	if o := around.Outcome; o != nil && entity != "outcome" {
		h.take("outcome.", "outcome", o)
	}
	if d := around.Decision; d != nil {
		h.Facts["decision.id"] = blocks.Value{Kind: blocks.ChoiceField, Text: d.ID}
		text("decision.ref", d.Ref)
		text("decision.title", d.Title)
	}
	if around.TeamID != "" {
		h.TeamID = &around.TeamID
	}
	h.Draft = around.Draft
	for name, v := range h.Facts {
		switch v.Kind {
		case blocks.PersonField:
			v.Name = cmp.Or(v.Name, around.People[v.Text])
		case blocks.TeamField:
			v.Name = cmp.Or(v.Name, around.Teams[v.Text])
		default:
			continue
		}
		h.Facts[name] = v
	}
	return nil
}

// strategyOf is the strategy that a row belongs to; empty when it belongs to none.
func strategyOf(row any) string {
	if row == nil {
		return ""
	}
	switch f := reflect.ValueOf(row).Elem().FieldByName("StrategyID"); {
	case !f.IsValid():
	case f.Kind() == reflect.String:
		return f.String()
	case f.Kind() == reflect.Pointer && !f.IsNil():
		return f.Elem().String()
	}
	return ""
}
