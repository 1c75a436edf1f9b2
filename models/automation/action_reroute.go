package automation

import (
	"encoding/json"
	"fmt"
	"slices"

	"throughline/models"
	"throughline/models/blocks"
)

const (
	mostRouted = 200  // tasks that one block may give to somebody else
	mostLooked = 2000 // open tasks that its conditions are asked of
)

// routed is how a task was before a rule gave it to somebody else, for undoing.
type routed struct {
	OwnerPersonID *string `json:"owner_person_id"`
	TeamID        *string `json:"team_id"`
}

// rerouteTasks gives the open tasks around what happened that meet its conditions to somebody else. It counts first: more than its cap are
// refused as a whole.
func rerouteTasks(s *step) (result, error) {
	entity, id := s.run.EntityType, s.run.EntityID
	if o := s.facts["outcome.id"].Text; o != "" && !slices.Contains([]string{"outcome", "goal", "objective", "initiative", "person", "team", "task"}, entity) {
		entity, id = "outcome", o
	}
	around, err := s.tx.OpenTasksAround(entity, id, mostLooked+1)
	if err != nil {
		return result{}, err
	}
	if len(around) > mostLooked {
		return result{}, models.AgainstRule(fmt.Sprintf("There are more than %d open tasks around it. Narrow the rule to fewer.", mostLooked))
	}
	var list []*models.Task
	for _, t := range around {
		about := &Happened{Facts: blocks.Facts{}}
		about.take("task.", "task", t)
		if held, _ := s.at.Tasks.Holds(about.Facts, s.clock); held {
			list = append(list, t)
		}
	}
	most := mostRouted
	if s.at.Most > 0 {
		most = min(most, s.at.Most)
	}
	s.input(map[string]string{"around": fmt.Sprint(len(around)), "meet the conditions": fmt.Sprint(len(list)), "at most": fmt.Sprint(most)})
	if len(list) > most {
		return result{}, models.AgainstRule(fmt.Sprintf("%d tasks meet the conditions; the block gives at most %d to somebody else, so none was.", len(list), most))
	}
	n := 0
	for _, t := range list {
		owner, err := s.nextOwner(n)
		if err != nil {
			return result{}, err
		}
		if t.OwnerPersonID != nil && *t.OwnerPersonID == owner.ID {
			continue
		}
		if err := s.route(t, owner); err != nil {
			return result{}, err
		}
		n++
	}
	given := blocks.Facts{"count": {Kind: blocks.NumberField, Text: fmt.Sprint(n)}}
	if n > 0 {
		return result{given: given}, s.tx.FirstHandoff(s.run)
	}
	return result{given: given}, nil
}

// nextOwner is who gets the nth task: always the same person, or the people of a team in turn.
func (s *step) nextOwner(n int) (*models.Person, error) {
	if p := s.at.Owner; p != nil && p.Role == "round_robin" {
		ids, err := s.inTurn(s.team(p), n)
		if err != nil {
			return nil, err
		}
		if list, err := s.tx.PeopleHere(ids); err != nil || len(list) > 0 {
			return list[0], err
		}
	}
	return s.person(s.at.Owner)
}

func (s *step) route(t *models.Task, owner *models.Person) error {
	before := *t
	prior, err := json.Marshal(routed{t.OwnerPersonID, t.TeamID})
	if err != nil {
		return err
	}
	t.OwnerPersonID = &owner.ID
	team, err := s.teamFor(owner)
	if err != nil {
		return err
	}
	if team != nil {
		t.TeamID = team
	}
	if err := s.tx.ChangeTask(&before, t); err != nil {
		return err
	}
	return s.made(&models.RunEffect{Did: "rerouted", EntityType: "task", EntityID: t.ID, EntityRef: t.Ref, EntityTitle: t.Title, EntityVersion: t.Version, TeamID: t.TeamID, Prior: string(prior)})
}
