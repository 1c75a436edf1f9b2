package automation

import (
	"encoding/json"
	"slices"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
)

// settable are the fields that a rule can set, each through the same change that a person makes.
var settable = map[string]func(s *step, value string) error{
	"task.state": func(s *step, v string) error {
		return s.setTask(func(t *models.Task) error { return s.tx.MoveTask(t, v, s.why()) })
	},
	"task.due_day":    func(s *step, v string) error { return s.setTask(func(t *models.Task) error { return s.moveDue(t, v) }) },
	"objective.state": func(s *step, v string) error { return s.setObjective(v) },
}

// Settable lists the fields that "set a field" can set for a trigger.
func Settable(trigger string) (list []Field) {
	for _, f := range Fields(trigger) {
		if settable[f.Name] != nil {
			list = append(list, f)
		}
	}
	return list
}

// setField sets one field of the thing that the rule is about. The same value again changes nothing.
func setField(s *step) (result, error) {
	set := settable[s.at.Field]
	if set == nil || models.Subject(s.at.Field) != s.run.EntityType {
		return result{}, models.AgainstRule("A rule cannot set “" + s.at.Field + "” here.")
	}
	value := s.facts.Fill(s.at.Value)
	s.input(map[string]string{"field": s.at.Field, "value": value})
	return result{given: blocks.Facts{"value": {Kind: blocks.TextField, Text: value}}}, set(s, value)
}

func (s *step) setTask(change func(t *models.Task) error) error {
	t, err := s.tx.TaskToChange(s.run.EntityRef)
	if err != nil {
		return err
	}
	was := *t
	prior, err := json.Marshal(&was)
	if err != nil {
		return err
	}
	if err := change(t); err != nil || t.Version == was.Version {
		return err
	}
	return s.made(&models.RunEffect{Did: "changed", EntityType: "task", EntityID: t.ID, EntityRef: t.Ref, EntityTitle: t.Title, EntityVersion: t.Version, TeamID: t.TeamID, Prior: string(prior)})
}

func (s *step) moveDue(t *models.Task, value string) error {
	d, ok := s.clock.DayOf(value)
	if !ok {
		return models.AgainstRule("“" + value + "” is no day.")
	}
	if t.DueDay == d {
		return nil
	}
	before := *t
	t.DueDay = day.Day(d)
	return s.tx.ChangeTask(&before, t)
}

func (s *step) setObjective(state string) error {
	if !slices.Contains(options["objective.state"], state) {
		return models.AgainstRule("An objective has no state “" + state + "”.")
	}
	o, err := s.tx.ObjectiveByID(s.run.EntityID)
	if err != nil || o.State == state {
		return err
	}
	if err := s.tx.Who.Must(models.Align); err != nil {
		return err
	}
	before := *o
	prior, err := json.Marshal(o)
	if err != nil {
		return err
	}
	o.State = state
	if err := s.tx.SaveObjective(models.ObjectiveChanged, &before, o); err != nil {
		return err
	}
	return s.made(&models.RunEffect{Did: "changed", EntityType: "objective", EntityID: o.ID, EntityRef: o.Ref, EntityTitle: o.Title, EntityVersion: o.Version, TeamID: o.TeamID, Prior: string(prior)})
}
