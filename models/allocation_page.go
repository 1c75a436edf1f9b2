package models

// AllocationDetail is one allocation as its page shows it.
type AllocationDetail struct {
	*Allocation
	Company   *Company
	Team      *Team    // nil when it is closed
	Outcome   *Outcome // nil when it names none that this person may know of
	Decision  *Decision
	Proposer  string
	Decisions []*DecisionNow
	Quarter   AllocationPart // what falls into the running quarter
	Label     string         // of that quarter
}

// AllocationPage reads one allocation with what decided it.
func (r *Read) AllocationPage(ref string) (*AllocationDetail, error) {
	a, err := r.AllocationByRef(ref)
	if err != nil {
		return nil, err
	}
	p := &AllocationDetail{Allocation: a}
	if p.Company, err = r.Company(); err != nil {
		return nil, err
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	p.Team = tree.ByID[a.TeamID]
	if a.OutcomeID != nil {
		list, err := found[*Outcome](r.visibleOutcomes(r.DB().Where("id = ? AND removed_at IS NULL", *a.OutcomeID)))
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			p.Outcome = list[0]
		}
	}
	if a.DecisionID != nil {
		if p.Decision, err = r.decisionByID(*a.DecisionID); err != nil {
			return nil, err
		}
	}
	if p.Proposer, err = r.PersonName(a.ProposedPersonID); err != nil {
		return nil, err
	}
	from, to, label := p.Company.Periods(r.Today(), "quarter")
	p.Label, p.Quarter = label, AllocationPart{Allocation: a, Share: a.MoneyIn(from, to)}
	p.Decisions, err = r.DecisionsAbout("allocation", a.ID, fewDecisions)
	return p, err
}
