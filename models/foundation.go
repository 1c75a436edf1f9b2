package models

import (
	"throughline/models/day"
)

// Capability is something that the competitive position of a strategy pays for: a workflow, a process or a team (R05).
type Capability struct {
	Row
	StrategyID string
	EntityType string
	EntityID   string
}

// LongGoal is what is to be reached by the end of a strategy's horizon. It caps the goals under it, and through them the objectives (R05).
type LongGoal struct {
	Row
	StrategyID string
	Position   int // from 1
	Title      string
	DueDay     day.Day

	GoalIDs []string `gorm:"-"` // the goals under it; saved with it
}

// LongGoalCap says that a goal stands under a long-term goal.
type LongGoalCap struct {
	Row
	LongGoalID string
	GoalID     string
}

func (l *LongGoal) unshare() { l.GoalIDs = append([]string(nil), l.GoalIDs...) }

// MostLongGoals is how many long-term goals a strategy has at most: what has more of them has none.
const MostLongGoals = 5

// Foundation is what an organizational strategy stands on beside its intent (R05).
type Foundation struct {
	Strategy     *Strategy
	Owner        *Person
	Capabilities []*Affected // what the competitive position pays for, as far as this person may know of it
	Long         []*LongGoal
	Goals        map[string]*Goal // the strategy's goals by id
	Hidden       []*Capability    // capabilities that this person may not know of; they stay when it is saved
	Mine         bool             // this person may write it
}

// Under gives the goals under a long-term goal.
func (f *Foundation) Under(l *LongGoal) (list []*Goal) {
	for _, id := range l.GoalIDs {
		if g := f.Goals[id]; g != nil {
			list = append(list, g)
		}
	}
	return list
}

// None tells whether nothing of it is written yet.
func (f *Foundation) None() bool {
	s := f.Strategy
	return s.Mission == "" && s.Position == "" && s.Markets == "" && s.TradeOffs == "" && s.Ambition == "" && !s.FromDay.Valid() && !s.ToDay.Valid() &&
		s.OwnerPersonID == nil && len(f.Capabilities)+len(f.Long)+len(f.Hidden) == 0
}

// Missing names what nobody has written yet, as people call it.
func (f *Foundation) Missing() (list []string) {
	s := f.Strategy
	for _, part := range []struct {
		missing bool
		name    string
	}{
		{s.Mission == "", "the mission"},
		{s.Position == "", "the competitive position"},
		{s.Position != "" && len(f.Capabilities)+len(f.Hidden) == 0, "what the position pays for"},
		{s.Markets == "", "the markets"},
		{len(f.Long) == 0, "the long-term goals"},
		{s.TradeOffs == "", "the trade-offs"},
		{s.Ambition == "", "how the ambition ties to the budget"},
		{!s.FromDay.Valid() || !s.ToDay.Valid(), "the horizon"},
		{s.OwnerPersonID == nil, "the owner"},
	} {
		if part.missing {
			list = append(list, part.name)
		}
	}
	return list
}
