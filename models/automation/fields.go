package automation

import (
	"slices"
	"strings"
	"sync"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/form"
)

// Field is something that the conditions and texts of a rule can ask for.
type Field struct {
	Name    string // outcome.deadline, before.deadline, change.pct, actor.name
	Label   string // in words
	Group   string // under which it is listed
	Kind    blocks.FieldKind
	Of      string        // where it is the id of a thing: its kind
	Options []form.Option // where it is one of a few values
	Sample  string        // an example of its value
}

// What more is known of an outcome than its columns: from the first of its metrics.
var measured = []Field{
	{Name: "outcome.target", Label: "target", Kind: blocks.NumberField, Sample: "24"}, {Name: "outcome.baseline", Label: "baseline", Kind: blocks.NumberField, Sample: "52"},
	{Name: "outcome.low", Label: "low end of its band", Kind: blocks.NumberField, Sample: "10"}, {Name: "outcome.high", Label: "high end of its band", Kind: blocks.NumberField, Sample: "20"},
	{Name: "outcome.unit", Label: "unit", Kind: blocks.TextField, Sample: "hours"}, {Name: "outcome.metric", Label: "metric", Kind: blocks.TextField, Sample: "Time to first contact"},
}

// around is what every event has beside the thing itself.
var around = []Field{
	{Name: "actor.id", Label: "who did it", Kind: blocks.PersonField}, {Name: "actor.name", Label: "name of who did it", Kind: blocks.TextField, Sample: "Amina Diallo"},
	{Name: "team.id", Label: "team that it happens in", Kind: blocks.TeamField}, {Name: "team.name", Label: "name of that team", Kind: blocks.TextField, Sample: "Delivery"},
	{Name: "owner.id", Label: "owner of the thing", Kind: blocks.PersonField}, {Name: "owner.name", Label: "name of its owner", Kind: blocks.TextField, Sample: "Amina Diallo"},
	{Name: "thing.ref", Label: "reference of the thing", Kind: blocks.TextField, Sample: "O1"}, {Name: "thing.title", Label: "name of the thing", Kind: blocks.TextField, Sample: "First contact within a day"},
	{Name: "event.day", Label: "day on which it happened", Kind: blocks.DayField, Sample: "2026-11-16"},
}

// outcomeOf is what is known of the outcome that a thing serves, where it serves one.
var outcomeOf = []Field{
	{Name: "outcome.id", Label: "which outcome", Kind: blocks.ChoiceField, Of: "outcome"}, {Name: "outcome.ref", Label: "reference of the outcome", Kind: blocks.TextField, Sample: "O1"},
	{Name: "outcome.title", Label: "outcome", Kind: blocks.TextField, Sample: "First contact within a day"}, {Name: "outcome.owner_person_id", Label: "owner of the outcome", Kind: blocks.PersonField},
	{Name: "outcome.deadline", Label: "deadline of the outcome", Kind: blocks.DayField, Sample: "2027-03-31"},
}

// servesOutcome are the kinds of things whose outcome is looked up.
var servesOutcome = []string{"goal", "objective", "metric", "reading", "workflow", "process", "initiative", "allocation", "task", "decision", "handoff"}

// fieldsOf holds the fields of each trigger once they were asked for.
var fieldsOf sync.Map

// Fields lists the typed fields of a trigger, for conditions, texts and samples. The list is shared: nobody may change it.
func Fields(trigger string) []Field {
	entity := models.Subject(trigger)
	if list, known := fieldsOf.Load(entity); known {
		return list.([]Field)
	}
	list := makeFields(trigger)
	if _, known := columnsOf[entity]; known {
		fieldsOf.Store(entity, slices.Clip(list))
	}
	return list
}

func makeFields(trigger string) []Field {
	entity := models.Subject(trigger)
	known, there := columnsOf[entity]
	list := make([]Field, 0, 3*len(known)+24)
	group := strings.ToUpper(entity[:min(1, len(entity))]) + strings.ReplaceAll(entity[min(1, len(entity)):], "_", " ")
	for _, c := range known {
		list = append(list, field(entity, c, entity+".", label(c.name), group))
	}
	if entity == "outcome" {
		for _, f := range measured {
			f.Group = group
			list = append(list, f)
		}
		list = append(list, Field{Name: "outcome.status", Label: "status, when it turns", Group: group, Kind: blocks.ChoiceField, Sample: "off",
			Options: []form.Option{{Value: string(models.OnTrack), Label: "on track"}, {Value: string(models.AtRisk), Label: "at risk"}, {Value: string(models.OffTrack), Label: "off track"}}})
	}
	for _, c := range known {
		if c.name != "id" && c.name != "ref" {
			list = append(list, field(entity, c, "before.", label(c.name)+", before", "Before the change"))
		}
	}
	if there {
		changed := Field{Name: "change.fields", Label: "what changed", Group: "The change", Kind: blocks.ListField, Sample: "target"}
		for _, c := range known {
			if c.name != "id" && c.name != "ref" {
				changed.Options = append(changed.Options, form.Option{Value: c.name, Label: label(c.name)})
			}
		}
		if entity == "outcome" {
			for _, name := range []string{"target", "baseline", "low", "high"} {
				changed.Options = append(changed.Options, form.Option{Value: name, Label: name})
			}
		}
		list = append(list, changed, Field{Name: "change.pct", Label: "change of its figure, in percent", Group: "The change", Kind: blocks.NumberField, Sample: "-20"})
	}
	if slices.Contains(servesOutcome, entity) {
		for _, f := range outcomeOf {
			f.Group = "The outcome it serves"
			list = append(list, f)
		}
	}
	if entity == "webhook" {
		list = append(list, Field{Name: "webhook.name", Label: "name of the hook", Group: "The call", Kind: blocks.TextField, Sample: "Ticket desk"})
	}
	if entity == "handoff" {
		list = append(list, Field{Name: "decision.ref", Label: "reference of the decision", Group: "Its decision", Kind: blocks.TextField, Sample: "D1"},
			Field{Name: "decision.title", Label: "decision", Group: "Its decision", Kind: blocks.TextField, Sample: "Take the northern region first"})
	}
	for _, f := range around {
		if models.Subject(f.Name) == entity {
			continue // it is the team itself
		}
		f.Group = "Around it"
		list = append(list, f)
	}
	return list
}

// FieldOf finds a field of a trigger by its name.
func FieldOf(trigger, name string) (Field, bool) {
	for _, f := range Fields(trigger) {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

func field(entity string, c column, prefix, words, group string) Field {
	f := Field{Name: prefix + c.name, Label: words, Group: group, Kind: c.kind}
	for _, value := range options[entity+"."+c.name] {
		f.Options = append(f.Options, form.Option{Value: value, Label: value})
	}
	switch {
	case c.name == "id":
		f.Of = entity
	case c.kind == blocks.ChoiceField && len(f.Options) == 0:
		f.Of = strings.TrimSuffix(c.name, "_id")
	}
	f.Sample = sample(f)
	return f
}

func sample(f Field) string {
	switch {
	case len(f.Options) > 0:
		return f.Options[0].Value
	case f.Kind == blocks.NumberField:
		return "10"
	case f.Kind == blocks.DayField:
		return "2026-11-16"
	case f.Kind == blocks.InstantField:
		return "2026-11-16T09:00:00Z"
	case f.Kind == blocks.YesField:
		return "yes"
	case f.Kind == blocks.TextField:
		return strings.ToUpper(f.Label[:1]) + f.Label[1:]
	}
	return ""
}
