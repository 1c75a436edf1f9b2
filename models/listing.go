package models

import (
	"gorm.io/gorm"

	"throughline/models/day"
)

// Listed is one row of a long list: a goal, an objective or an outcome, with what does not fit the method yet.
type Listed struct {
	Kind     string
	Ref      string
	Title    string
	State    string
	InForce  bool // it belongs to the strategy in force
	Draft    bool // it belongs to one that is not
	OwnedBy  Owner
	TeamID   *string
	Due      day.Day
	DueText  string
	Findings []*Finding
}

// ListFilter narrows a long list: to teams, and to things with one finding. From and Count choose the page.
type ListFilter struct {
	Teams       []string // ids; nil for all
	Finding     string   // code; empty for all
	From, Count int
}

// listRow is what all three tables of long lists have, under the names of one of them.
type listRow struct {
	ID            string
	Ref           string
	Title         string
	State         string
	StrategyID    *string
	TeamID        *string
	OwnerPersonID *string
	OwnerText     string
	DueDay        day.Day
	DueText       string
}

// GoalList gives goals this person may know of but those of a strategy that is over, those of a strategy first, and how many there are.
func (r *Read) GoalList(f ListFilter) ([]*Listed, int64, error) {
	const columns = "id, ref, title, state, strategy_id, team_id, owner_person_id, owner_text, due_day, due_text"
	return r.list("goal", f, func() *gorm.DB { return r.inTeams(r.notOver(r.visible(r.DB().Model(&Goal{}))), f) }, columns)
}

// ObjectiveList gives objectives this person may know of but those of a strategy that is over, those of a strategy first, and how many there are.
func (r *Read) ObjectiveList(f ListFilter) ([]*Listed, int64, error) {
	const columns = "id, ref, title, state, strategy_id, team_id, owner_person_id, owner_text, due_day, due_text"
	return r.list("objective", f, func() *gorm.DB { return r.inTeams(r.notOver(r.visible(r.DB().Model(&Objective{}))), f) }, columns)
}

// OutcomeList gives outcomes this person may know of, those of a strategy first, and how many there are.
func (r *Read) OutcomeList(f ListFilter) ([]*Listed, int64, error) {
	const columns = "id, ref, title, state, strategy_id, owner_team_id AS team_id, owner_person_id, owner_text, deadline AS due_day, deadline_text AS due_text"
	return r.list("outcome", f, func() *gorm.DB {
		q := r.visibleOutcomes(r.DB().Model(&Outcome{}))
		if f.Teams != nil {
			q = q.Where("owner_team_id IN ?", f.Teams)
		}
		return q
	}, columns)
}

func (r *Read) inTeams(q *gorm.DB, f ListFilter) *gorm.DB {
	if f.Teams != nil {
		q = q.Where("team_id IN ?", f.Teams)
	}
	return q
}

func (r *Read) list(kind string, f ListFilter, table func() *gorm.DB, columns string) ([]*Listed, int64, error) {
	q := func() *gorm.DB {
		q := table().Where("removed_at IS NULL")
		if f.Finding != "" {
			q = q.Where("id IN (?)", r.openFindings().Select("entity_id").Where("entity_type = ? AND code = ?", kind, f.Finding))
		}
		return q
	}
	var all int64
	if err := q().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	q2 := q().Select(columns)
	switch kind {
	case "outcome", "goal", "objective":
		q2 = q2.Order("CASE WHEN strategy_id IS NULL THEN 1 WHEN strategy_id IN (SELECT id FROM strategies WHERE state = 'superseded') THEN 2 ELSE 0 END")
	}
	var rows []*listRow
	if err := q2.Order("created_at, id").Offset(f.From).Limit(f.Count).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	list, err := r.nameListed(kind, rows)
	return list, all, err
}

// nameListed adds owners, strategies and findings to rows, in a fixed number of queries.
func (r *Read) nameListed(kind string, rows []*listRow) ([]*Listed, error) {
	var owners []*string
	ids := map[string]bool{}
	for _, row := range rows {
		owners = append(owners, row.OwnerPersonID)
		ids[row.ID] = true
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	strategy, _, err := r.InForce()
	if err != nil {
		return nil, err
	}
	findings := map[string][]*Finding{}
	if len(ids) > 0 {
		open, err := found[*Finding](r.openFindings().Where("entity_type = ? AND entity_id IN ?", kind, keys(ids)).Order("created_at, id"))
		if err != nil {
			return nil, err
		}
		if err := r.hideWithheld(open); err != nil {
			return nil, err
		}
		for _, one := range open {
			findings[one.EntityID] = append(findings[one.EntityID], one)
		}
	}
	list := make([]*Listed, len(rows))
	for i, row := range rows {
		l := &Listed{Kind: kind, Ref: row.Ref, Title: row.Title, State: row.State, TeamID: row.TeamID, Due: row.DueDay, DueText: row.DueText,
			OwnedBy: ownerOf(nil, row.OwnerPersonID, row.OwnerText, nil, people), Findings: findings[row.ID]}
		l.InForce = strategy != nil && row.StrategyID != nil && *row.StrategyID == strategy.ID
		l.Draft = row.StrategyID != nil && !l.InForce
		list[i] = l
	}
	return list, nil
}

// FindingCount is how often one finding stands on one kind of thing.
type FindingCount struct {
	EntityType string
	Code       string
	Say        string
	N          int
}

// FindingCounts gives the open findings by kind and code, the most frequent first. It is for those who may read every draft: a
// thing with a finding may have become part of one.
func (r *Read) FindingCounts() ([]FindingCount, error) {
	if r.Who.Reach(ReadDraft) != All {
		return nil, nil
	}
	var list []FindingCount
	err := r.openFindings().Select("entity_type, code, MIN(say) AS say, COUNT(*) AS n").
		Group("entity_type, code").Order("n DESC, entity_type, code").Limit(40).Find(&list).Error
	return list, err
}
