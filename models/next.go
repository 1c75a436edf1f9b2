package models

import (
	"slices"
)

// What becomes of a thing of the strategy in force in the next one.
const (
	Carried = "carried"
	LeftOut = "dropped"
)

// StrategyChoice says what becomes of one thing of the strategy in force in the one that is drafted after it: it is carried, or dropped for
// a reason.
type StrategyChoice struct {
	Row
	StrategyID string
	EntityType string
	EntityID   string
	Ref        string
	Title      string
	Choice     string // Carried or LeftOut
	Reason     string // why it is dropped
	Copied     string // id of what goes on with it in the new strategy; empty for what goes on itself, as a workflow does
}

// NextThing is one thing of the strategy in force with what was chosen for it.
type NextThing struct {
	Kind, ID, Ref, Title string
	Owner                string
	Choice               *StrategyChoice // nil while nothing was chosen
	CopyRef              string          // what goes on with it; empty for what goes on itself
	Lost                 bool            // it was carried, and what should go on with it was removed in the alignment since

	entity Entity
}

// Decided tells whether it is known what becomes of it.
func (t *NextThing) Decided() bool { return t.Choice != nil && !t.Lost }

// Is tells whether a choice stands for it.
func (t *NextThing) Is(choice string) bool { return t.Decided() && t.Choice.Choice == choice }

// NextGroup is all things of one kind.
type NextGroup struct {
	Key, One, Many string
	Things         []*NextThing
}

// Count is for how many of the things a choice stands; an empty one counts those that nobody decided yet.
func (g *NextGroup) Count(choice string) (n int) {
	for _, t := range g.Things {
		if choice == "" && !t.Decided() || t.Is(choice) {
			n++
		}
	}
	return n
}

// nextKinds are the kinds of things that go over, in the order in which they rest on each other.
var nextKinds = []struct{ key, one, many string }{
	{"outcome", "outcome", "outcomes"}, {"goal", "goal", "goals"}, {"objective", "objective", "objectives"}, {"workflow", "workflow", "workflows"},
	{"process", "process", "processes"}, {"rule", "handoff rule", "handoff rules"},
}

// Next is a strategy that is drafted after the one in force, with everything of that one and what becomes of it.
type Next struct {
	Strategy *Strategy
	Former   *Strategy
	Groups   []*NextGroup
	Closes   []*NextClose

	made map[string]Entity // what goes on with the things that were carried, by id
}

// NextClose is an outcome that is not closed yet, with what was said ahead of how it ends; nil while nobody said.
type NextClose struct {
	*OutcomeNow
	Ahead *OutcomeClose
}

// Group is the things of one kind.
func (n *Next) Group(kind string) *NextGroup {
	for _, g := range n.Groups {
		if g.Key == kind {
			return g
		}
	}
	return &NextGroup{Key: kind}
}

// Thing finds one thing of the strategy in force; nil when it is not among them.
func (n *Next) Thing(kind, id string) *NextThing {
	for _, t := range n.Group(kind).Things {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// copyOf is what goes on with a thing; empty while it is not carried.
func (n *Next) copyOf(kind, id string) string {
	if t := n.Thing(kind, id); t != nil && t.Is(Carried) {
		return t.Choice.Copied
	}
	return ""
}

// copiesOf are what goes on with some things, as far as they are carried.
func (n *Next) copiesOf(kind string, ids []string) (list []string) {
	for _, id := range ids {
		if to := n.copyOf(kind, id); to != "" {
			list = append(list, to)
		}
	}
	return list
}

// choices are all choices that stand.
func (n *Next) choices() (list []*StrategyChoice) {
	for _, g := range n.Groups {
		for _, t := range g.Things {
			if t.Decided() {
				list = append(list, t.Choice)
			}
		}
	}
	return list
}

// Adrift tells whether a thing is carried while everything that it serves is dropped: it serves nothing in the next strategy until somebody
// ties it to something there.
func (n *Next) Adrift(t *NextThing) bool {
	if !t.Is(Carried) {
		return false
	}
	drafted := func(ids ...string) bool {
		return slices.ContainsFunc(ids, func(id string) bool { return n.made[id] != nil })
	}
	switch e := t.entity.(type) {
	case *Goal:
		to, is := n.made[t.Choice.Copied].(*Goal)
		return is && len(e.OutcomeIDs) > 0 && !drafted(to.OutcomeIDs...)
	case *Objective:
		to, is := n.made[t.Choice.Copied].(*Objective)
		return is && len(e.GoalIDs) > 0 && !drafted(to.GoalIDs...)
	case *Process:
		to, is := n.made[t.Choice.Copied].(*Process)
		return is && e.OutcomeID != nil && !drafted(idOf(to.OutcomeID))
	case *Workflow:
		return n.moved(e) && !slices.ContainsFunc(e.Outcomes, func(l *WorkflowOutcome) bool { return drafted(l.OutcomeID) })
	}
	return false
}

// moved tells whether a workflow moves an outcome of the strategy in force that is not over.
func (n *Next) moved(w *Workflow) bool {
	return slices.ContainsFunc(w.Outcomes, func(l *WorkflowOutcome) bool { return n.Thing("outcome", l.OutcomeID) != nil })
}

// Gaps is what keeps the next strategy from taking the place of the one in force: what nobody decided yet, and outcomes without their close.
func (n *Next) Gaps() (list []string) {
	for _, g := range n.Groups {
		if open := g.Count(""); open > 0 {
			list = append(list, counted(open, "1 "+g.One, g.Many)+" of the strategy in force "+isAreN(open)+" neither carried nor dropped yet.")
		}
	}
	var open []string
	for _, c := range n.Closes {
		if c.Ahead == nil {
			open = append(open, c.Ref)
		}
	}
	if len(open) > 0 {
		list = append(list, "Nobody said yet how "+andWords(open)+" "+map[bool]string{true: "ends.", false: "end."}[len(open) == 1])
	}
	return list
}

func isAreN(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// former is the strategy that one was drafted after, or took the place of; nil when it is the first.
func (r *Read) former(s *Strategy) (*Strategy, error) {
	if s.FollowsStrategyID == nil {
		return nil, nil
	}
	list, err := found[*Strategy](r.DB().Where("id = ?", *s.FollowsStrategyID))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// NextByRef reads a strategy that is drafted after the one in force, for its authors and executives.
func (r *Read) NextByRef(ref string) (*Next, error) {
	s, err := r.OrganizationalByRef(ref)
	if err != nil {
		return nil, err
	}
	return r.NextOf(s)
}

// NextOf reads everything of the strategy in force with what becomes of it in a draft. Not found when the draft follows none in force.
func (r *Read) NextOf(s *Strategy) (*Next, error) {
	former, err := r.former(s)
	if err != nil {
		return nil, err
	}
	if former == nil || s.State != Draft || former.State != InForce {
		return nil, NotFound("The next strategy")
	}
	n := &Next{Strategy: s, Former: former, made: map[string]Entity{}}
	for _, k := range nextKinds {
		n.Groups = append(n.Groups, &NextGroup{Key: k.key, One: k.one, Many: k.many})
	}
	if err := r.fillNext(n); err != nil {
		return nil, err
	}
	return n, r.fillNextChoices(n)
}

// NextDraft is the draft that follows the strategy in force, for those who may know of it; nil when there is none.
func (r *Read) NextDraft() (*Strategy, error) {
	list, err := found[*Strategy](r.DB().Where("kind = ? AND state = ? AND removed_at IS NULL AND follows_strategy_id IS NOT NULL", Organizational, Draft).Order("created_at DESC, id DESC"))
	if err != nil {
		return nil, err
	}
	for _, s := range slices.DeleteFunc(list, func(s *Strategy) bool { return s.FollowsStrategyID == nil }) {
		if ok, err := r.MaySee(&s.ID); err != nil || ok {
			return s, err
		}
	}
	return nil, nil
}
