package models

import (
	"slices"

	"gorm.io/gorm"

	"throughline/models/day"
)

// HandoffCounts says how far the handoffs of one decision are.
type HandoffCounts struct{ Waiting, Back, Working, Done, Cancelled, Overdue int }

// All is how many handoffs there are.
func (c HandoffCounts) All() int { return c.Waiting + c.Back + c.Working + c.Done + c.Cancelled }

// Stages of a decision on the board, by the least of its handoffs; in this order.
const (
	StageNone    = "none"    // nobody has to do anything for it yet
	StageWaiting = "waiting" // a receiver has not answered
	StageBack    = "back"    // a giver has to answer back
	StageWorking = "working"
	StageDone    = "done"
)

// Stages lists them in the order of the board: decisions without a handoff first, for that is where strategies stall.
var Stages = []string{StageNone, StageWaiting, StageBack, StageWorking, StageDone}

// Stage is where a decision stands on the board. Handoffs that were all cancelled are none.
func (c HandoffCounts) Stage() string {
	switch {
	case c.Waiting > 0:
		return StageWaiting
	case c.Back > 0:
		return StageBack
	case c.Working > 0:
		return StageWorking
	case c.Done > 0:
		return StageDone
	}
	return StageNone
}

// count adds handoffs of one state.
func (c *HandoffCounts) count(state string, n int) {
	switch {
	case slices.Contains(waitsOnReceiver, state):
		c.Waiting += n
	case slices.Contains(waitsOnGiver, state):
		c.Back += n
	case slices.Contains(inWork, state):
		c.Working += n
	case state == HandoffFinished:
		c.Done += n
	default:
		c.Cancelled += n
	}
}

// DecisionNow is a decision as a list shows it.
type DecisionNow struct {
	*Decision
	Decider  string // name
	Team     *Team  // nil: the whole company
	Handoffs HandoffCounts
}

// DecisionBoard is the decisions that count today, by the state of their handoffs, and those that are proposed.
type DecisionBoard struct {
	Tree     *Tree
	Proposed []*DecisionNow
	Stages   map[string][]*DecisionNow
	Over     int64 // superseded or reversed
	More     bool  // older accepted decisions are left to the list
}

// decisionsOf keeps the decisions of some teams, and those for the whole company; all when teams is nil.
func decisionsOf(teams []string, q *gorm.DB) *gorm.DB {
	if teams == nil {
		return q
	}
	return q.Where("(team_id IS NULL OR team_id IN ?)", teams)
}

// mostOnBoard bounds how many accepted decisions the board shows.
const mostOnBoard = 300

// DecisionBoard reads the board for some teams, all when nil. The company's decisions count for all teams.
func (r *Read) DecisionBoard(teams []string) (*DecisionBoard, error) {
	b := &DecisionBoard{Stages: map[string][]*DecisionNow{}}
	var err error
	if b.Tree, err = r.Tree(); err != nil {
		return nil, err
	}
	var accepted, proposed []*Decision
	if err := decisionsOf(teams, r.DB().Where("removed_at IS NULL AND state = ?", DecisionAccepted)).Order("accepted_at DESC, id").Limit(mostOnBoard + 1).Find(&accepted).Error; err != nil {
		return nil, err
	}
	if err := decisionsOf(teams, r.DB().Where("removed_at IS NULL AND state = ?", DecisionProposed)).Order("created_at DESC, id").Limit(mostOnBoard).Find(&proposed).Error; err != nil {
		return nil, err
	}
	over := decisionsOf(teams, r.DB().Model(&Decision{}).Where("removed_at IS NULL AND state IN ?", []string{DecisionSuperseded, DecisionReversed}))
	if err := over.Count(&b.Over).Error; err != nil {
		return nil, err
	}
	if b.More = len(accepted) > mostOnBoard; b.More {
		accepted = accepted[:mostOnBoard]
	}
	now, err := r.decisionsNow(append(accepted, proposed...), b.Tree)
	if err != nil {
		return nil, err
	}
	for _, d := range now[:len(accepted)] {
		stage := d.Handoffs.Stage()
		b.Stages[stage] = append(b.Stages[stage], d)
	}
	b.Proposed = now[len(accepted):]
	return b, nil
}

// DecisionList gives one page of all decisions, newest first, for some teams or all, and how many there are.
func (r *Read) DecisionList(teams []string, from, count int) (list []*DecisionNow, all int64, err error) {
	tree, err := r.Tree()
	if err != nil {
		return nil, 0, err
	}
	if err := decisionsOf(teams, r.DB().Model(&Decision{}).Where("removed_at IS NULL")).Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var rows []*Decision
	if err := decisionsOf(teams, r.DB().Where("removed_at IS NULL")).Order("decided_day DESC, created_at DESC, id").Offset(from).Limit(count).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	list, err = r.decisionsNow(rows, tree)
	return list, all, err
}

// fewDecisions is how many decisions the page of a thing lists.
const fewDecisions = 8

// DecisionsAbout gives the decisions that affect one thing, those that count first, newest first, at most count.
func (r *Read) DecisionsAbout(kind, id string, count int) ([]*DecisionNow, error) {
	tied := r.DB().Model(&DecisionLink{}).Select("decision_id").Where("entity_id = ? AND entity_type = ?", id, kind)
	var rows []*Decision
	if err := r.DB().Where("removed_at IS NULL AND id IN (?)", tied).
		Order("CASE WHEN state IN ('accepted', 'proposed') THEN 0 ELSE 1 END, decided_day DESC, created_at DESC, id").Limit(count).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	return r.decisionsNow(rows, tree)
}

// decisionsNow names deciders and teams and counts handoffs, in two queries.
func (r *Read) decisionsNow(list []*Decision, tree *Tree) ([]*DecisionNow, error) {
	out, at := make([]*DecisionNow, len(list)), map[string]*DecisionNow{}
	var deciders []*string
	for i, d := range list {
		out[i] = &DecisionNow{Decision: d}
		at[d.ID] = out[i]
		deciders = append(deciders, d.DeciderPersonID)
	}
	if len(list) == 0 {
		return out, nil
	}
	people, err := r.peopleByID(deciders...)
	if err != nil {
		return nil, err
	}
	for _, d := range out {
		if d.DeciderPersonID != nil && people[*d.DeciderPersonID] != nil {
			d.Decider = people[*d.DeciderPersonID].Name
		}
		if d.TeamID != nil {
			d.Team = tree.ByID[*d.TeamID]
		}
	}
	return out, r.countHandoffs(at, r.Today())
}

// countHandoffs counts the handoffs of decisions by state in one query.
func (r *Read) countHandoffs(at map[string]*DecisionNow, today day.Day) error {
	var rows []struct {
		DecisionID, State string
		N, Late           int
	}
	err := r.DB().Model(&Handoff{}).
		Select("decision_id, state, COUNT(*) AS n, SUM(CASE WHEN state NOT IN ? AND due_day < ? OR state IN ? AND answer_day < ? THEN 1 ELSE 0 END) AS late",
			handoffOver, string(today), unanswered, string(today)).
		Where("decision_id IN ?", keys(at)).Group("decision_id, state").Limit(20 * most).Scan(&rows).Error
	for _, row := range rows {
		at[row.DecisionID].Handoffs.count(row.State, row.N)
		at[row.DecisionID].Handoffs.Overdue += row.Late
	}
	return err
}
