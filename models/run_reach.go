package models

import (
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// EventsByID gives some events.
func (r *Read) EventsByID(ids []string) ([]*Event, error) {
	return found[*Event](r.DB().Where("id IN ?", ids))
}

// PeopleHere gives those of some people who have not left, in the order named, each once.
func (r *Read) PeopleHere(ids []string) (list []*Person, err error) {
	var want []*string
	for i := range ids {
		want = append(want, &ids[i])
	}
	known, err := r.peopleByID(want...)
	for _, id := range ids {
		if p := known[id]; p != nil && p.Active && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list, err
}

// PeopleOn gives the ids of the people on a team and its lead, by name.
func (r *Read) PeopleOn(teamID string) ([]string, error) {
	list, err := held(r, "people on "+teamID, partPeople|partCompany, func() (ids []string, err error) {
		err = r.DB().Raw(`SELECT p.id FROM people p WHERE p.active = ? AND (p.id IN (SELECT person_id FROM memberships WHERE team_id = ?)
			OR p.id IN (SELECT lead_person_id FROM teams WHERE id = ?)) ORDER BY p.name, p.id LIMIT 500`, true, teamID, teamID).Scan(&ids).Error
		return ids, err
	})
	return slices.Clone(list), err
}

// TeamsWorkingOn gives the ids of the teams that own an outcome or have workflows, objectives or open tasks that serve it, the owner first.
func (r *Read) TeamsWorkingOn(outcomeID string) (ids []string, err error) {
	err = r.DB().Raw(`SELECT id FROM (
		SELECT owner_team_id AS id, 0 AS place FROM outcomes WHERE id = @o AND owner_team_id IS NOT NULL
		UNION SELECT w.team_id, 1 FROM workflows w JOIN workflow_outcomes l ON l.workflow_id = w.id WHERE l.outcome_id = @o AND w.team_id IS NOT NULL AND w.removed_at IS NULL
		UNION SELECT b.team_id, 1 FROM objectives b JOIN objective_goals l ON l.objective_id = b.id JOIN goal_outcomes g ON g.goal_id = l.goal_id WHERE g.outcome_id = @o
			AND b.team_id IS NOT NULL AND b.removed_at IS NULL AND b.state IN ('draft', 'active')
		UNION SELECT t.team_id, 1 FROM tasks t JOIN task_outcomes l ON l.task_id = t.id WHERE l.outcome_id = @o AND t.team_id IS NOT NULL AND t.removed_at IS NULL AND t.state NOT IN ('done', 'cancelled')
		) AS working JOIN teams USING (id) WHERE teams.removed_at IS NULL GROUP BY id ORDER BY MIN(place), id LIMIT 200`, map[string]any{"o": outcomeID}).Scan(&ids).Error
	return ids, err
}

// FirstTeamOf is the team that what a person does comes to: the first one they are on, else the first they lead; nil when there is none.
func (r *Read) FirstTeamOf(personID string) (*string, error) {
	list, err := r.teamsAround(personID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// OpenTasksAround gives the open tasks around a thing: those that serve an outcome, goal or objective, also by what is under it, those of a
// person, or those of a team; and of a task that task alone. The first due first.
func (r *Read) OpenTasksAround(entity, id string, most int) ([]*Task, error) {
	q := r.DB().Where("removed_at IS NULL AND state IN ?", openStates)
	link := func(table, column string, of any) *gorm.DB {
		return r.DB().Table(table).Select("task_id").Where("? IN (?)", clause.Column{Name: column}, of)
	}
	goals := r.DB().Table("goal_outcomes").Select("goal_id").Where("outcome_id = ?", id)
	switch entity {
	case "outcome":
		objectives := r.DB().Table("objective_goals").Select("objective_id").Where("goal_id IN (?)", goals)
		q = q.Where("id IN (?) OR id IN (?) OR id IN (?)", link("task_outcomes", "outcome_id", []string{id}), link("task_goals", "goal_id", goals), link("task_objectives", "objective_id", objectives))
	case "goal":
		objectives := r.DB().Table("objective_goals").Select("objective_id").Where("goal_id = ?", id)
		q = q.Where("id IN (?) OR id IN (?)", link("task_goals", "goal_id", []string{id}), link("task_objectives", "objective_id", objectives))
	case "objective":
		q = q.Where("id IN (?)", link("task_objectives", "objective_id", []string{id}))
	case "initiative":
		q = q.Where("initiative_id = ?", id)
	case "person":
		q = q.Where("owner_person_id = ?", id)
	case "team":
		q = q.Where("team_id = ?", id)
	case "task":
		q = q.Where("id = ?", id)
	default:
		return nil, nil
	}
	var list []*Task
	if err := q.Order(orderOfTasks("")).Limit(most).Find(&list).Error; err != nil {
		return nil, err
	}
	return list, r.fillTaskLinks(list)
}

// LastGiven is who got the last thing that a block of a rule made; empty when it made none yet.
func (r *Read) LastGiven(ruleID, stepKey string) (string, error) {
	var owner []string
	err := r.DB().Raw(`SELECT t.owner_person_id FROM run_effects e JOIN runs n ON n.id = e.run_id JOIN tasks t ON t.id = e.entity_id
		WHERE n.rule_id = ? AND e.step_key = ? AND e.entity_type = 'task' AND t.owner_person_id IS NOT NULL ORDER BY e.created_at DESC, e.id DESC LIMIT 1`, ruleID, stepKey).Scan(&owner).Error
	if err != nil || len(owner) == 0 {
		return "", err
	}
	return owner[0], nil
}
