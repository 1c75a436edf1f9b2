package models

import (
	"cmp"
	"reflect"
	"time"

	"throughline/models/day"
)

// AroundQuery asks what is around a thing that something happened to.
type AroundQuery struct {
	Entity, ID  string
	Team, Owner string // ids, where its row names them
	StrategyID  string
	People      []string // ids whose names are wanted
}

// Around is what is around a thing: whose it is, the outcome it serves, and whether it is a draft still.
type Around struct {
	TeamID, OwnerID string
	Ref, Title      string
	People          map[string]string // names by id
	Teams           map[string]string
	Outcome         *Outcome  // that it serves; nil when none does
	Decision        *Decision // of a handoff
	Draft           bool      // it belongs to a strategy that is not in force yet

	calendar day.Calendar
}

// Day is the company's day of an instant.
func (a *Around) Day(at time.Time) day.Day { return a.calendar.Today(at) }

// ThingNow reads a row of any kind by its id, as it is now; nil when there is none.
func (r *Read) ThingNow(kind reflect.Type, id string) (any, error) {
	row := reflect.New(kind).Interface()
	q := r.DB().Where("id = ?", id).Limit(1).Find(row)
	if q.Error != nil || q.RowsAffected == 0 {
		return nil, q.Error
	}
	if o, is := row.(*Outcome); is {
		return row, r.fillMeasures([]*Outcome{o})
	}
	return row, nil
}

// servedBy finds the outcomes that a thing of a kind serves, the straightest way first.
var servedBy = map[string][]string{
	"goal":      {"SELECT outcome_id FROM goal_outcomes WHERE goal_id = ? ORDER BY id LIMIT 1"},
	"objective": {"SELECT g.outcome_id FROM objective_goals o JOIN goal_outcomes g ON g.goal_id = o.goal_id WHERE o.objective_id = ? ORDER BY g.id LIMIT 1"},
	"metric":    {"SELECT m.outcome_id FROM outcome_metrics m JOIN outcomes o ON o.id = m.outcome_id WHERE m.metric_id = ? AND o.state = 'active' AND o.removed_at IS NULL ORDER BY m.id LIMIT 1"},
	"reading": {"SELECT outcome_id FROM readings WHERE id = ? AND outcome_id IS NOT NULL LIMIT 1",
		"SELECT m.outcome_id FROM outcome_metrics m JOIN outcomes o ON o.id = m.outcome_id JOIN readings r ON r.metric_id = m.metric_id WHERE r.id = ? AND o.state = 'active' AND o.removed_at IS NULL ORDER BY m.id LIMIT 1"},
	"workflow":   {"SELECT outcome_id FROM workflow_outcomes WHERE workflow_id = ? ORDER BY id LIMIT 1"},
	"process":    {"SELECT outcome_id FROM processes WHERE id = ? AND outcome_id IS NOT NULL LIMIT 1", "SELECT w.outcome_id FROM processes p JOIN workflow_outcomes w ON w.workflow_id = p.workflow_id WHERE p.id = ? ORDER BY w.id LIMIT 1"},
	"initiative": {"SELECT outcome_id FROM initiative_outcomes WHERE initiative_id = ? ORDER BY id LIMIT 1"},
	"allocation": {"SELECT outcome_id FROM allocations WHERE id = ? AND outcome_id IS NOT NULL LIMIT 1"},
	"task": {"SELECT outcome_id FROM task_outcomes WHERE task_id = ? ORDER BY id LIMIT 1", "SELECT g.outcome_id FROM task_goals t JOIN goal_outcomes g ON g.goal_id = t.goal_id WHERE t.task_id = ? ORDER BY g.id LIMIT 1",
		"SELECT g.outcome_id FROM task_objectives t JOIN objective_goals o ON o.objective_id = t.objective_id JOIN goal_outcomes g ON g.goal_id = o.goal_id WHERE t.task_id = ? ORDER BY g.id LIMIT 1"},
	"decision": {"SELECT entity_id FROM decision_links WHERE decision_id = ? AND entity_type = 'outcome' ORDER BY id LIMIT 1"},
	"handoff":  {"SELECT l.entity_id FROM handoffs h JOIN decision_links l ON l.decision_id = h.decision_id WHERE h.id = ? AND l.entity_type = 'outcome' ORDER BY l.id LIMIT 1"},
}

// Around reads what is around a thing.
func (r *Read) Around(q AroundQuery) (*Around, error) {
	a := &Around{TeamID: q.Team, OwnerID: q.Owner, People: map[string]string{}, Teams: map[string]string{}}
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	a.calendar = c.Calendar()
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	for id, t := range tree.ByID {
		a.Teams[id] = t.Name
	}
	if q.Entity == "team" {
		a.TeamID = q.ID
	}
	if err := r.servedOutcome(q, a); err != nil {
		return nil, err
	}
	if q.Entity == "handoff" {
		list, err := found[*Decision](r.DB().Where("id IN (?)", r.DB().Model(&Handoff{}).Select("decision_id").Where("id = ?", q.ID)))
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			a.Decision = list[0]
		}
	}
	o := a.Outcome
	if o != nil && a.TeamID == "" {
		a.TeamID = text(o.OwnerTeamID)
	}
	if a.OwnerID == "" && o != nil {
		a.OwnerID = text(o.OwnerPersonID)
	}
	if t := tree.ByID[a.TeamID]; t != nil && a.OwnerID == "" {
		a.OwnerID = text(t.LeadPersonID)
	}
	if a.OwnerID != "" && a.TeamID == "" {
		teams, err := r.teamsAround(a.OwnerID)
		if err != nil {
			return nil, err
		}
		if len(teams) > 0 {
			a.TeamID = teams[0]
		}
	}
	if q.StrategyID != "" && q.Entity != "strategy" {
		if a.Draft, err = r.drafts(q.StrategyID); err != nil {
			return nil, err
		}
	}
	want := []*string{&a.OwnerID}
	for i := range q.People {
		want = append(want, &q.People[i])
	}
	if o != nil {
		want = append(want, o.OwnerPersonID)
		a.Ref, a.Title = cmp.Or(a.Ref, o.Ref), cmp.Or(a.Title, o.Title)
	}
	people, err := r.peopleByID(want...)
	for id, p := range people {
		a.People[id] = p.Name
	}
	return a, err
}

// servedOutcome finds the outcome that a thing serves.
func (r *Read) servedOutcome(q AroundQuery, a *Around) error {
	for _, statement := range servedBy[q.Entity] {
		var ids []string
		if err := r.DB().Raw(statement, q.ID).Scan(&ids).Error; err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		list, err := r.outcomes(r.DB().Where("id = ? AND removed_at IS NULL", ids[0]).Limit(1))
		if err == nil && len(list) > 0 {
			a.Outcome = list[0]
		}
		return err
	}
	return nil
}

// drafts tells whether a strategy is a draft.
func (r *Read) drafts(strategyID string) (bool, error) {
	ids, err := held(r, "drafts", partStrategy, func() (ids []string, err error) {
		err = r.DB().Model(&Strategy{}).Where("state = ?", Draft).Limit(most).Pluck("id", &ids).Error
		return ids, err
	})
	for _, id := range ids {
		if id == strategyID {
			return true, err
		}
	}
	return false, err
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
