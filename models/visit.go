package models

import (
	"slices"
	"strconv"
	"strings"
)

// VisitStops is how many stops the guided visit along the thread has: the intent, an outcome, a workflow, an objective, and what to do on Monday.
const VisitStops = 5

// visitOver is kept of a person who has taken the guided visit, or left it.
const visitOver = "over"

// Visit is where somebody stands on the guided visit, and the references of what it leads along; empty where the strategy has none.
type Visit struct {
	Stop                         int // 1 to VisitStops
	Outcome, Workflow, Objective string
}

// OnVisit is where a person stands on the guided visit; false when they are not on it.
func (p *Person) OnVisit() (Visit, bool) {
	parts := strings.Split(p.Visit, " ")
	if len(parts) != 4 {
		return Visit{}, false
	}
	stop, err := strconv.Atoi(parts[0])
	blank := func(s string) string { return strings.TrimPrefix(s, "-") }
	return Visit{stop, blank(parts[1]), blank(parts[2]), blank(parts[3])}, err == nil && stop >= 1 && stop <= VisitStops
}

// VisitOpen tells whether the guided visit may be offered: the person has neither taken it nor left it.
func (p *Person) VisitOpen() bool { return p.Visit == "" }

// Thread chooses what a guided visit leads along for whoever reads: an objective, of their own teams where there is one, and from it up to an
// outcome that a workflow moves, too. It is false while no strategy is in force.
func (r *Read) Thread() (v Visit, ok bool, err error) {
	s, _, err := r.InForce()
	if err != nil || s == nil {
		return v, false, err
	}
	outcomes, err := r.OutcomesOf(s.ID)
	if err != nil {
		return v, false, err
	}
	goals, err := r.GoalsOf(s.ID)
	if err != nil {
		return v, false, err
	}
	objectives, err := r.ObjectivesOf(s.ID)
	if err != nil {
		return v, false, err
	}
	workflows, err := r.Workflows()
	if err != nil {
		return v, false, err
	}
	serves := map[string][]string{}
	for _, g := range goals {
		serves[g.ID] = g.OutcomeIDs
	}
	mine := func(team *string) bool {
		return team != nil && (slices.Contains(r.Who.MemberOf, *team) || slices.Contains(r.Who.Leads, *team))
	}
	best := -1
	for _, o := range outcomes {
		moves := slices.DeleteFunc(slices.Clone(workflows), func(w *Workflow) bool {
			return !slices.ContainsFunc(w.Outcomes, func(l *WorkflowOutcome) bool { return l.OutcomeID == o.ID })
		})
		slices.SortStableFunc(moves, func(a, b *Workflow) int { return rank(mine(a.TeamID)) - rank(mine(b.TeamID)) })
		one := Visit{Stop: 1, Outcome: o.Ref}
		score := 0
		if len(moves) > 0 {
			one.Workflow, score = moves[0].Ref, 2-rank(mine(moves[0].TeamID))
		}
		for _, b := range objectives {
			delivers := slices.ContainsFunc(b.GoalIDs, func(g string) bool { return slices.Contains(serves[g], o.ID) })
			if delivers && (one.Objective == "" || mine(b.TeamID)) {
				if one.Objective == "" {
					score += 2
				}
				one.Objective = b.Ref
				if mine(b.TeamID) {
					score += 3
					break
				}
			}
		}
		if score > best {
			v, best = one, score
		}
	}
	v.Stop = 1
	return v, true, nil
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// KeepVisit remembers where a person stands on the guided visit. A stop outside it ends the visit.
func (tx *Tx) KeepVisit(p *Person, v Visit) error {
	before, after := *p, *p
	after.Visit = visitOver
	if v.Stop >= 1 && v.Stop <= VisitStops {
		dash := func(ref string) string {
			if ref == "" {
				return "-"
			}
			return ref
		}
		after.Visit = strings.Join([]string{strconv.Itoa(v.Stop), dash(v.Outcome), dash(v.Workflow), dash(v.Objective)}, " ")
	}
	if after.Visit == before.Visit {
		return nil
	}
	return tx.SaveSelf(&before, &after)
}
