package models

import "cmp"

// askVersion asks the chain of a process to approve the version that was documented. Who owns the process or wrote in the version does not
// decide it.
func (tx *Tx) askVersion(p *Process) error {
	if p.ApprovalChainID == nil {
		return nil
	}
	c, err := tx.ChainByID(*p.ApprovalChainID)
	if err != nil {
		return err
	}
	about := ChainAbout{TeamID: text(p.TeamID), OutcomeID: text(p.OutcomeID), Barred: append([]string{text(p.OwnerPersonID)}, p.Current.Authors...)}
	a := &Approval{ProcessVersionID: &p.Current.ID, Question: "Approve version " + itoa(p.Current.N) + " of the process “" + cmp.Or(p.Name, p.Ref) + "”?"}
	return tx.AskChain(a, c, about)
}

// versionAsked is the open request to approve a version; nil when there is none.
func (r *Read) versionAsked(versionID string) (*Approval, error) {
	list, err := found[*Approval](r.DB().Where("process_version_id = ? AND state = ?", versionID, ApprovalPending).Order("created_at DESC"))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// overVersion ends the request for a version that is taken back or removed: nobody owes an answer any more.
func (tx *Tx) overVersion(p *Process) error {
	a, err := tx.versionAsked(p.Current.ID)
	if err != nil || a == nil {
		return err
	}
	_, err = tx.EndApproval(a, ApprovalOver)
	return err
}

// answerVersion answers for the stage that is asked for a version; the last yes puts it in use, a refusal sends it back.
func (tx *Tx) answerVersion(p *Process, yes bool, reason string) error {
	a, err := tx.versionAsked(p.Current.ID)
	if err != nil {
		return err
	}
	if a == nil { // it came in by an import: its chain is asked now
		if err := tx.Who.Must(ApproveProcess, OfTeam(p.TeamID)); err != nil {
			return err
		}
		return tx.askVersion(p)
	}
	if _, err := tx.Vote(a.Ref, yes, reason); err != nil {
		return err
	}
	now, err := tx.ProcessByID(p.ID)
	if err == nil {
		*p = *now
	}
	return err
}

// versionDecided puts a version in use that its chain has approved, or sends it back.
func (tx *Tx) versionDecided(a *Approval, why string) error {
	v, err := one("This version", func() ([]*ProcessVersion, error) {
		return found[*ProcessVersion](tx.DB().Where("id = ?", text(a.ProcessVersionID)))
	})
	if err != nil {
		return err
	}
	p, err := tx.ProcessByID(v.ProcessID)
	switch {
	case err != nil || p.Current.ID != v.ID || p.Current.State != ProcessWritten:
		return err
	case a.State == ApprovalApproved:
		return tx.putInUse(p)
	}
	return tx.sendBack(p, cmp.Or(why, "The approval chain refused it."))
}

// SetProcessChain says by which chain the versions of a process are approved; nil when whoever may approve processes does.
func (tx *Tx) SetProcessChain(p *Process, c *ApprovalChain) error {
	if err := tx.Who.Must(ApproveProcess, OfTeam(p.TeamID)); err != nil {
		return err
	}
	if p.Current.State == ProcessWritten {
		return AgainstRuleAt("chain", "Version "+itoa(p.Current.N)+" waits for approval. Once that is decided, another chain can be chosen.")
	}
	var id *string
	if c != nil {
		if c.RemovedAt != nil {
			return AgainstRuleAt("chain", "This approval chain was removed. Choose another one.")
		}
		id = &c.ID
	}
	if text(id) == text(p.ApprovalChainID) {
		return nil
	}
	before := *p
	p.ApprovalChainID = id
	if err := tx.Save(p); err != nil { // the wording stays: an approved version is never edited
		return err
	}
	return tx.Emit(ProcessChanged, p, &before, p)
}

// isAsked tells whether an open request waits for this person's answer.
func (r *Read) isAsked(a *Approval) (bool, error) {
	if a == nil || !r.Who.SignedIn() {
		return false, nil
	}
	votes, err := r.votesOf(a.ID)
	if err != nil {
		return false, err
	}
	mine, err := r.Votes(a, votes)
	return mine != nil, err
}

// fillProcessChain adds the chain of a process, what it is asked, and those that could be chosen.
func (r *Read) fillProcessChain(p *ProcessDetail, asked *Approval) (err error) {
	if p.ApprovalChainID != nil {
		if p.Chain, err = r.ChainByID(*p.ApprovalChainID); err != nil {
			return err
		}
	}
	if asked != nil {
		list, err := r.approvalsNow([]*Approval{asked})
		if err != nil {
			return err
		}
		p.Asked = list[0]
	}
	if r.Who.May(ApproveProcess, OfTeam(p.TeamID)) {
		p.Chains, err = r.Chains()
	}
	return err
}
