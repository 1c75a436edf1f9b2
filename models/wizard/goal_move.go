package wizard

import (
	"slices"
	"strings"

	"throughline/models"
)

// Move is one objective on its way from one goal, or one team, to another. Both ways it reads the same, so that it can be taken back.
type Move struct {
	Objective, Kind string // Kind is goal or team
	From, To        string // ids; From is empty when there was none
}

// Code is a move as a button sends it.
func (m Move) Code() string { return strings.Join([]string{m.Objective, m.Kind, m.From, m.To}, ".") }

// Back takes the move back. One from nowhere cannot be taken back this way.
func (m Move) Back() Move { return Move{m.Objective, m.Kind, m.To, m.From} }

// ReadMove reads what a button sent.
func ReadMove(code string) (Move, bool) {
	p := strings.Split(code, ".")
	if len(p) != 4 || p[0] == "" || p[1] != "goal" && p[1] != "team" {
		return Move{}, false
	}
	return Move{p[0], p[1], p[2], p[3]}, true
}

// moveObjective moves an objective to another goal or team. Where it stands elsewhere by now, somebody else was faster.
func moveObjective(tx *models.Tx, w *World, code string) error {
	m, ok := ReadMove(code)
	at := slices.IndexFunc(w.Objectives, func(o *models.Objective) bool { return o.ID == m.Objective })
	if !ok || at < 0 {
		return models.NotFound("This objective")
	}
	before := w.Objectives[at]
	open, err := tx.PlannedOf(models.ChangeObjective, before.ID)
	if err != nil {
		return err
	}
	o := clone(before)
	if c := open[before.ID]; w.Live() && c != nil && c.Typed() {
		o = clone(typedOver(c, before))
	}
	moved := &models.Refusal{Kind: models.KindRule, Say: "“" + o.Title + "” was moved meanwhile. The page shows where it stands now."}
	switch m.Kind {
	case "team":
		if text(o.TeamID) != m.From {
			return moved
		}
		if m.To != "" && w.Team(&m.To) == "" {
			return models.NotFound("This team")
		}
		o.TeamID = pointer(m.To)
	case "goal":
		if m.From != "" && !slices.Contains(o.GoalIDs, m.From) {
			return moved
		}
		if m.To != "" && w.goal(m.To) == nil {
			return models.NotFound("This goal")
		}
		var ids []string
		for _, id := range append(slices.Clone(o.GoalIDs), m.To) {
			if id != "" && id != m.From && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		o.GoalIDs = ids
	}
	if t := bindObjective(w, o); w.Live() && t.bears(bindObjective(w, before)) {
		if c, err := w.hold(tx, before.Title, "", before, o); err != nil || c != nil {
			return err
		}
	} else if w.Live() {
		if err := w.dropPlan(tx, before); err != nil {
			return err
		}
	}
	return tx.SaveObjective(models.ObjectiveChanged, before, o)
}

// MovedTo names where a move leads: the goal or the team.
func (w *World) MovedTo(m Move) string {
	if m.Kind == "team" {
		if name := w.Team(&m.To); name != "" {
			return name
		}
		return "no team"
	}
	if g := w.goal(m.To); g != nil {
		return g.Ref + " " + g.Title
	}
	return "no goal"
}

// RefOfMove is the reference of the goal or team a move leads to; empty for none.
func (w *World) RefOfMove(m Move) string {
	for _, t := range w.Teams {
		if m.Kind == "team" && t.ID == m.To {
			return t.Ref
		}
	}
	if g := w.goal(m.To); g != nil && m.Kind == "goal" {
		return g.Ref
	}
	return ""
}

// Objective finds one of the strategy's objectives; nil when it has none of that id.
func (w *World) Objective(id string) *models.Objective {
	for _, o := range w.Objectives {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// mergeTwo makes two goals, or two objectives, one: "kind.keep.drop".
func mergeTwo(tx *models.Tx, w *World, code string) error {
	p := strings.Split(code, ".")
	if len(p) != 3 || p[1] == p[2] {
		return models.NotFound("What was picked")
	}
	if p[0] == "goal" {
		keep, drop := w.goal(p[1]), w.goal(p[2])
		if keep == nil || drop == nil {
			return models.NotFound("One of the two goals")
		}
		return w.heldBack(tx.JoinGoals(keep, drop))
	}
	keep, drop := w.Objective(p[1]), w.Objective(p[2])
	if keep == nil || drop == nil {
		return models.NotFound("One of the two objectives")
	}
	return w.heldBack(tx.JoinObjectives(keep, drop))
}

// heldBack notes a change that waits until somebody has looked at what rests on it.
func (w *World) heldBack(c *models.PlannedChange, err error) error {
	if c != nil {
		w.Held = append(w.Held, c)
	}
	return err
}

// unmergeTwo makes two again of what was made one. Pressed twice it does nothing.
func unmergeTwo(tx *models.Tx, w *World, dropped string) error {
	m, err := tx.LastMerge(dropped)
	if err != nil || m == nil {
		return err
	}
	var of *string
	if m.Kind == "goal" {
		g, err := tx.GoalByID(dropped)
		if err != nil {
			return err
		}
		of = g.StrategyID
	} else {
		o, err := tx.ObjectiveByID(dropped)
		if err != nil {
			return err
		}
		of = o.StrategyID
	}
	if !w.reaches(of) {
		return nil
	}
	return tx.Unmerge(m)
}

// MovesTo are the moves that bring an objective to a team, a goal, or both; none where it stands there already. An objective with one
// goal leaves it for the other, one with several takes the other on as well.
func (w *World) MovesTo(objective, team, goal string) (moves []Move) {
	o := w.Objective(objective)
	if o == nil {
		return nil
	}
	if team != "" && team != text(o.TeamID) {
		moves = append(moves, Move{o.ID, "team", text(o.TeamID), team})
	}
	if goal != "" && !slices.Contains(o.GoalIDs, goal) {
		from := ""
		if len(o.GoalIDs) == 1 {
			from = o.GoalIDs[0]
		}
		moves = append(moves, Move{o.ID, "goal", from, goal})
	}
	return moves
}
