package models

import (
	"cmp"
	"slices"
)

// LayersPage is the two layers beside each other with all their values, and what does not fit. It shows what is in force, so that it says
// the same to everybody; drafts are listed for those who may know of them.
type LayersPage struct {
	Organization OrganizationLayer
	Foundation   *Foundation // nil while no strategy is in force
	Intent       *Intent
	Operations   []*OperationsLayer
	Flags        []LayerFlag
	Drafts       []*OperationsLayer
	Without      []*Team   // departments with no operations strategy in force, their own or of a team below them
	MayStart     bool      // this person may write one somewhere
	Next         *Strategy // drafted beside the one in force, for those who work on it: the alignment is about it then; nil when there is none

	symptoms map[string]*Symptom // that flags became, by mark
}

// FlagsOf gives the flags of one operations strategy by its reference; of the organizational one when that is empty.
func (p *LayersPage) FlagsOf(ref string) []LayerFlag {
	return slices.DeleteFunc(slices.Clone(p.Flags), func(f LayerFlag) bool { return f.Ref != ref })
}

// LayersPage reads both layers for their page.
func (r *Read) LayersPage() (*LayersPage, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	p := &LayersPage{Intent: b.Intent, MayStart: r.Who.May(RunOperations)}
	if p.Organization, p.Foundation, err = r.organizationLayer(b); err != nil {
		return nil, err
	}
	inForce, err := r.OperationsInForce()
	if err != nil {
		return nil, err
	}
	drafts, err := r.OperationsDrafts()
	if err != nil {
		return nil, err
	}
	all, err := r.operationsLayers(b, append(slices.Clone(inForce), drafts...))
	if err != nil {
		return nil, err
	}
	p.Operations, p.Drafts = all[:len(inForce)], all[len(inForce):]
	p.Flags = LayerFlags(p.Organization, p.Operations)
	if p.symptoms, err = r.flagSymptoms(); err != nil {
		return nil, err
	}
	if p.Next, err = r.draftBeside(b.Strategy); err != nil {
		return nil, err
	}
	p.Without, err = r.withoutOperations(b.Tree, inForce)
	return p, err
}

// draftBeside is the draft that the alignment is about while another strategy is in force, for those who may work on it; nil when there is none.
func (r *Read) draftBeside(inForce *Strategy) (*Strategy, error) {
	if inForce == nil || !r.Who.Aligns() {
		return nil, nil
	}
	s, err := r.StrategyToAlign()
	if err != nil || s.ID == inForce.ID {
		return nil, err
	}
	if works, err := r.worksOn(s); err != nil || !works {
		return nil, err
	}
	return s, nil
}

// Layers gives the flags of the two layers as they stand in force: the same for everybody who may open the company's pages.
func (r *Read) Layers() ([]LayerFlag, error) {
	p, err := r.LayersPage()
	if err != nil {
		return nil, err
	}
	return p.Flags, nil
}

func (r *Read) organizationLayer(b *Board) (o OrganizationLayer, f *Foundation, err error) {
	o = OrganizationLayer{Strategy: b.Strategy, Outcomes: b.Outcomes, Goals: b.Goals}
	if b.Strategy == nil {
		return o, nil, nil
	}
	if f, err = r.Foundation(b.Strategy); err != nil {
		return o, nil, err
	}
	o.Owner, o.Long = f.Owner, f.Long
	return o, f, nil
}

// operationsLayers puts beside operations strategies what their rules ask for, in one query for the people.
func (r *Read) operationsLayers(b *Board, list []*OperationsStrategy) ([]*OperationsLayer, error) {
	var owners []*string
	for _, s := range list {
		owners = append(owners, s.OwnerPersonID)
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	layers := make([]*OperationsLayer, len(list))
	for i, s := range list {
		l := &OperationsLayer{OperationsStrategy: s}
		if s.TeamID != nil {
			l.Team = b.Tree.ByID[*s.TeamID]
		}
		if s.OwnerPersonID != nil {
			l.Owner = people[*s.OwnerPersonID]
		}
		for _, o := range b.Outcomes {
			if slices.Contains(s.OutcomeIDs, o.ID) {
				l.Anchors = append(l.Anchors, o)
			}
		}
		layers[i] = l
	}
	return layers, nil
}

// OperationsKnown gives every operations strategy that this person may know of: those in force first, then drafts, then those that are over.
func (r *Read) OperationsKnown() ([]*OperationsLayer, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	list, err := r.operationsStrategies(r.visibleOperations(r.DB().Where("removed_at IS NULL")))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b *OperationsStrategy) int {
		place := func(s *OperationsStrategy) int { return slices.Index([]string{InForce, Draft, Superseded}, s.State) }
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.Name, b.Name), cmp.Compare(b.N, a.N))
	})
	return r.operationsLayers(b, list)
}

// withoutOperations gives the departments for which nothing says how well they are to run.
func (r *Read) withoutOperations(tree *Tree, list []*OperationsStrategy) (bare []*Team, err error) {
	departments, err := r.Departments()
	if err != nil {
		return nil, err
	}
	covered := map[string]bool{}
	for _, s := range list {
		if s.TeamID == nil || s.Scope != ScopeTeam {
			continue
		}
		covered[*s.TeamID] = true
		if d := tree.Department(*s.TeamID); d != nil {
			covered[d.ID] = true
		}
	}
	for _, d := range departments {
		if !covered[d.ID] {
			bare = append(bare, d)
		}
	}
	return bare, nil
}
