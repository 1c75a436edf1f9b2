package models

import (
	"errors"
	"slices"
	"time"
)

// ProcessDetail is one process as its page shows it.
type ProcessDetail struct {
	Onward *Onward // what became of it when its strategy was superseded; nil while it is not
	*ProcessNow
	Tree      *Tree
	Versions  []*ProcessVersion // newest first; without a draft that is not for this person
	Hidden    bool              // a draft is being written that is not for this person
	People    map[string]*Person
	Decisions []*DecisionNow
	Notes     []*Finding
	Approvers []*Person        // who may approve the version that waits; nil when none does
	Chain     *ApprovalChain   // by which its versions are approved; nil without one
	Asked     *ApprovalNow     // the request to it for the version that waits; nil when there is none
	Chains    []*ApprovalChain // those to choose from; nil for those who may not choose
}

// ProcessPage reads one process. One of a draft strategy is there for its authors and executives only; the draft of a version also for
// the process's owner, those who wrote in it, and those who may approve it.
func (r *Read) ProcessPage(ref string) (*ProcessDetail, error) {
	one, err := r.ProcessByRef(ref)
	if err != nil {
		return nil, err
	}
	asked, err := r.versionAsked(one.Current.ID)
	if err != nil {
		return nil, err
	}
	if err := r.seen("This process", one.StrategyID); err != nil {
		if mine, bad := r.isAsked(asked); bad != nil || !mine {
			return nil, errors.Join(bad, err)
		}
	}
	p := &ProcessDetail{ProcessNow: &ProcessNow{Process: one}}
	if p.Onward, err = r.onward("process", one.ID); err != nil {
		return nil, err
	}
	if p.Tree, err = r.Tree(); err != nil {
		return nil, err
	}
	if p.Versions, err = r.ProcessVersions(one.ID); err != nil {
		return nil, err
	}
	drafts := one.DraftsFor(r.Who)
	if p.Hidden = !drafts && one.Current.State == ProcessDraft; p.Hidden {
		p.Versions = slices.DeleteFunc(p.Versions, func(v *ProcessVersion) bool { return v.State == ProcessDraft })
	}
	if p.Current.State == ProcessWritten {
		if p.Approvers, err = r.approvers(one, p.Tree); err != nil {
			return nil, err
		}
	}
	if p.People, err = r.peopleByID(p.named()...); err != nil {
		return nil, err
	}
	p.OwnedBy = ownerOf(one.TeamID, one.OwnerPersonID, "", p.Tree.ByID, p.People)
	if err := r.fillMadeFor(p); err != nil {
		return nil, err
	}
	if p.Decisions, err = r.DecisionsAbout("process", one.ID, fewDecisions); err != nil {
		return nil, err
	}
	if err := r.fillProcessChain(p, asked); err != nil {
		return nil, err
	}
	p.Notes, err = r.FindingsOf("process", one.ID)
	return p, err
}

// fillMadeFor reads the workflow a process redesigns, or the outcome it was made for if this person may know of it.
func (r *Read) fillMadeFor(p *ProcessDetail) (err error) {
	if p.WorkflowID != nil {
		if p.Workflow, err = r.WorkflowByID(*p.WorkflowID); err != nil {
			return err
		}
	}
	if p.OutcomeID == nil {
		return nil
	}
	if p.Outcome, err = r.OutcomeByID(*p.OutcomeID); err != nil {
		return err
	}
	if ok, err := r.MaySee(p.Outcome.StrategyID); err != nil || !ok || p.Outcome.RemovedAt != nil || p.Outcome.State == OutcomeAside {
		p.Outcome = nil
		return err
	}
	return nil
}

// DraftsFor tells whether a draft of this process is for a person: an author of the alignment, an executive, its owner, somebody who
// wrote in it, or who may approve it.
func (p *Process) DraftsFor(w Who) bool {
	owns := w.PersonID != "" && p.OwnerPersonID != nil && *p.OwnerPersonID == w.PersonID
	return w.Aligns() || owns || w.PersonID != "" && slices.Contains(p.Current.Authors, w.PersonID) || w.May(ApproveProcess, OfTeam(p.TeamID))
}

// named lists the ids of everybody the page names.
func (p *ProcessDetail) named() []*string {
	ids := []*string{p.OwnerPersonID}
	for _, v := range p.Versions {
		ids = append(ids, v.ApprovedPersonID, v.RequestedPersonID, v.ReturnedPersonID)
		for i := range v.Authors {
			ids = append(ids, &v.Authors[i])
		}
		for _, s := range v.Steps {
			ids = append(ids, s.WhoPersonID)
			for _, d := range s.Duties {
				ids = append(ids, d.PersonID)
			}
		}
	}
	return ids
}

// PartyName is what a party of this process is called.
func (p *ProcessDetail) PartyName(party Party) string {
	if person := p.People[party.PersonID]; person != nil {
		return person.Name
	}
	if team := p.Tree.ByID[party.TeamID]; team != nil {
		return team.Name
	}
	return ""
}

// PersonName is a person's name; empty for nobody.
func (p *ProcessDetail) PersonName(id *string) string {
	if id == nil || p.People[*id] == nil {
		return ""
	}
	return p.People[*id].Name
}

// Version finds one of the versions this person may read; the newest one for 0, nil when there is none.
func (p *ProcessDetail) Version(n int) *ProcessVersion {
	for _, v := range p.Versions {
		if n == 0 || v.N == n {
			return v
		}
	}
	return nil
}

// approvers lists those who may approve the version that waits: executives and the heads above the team, but not its owner or authors.
func (r *Read) approvers(p *Process, tree *Tree) ([]*Person, error) {
	heads := []string{}
	seen := map[string]bool{}
	for id := p.TeamID; id != nil && tree.ByID[*id] != nil && !seen[*id]; id = tree.ByID[*id].ParentTeamID {
		t := tree.ByID[*id]
		seen[*id] = true
		if t.LeadPersonID != nil {
			heads = append(heads, *t.LeadPersonID)
		}
	}
	var people []*Person
	if err := r.DB().Where("active = ? AND (executive = ? OR id IN ?)", true, true, heads).Order("name, id").Limit(200).Find(&people).Error; err != nil {
		return nil, err
	}
	var list []*Person
	for _, one := range people {
		if p.Bar(asApprover(one, tree)) == "" {
			list = append(list, one)
		}
	}
	return list, nil
}

// asApprover is a person as far as approving goes, from the tree that was read already.
func asApprover(p *Person, tree *Tree) Who {
	w := Who{PersonID: p.ID, Name: p.Name, Executive: p.Executive, Below: map[string]bool{}}
	for _, t := range tree.ByID {
		if t.LeadPersonID == nil || *t.LeadPersonID != p.ID {
			continue
		}
		w.Leads = append(w.Leads, t.ID)
		if t.Department || len(tree.Direct[t.ID]) > 0 {
			w.Heads = append(w.Heads, t.ID)
		}
		for _, id := range tree.Under(t.ID) {
			w.Below[id] = true
		}
	}
	return w
}

// WaitingApprovals lists the processes that wait for this person's approval, the longest wait first.
func (r *Read) WaitingApprovals() ([]*Process, error) {
	if !r.Who.May(ApproveProcess) {
		return nil, nil
	}
	waiting := r.DB().Model(&ProcessVersion{}).Select("process_id").Where("state = ?", ProcessWritten)
	list, err := r.processes(r.visible(r.DB().Where("removed_at IS NULL AND id IN (?)", waiting)))
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(p *Process) bool { return p.Bar(r.Who) != "" })
	slices.SortStableFunc(list, func(a, b *Process) int { return since(a).Compare(since(b)) })
	return list, nil
}

func since(p *Process) time.Time {
	if p.Current.RequestedAt == nil {
		return p.CreatedAt
	}
	return *p.Current.RequestedAt
}
