package models

import (
	"slices"
	"strings"

	"throughline/models/day"
)

// longestAllocation is how many months one allocation may last at most.
const longestAllocation = 60

// AllocationByRef finds one allocation.
func (r *Read) AllocationByRef(ref string) (*Allocation, error) {
	return one("This allocation", func() ([]*Allocation, error) {
		return found[*Allocation](r.DB().Where("ref = ? AND removed_at IS NULL", ref))
	})
}

// RemovedAllocation finds an allocation that was taken out of sight.
func (r *Read) RemovedAllocation(ref string) (*Allocation, error) {
	return one("This allocation", func() ([]*Allocation, error) {
		return found[*Allocation](r.DB().Where("ref = ? AND removed_at IS NOT NULL", ref))
	})
}

// MayAllocate tells whether this person may propose or decide what a team puts in: leads for their teams, executives everywhere.
func (w Who) MayAllocate(teamID string) bool { return w.May(Decide, OfTeam(&teamID)) }

// AddAllocation writes an allocation as proposed.
func (tx *Tx) AddAllocation(a *Allocation) error {
	a.State, a.DecisionID, a.ProposedPersonID = Proposed, nil, tx.actor()
	if err := tx.judgeAllocation(a); err != nil {
		return err
	}
	if err := tx.Insert(a); err != nil {
		return err
	}
	return tx.Emit(AllocationProposed, a, nil, a)
}

// SaveAllocation writes a changed allocation while it is proposed; before is how it stood.
func (tx *Tx) SaveAllocation(before, a *Allocation) error {
	if err := tx.Who.Must(Decide, OfTeam(&before.TeamID)); err != nil {
		return err
	}
	if before.State != Proposed {
		return AgainstRule("It is decided. Reverse or supersede its decision; then it is proposed again and can be changed.")
	}
	if err := tx.judgeAllocation(a); err != nil {
		return err
	}
	if err := tx.Save(a); err != nil {
		return err
	}
	return tx.Emit(AllocationChanged, a, before, a)
}

// judgeAllocation says what speaks against an allocation, at the field that can mend it.
func (tx *Tx) judgeAllocation(a *Allocation) error {
	if !tx.Who.MayAllocate(a.TeamID) {
		return AgainstRuleAt("team", "Leads propose for their teams, executives for all. Choose one of yours.")
	}
	if !slices.Contains(AllocationKinds, a.Kind) {
		return AgainstRuleAt("kind", "Choose people, money or a tool.")
	}
	if strings.TrimSpace(a.Name) == "" {
		return AgainstRuleAt("name", "Say what it is for.")
	}
	switch {
	case a.Kind == Headcount && a.People <= 0:
		return AgainstRuleAt("people", "Give how many people, such as 1.5. One full-time person is 1.")
	case a.Kind != Headcount && a.People != 0:
		return AgainstRuleAt("people", "Only an allocation of people has a number of people. Take it out, or choose people.")
	case a.Kind == Headcount && a.Amount != 0:
		return AgainstRuleAt("amount", "People are allocated without money here. Take the amount out, or propose it as money beside this.")
	case a.Kind == Budget && a.Amount <= 0:
		return AgainstRuleAt("amount", "Give the amount of money over the whole period.")
	case a.Amount < 0:
		return AgainstRuleAt("amount", "Give an amount of 0 or more.")
	case a.People > 100_000*hundred:
		return AgainstRuleAt("people", "Give at most 100,000 people.")
	case !a.FromDay.Valid():
		return AgainstRuleAt("from", "Give the first day.")
	case !a.ToDay.Valid() || a.ToDay.Before(a.FromDay):
		return AgainstRuleAt("to", "Give the last day, from "+a.FromDay.Long()+" on.")
	case a.ToDay.After(a.FromDay.AddMonths(longestAllocation)):
		return AgainstRuleAt("to", "One allocation lasts at most five years. Give a day until "+a.FromDay.AddMonths(longestAllocation).Long()+".")
	}
	return nil
}

// RemoveAllocation takes a proposed allocation out of sight; PutBackAllocation brings it back.
func (tx *Tx) RemoveAllocation(a *Allocation) error {
	if err := tx.Who.Must(Decide, OfTeam(&a.TeamID)); err != nil {
		return err
	}
	if a.State != Proposed {
		return AgainstRule("A decided allocation is not removed. Reverse its decision with a reason.")
	}
	before := *a
	if err := tx.Remove(a); err != nil {
		return err
	}
	return tx.Emit(AllocationRemoved, a, &before, a)
}

// PutBackAllocation undoes RemoveAllocation.
func (tx *Tx) PutBackAllocation(a *Allocation) error {
	if err := tx.Who.Must(Decide, OfTeam(&a.TeamID)); err != nil {
		return err
	}
	before := *a
	if err := tx.PutBack(a); err != nil {
		return err
	}
	return tx.Emit(AllocationPutBack, a, &before, a)
}

// DecideAllocation says which accepted decision has decided a proposed allocation: one for its team, a team above, or the whole company.
func (tx *Tx) DecideAllocation(a *Allocation, ref string) error {
	if err := tx.Who.Must(Decide, OfTeam(&a.TeamID)); err != nil {
		return err
	}
	if a.State != Proposed {
		return AgainstRule("It is decided already.")
	}
	d, err := tx.DecisionByRef(strings.ToUpper(strings.TrimSpace(ref)))
	if _, refused := AsRefusal(err); refused {
		return AgainstRuleAt("decision", "There is no decision “"+ref+"”. Give the reference of an accepted one, such as D3.")
	}
	if err != nil {
		return err
	}
	if d.State != DecisionAccepted {
		return AgainstRuleAt("decision", d.Ref+" is "+d.State+". Only an accepted decision decides.")
	}
	tree, err := tx.sharedTree()
	if err != nil {
		return err
	}
	if !d.covers(tree, a) {
		return AgainstRuleAt("decision", d.Ref+" was decided for another team. Give a decision of this team, a team above it, or the whole company.")
	}
	return tx.decided(a, d)
}

func (tx *Tx) decided(a *Allocation, d *Decision) error {
	before := *a
	a.State, a.DecisionID = Decided, &d.ID
	if err := tx.Save(a); err != nil {
		return err
	}
	return tx.Emit(AllocationDecided, a, &before, a)
}

// decideAllocations makes what a decision just accepted affects decided, as far as it was proposed and the decision holds for its team (R08).
func (tx *Tx) decideAllocations(d *Decision) error {
	tied := tx.DB().Model(&DecisionLink{}).Select("entity_id").Where("decision_id = ? AND entity_type = 'allocation'", d.ID)
	list, err := found[*Allocation](tx.DB().Where("removed_at IS NULL AND state = ? AND id IN (?)", Proposed, tied).Order("created_at, id"))
	if err != nil {
		return err
	}
	tree, err := tx.sharedTree()
	if err != nil {
		return err
	}
	for _, a := range list {
		if !d.covers(tree, a) {
			continue
		}
		if err := tx.decided(a, d); err != nil {
			return err
		}
	}
	return nil
}

// covers tells whether a decision holds for the team of an allocation: it was made for that team, a team above it, or the whole company.
func (d *Decision) covers(tree *Tree, a *Allocation) bool {
	return d.TeamID == nil || slices.Contains(tree.Under(*d.TeamID), a.TeamID)
}

// reopenAllocations makes what a decision had decided proposed again, because it no longer counts.
func (tx *Tx) reopenAllocations(d *Decision) error {
	list, err := found[*Allocation](tx.DB().Where("decision_id = ? AND state = ?", d.ID, Decided).Order("created_at, id"))
	if err != nil {
		return err
	}
	for _, a := range list {
		before := *a
		a.State, a.DecisionID = Proposed, nil
		if err := tx.Save(a); err != nil {
			return err
		}
		if err := tx.Emit(AllocationReopened, a, &before, a); err != nil {
			return err
		}
	}
	return nil
}

// SetCeiling sets the most that a team and those below it may spend in a fiscal year, in the smallest unit of the currency; nil takes it away.
func (tx *Tx) SetCeiling(t *Team, amount *int64) error {
	if tx.Who.Reach(Decide) != All {
		return NotAllowed("Executives set what may be spent.")
	}
	if amount != nil && *amount < 0 {
		return AgainstRuleAt("ceiling", "Give an amount of 0 or more.")
	}
	before := *t
	t.BudgetCeiling = amount
	if err := tx.Save(t); err != nil {
		return err
	}
	return tx.Emit(TeamChanged, t, &before, t)
}

// allocationsIn gives the allocations that share a day with a period, of some teams, or all when nil.
func (r *Read) allocationsIn(from, to day.Day, teams []string) ([]*Allocation, error) {
	q := r.DB().Where("removed_at IS NULL AND from_day <= ? AND to_day >= ?", string(to), string(from))
	if teams != nil {
		q = q.Where("team_id IN ?", teams)
	}
	var list []*Allocation
	err := q.Order("from_day, created_at, id").Limit(5 * most).Find(&list).Error
	return list, err
}
