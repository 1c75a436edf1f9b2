package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Answers in an approval.
const (
	VoteYes = "yes"
	VoteNo  = "no"
)

// ApprovalByRef finds one approval with who is asked.
func (r *Read) ApprovalByRef(ref string) (*Approval, []*ApprovalVote, error) {
	a, err := one("This approval", func() ([]*Approval, error) { return found[*Approval](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, nil, err
	}
	votes, err := r.votesOf(a.ID)
	return a, votes, err
}

func (r *Read) votesOf(approvalID string) ([]*ApprovalVote, error) {
	return found[*ApprovalVote](r.DB().Where("approval_id = ?", approvalID).Order("created_at, id"))
}

// ApprovalOf finds the approval that a step asks for; nil when it has none.
func (r *Read) ApprovalOf(runID, key, iter string) (*Approval, error) {
	list, err := found[*Approval](r.DB().Where("run_id = ? AND step_key = ? AND iter = ?", runID, key, iter))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// AskApproval asks people, tells them, and sees that the run goes on when nobody decides in time.
func (tx *Tx) AskApproval(a *Approval, people []string) error {
	a.State, a.Asked = ApprovalPending, len(people)
	if err := tx.Insert(a); err != nil {
		return err
	}
	if err := tx.askVotes(a, people); err != nil {
		return err
	}
	if a.RunID != nil {
		if err := tx.Enqueue(dueWork(*a.RunID, a.StepKey, a.Iter, a.ID, *a.DueAt)); err != nil {
			return err
		}
	}
	return tx.Emit(ApprovalAsked, a, nil, a)
}

// askVotes asks people at the stage that an approval has reached.
func (tx *Tx) askVotes(a *Approval, people []string) error {
	var votes []*ApprovalVote
	for _, id := range people {
		votes = append(votes, &ApprovalVote{ApprovalID: a.ID, PersonID: id, StageID: a.StageID, AskedAt: &tx.Now})
	}
	return InsertAll[ApprovalVote](tx, votes)
}

// EndApproval decides an approval that is open still; ended is false when it was decided meanwhile.
func (tx *Tx) EndApproval(a *Approval, state string) (ended bool, err error) {
	before := *a
	done := tx.DB().Model(&Approval{}).Where("id = ? AND state = ?", a.ID, ApprovalPending).
		Updates(map[string]any{"state": state, "decided_at": tx.Now, "updated_at": tx.Now, "version": gorm.Expr("version + 1")})
	if done.Error != nil || done.RowsAffected != 1 {
		return false, done.Error
	}
	a.State, a.DecidedAt = state, &tx.Now
	a.Version++
	return true, tx.Emit(ApprovalDecided, a, &before, a)
}

// Votes finds in whose name this person can answer: their own first, else that of somebody they stand in for today. Nobody approves what
// they began or wrote themselves, nor in the name of somebody else. The name is nil when there is none.
func (r *Read) Votes(a *Approval, votes []*ApprovalVote) (mine *ApprovalVote, err error) {
	began, err := r.began(a, r.Who.PersonID)
	if err != nil || began {
		return nil, err
	}
	standIns, err := r.StandIns()
	if err != nil {
		return nil, err
	}
	for _, v := range votes {
		switch {
		case !a.Counts(v):
		case v.PersonID == r.Who.PersonID:
			if v.Said == "" {
				return v, nil
			}
		case v.Said == "" && mine == nil && standIns.Acts(r.Who.PersonID, v.PersonID) != nil:
			mine = v
		}
	}
	return mine, nil
}

// began tells whether somebody's own act asks for an approval: they started the run, own the process or wrote in its version.
func (r *Read) began(a *Approval, personID string) (bool, error) {
	way, err := a.course()
	if err != nil || slices.Contains(way.Barred, personID) || a.RunID == nil {
		return err == nil && slices.Contains(way.Barred, personID), err
	}
	run, err := r.RunByID(*a.RunID)
	if err != nil {
		return false, err
	}
	return r.startedBy(run, personID)
}

// Vote answers an approval. As soon as enough have said yes, or so many no that it cannot come about any more, it is decided: the next stage
// is asked, or the run goes on, or the version is approved or sent back. It is decided once, however many answer in the same moment.
func (tx *Tx) Vote(ref string, yes bool, reason string) (*Approval, error) {
	a, _, err := tx.ApprovalByRef(ref)
	if err != nil {
		return nil, err
	}
	if err := tx.lockApproval(a); err != nil {
		return nil, err
	}
	votes, err := tx.votesOf(a.ID)
	if err != nil {
		return nil, err
	}
	if a.State != ApprovalPending {
		return nil, AgainstRule("This was decided meanwhile.")
	}
	mine, err := tx.Votes(a, votes)
	if err != nil {
		return nil, err
	}
	if mine == nil {
		return nil, NotAllowed("You are not asked here, have answered already, or began it yourself: somebody else decides.")
	}
	reason = strings.TrimSpace(reason)
	if !yes && reason == "" {
		return nil, AgainstRuleAt("reason", "Say in one sentence why not.")
	}
	mine.Said, mine.Reason, mine.ByPersonID, mine.SaidAt = map[bool]string{true: VoteYes, false: VoteNo}[yes], reason, tx.actor(), &tx.Now
	if err := tx.Save(mine); err != nil {
		return nil, err
	}
	return a, tx.weighVotes(a, votes)
}

// lockApproval has those who answer one approval do so one after the other.
func (tx *Tx) lockApproval(a *Approval) error {
	if tx.g.Name() != "postgres" {
		return nil // there is one writer
	}
	return tx.DB().Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", a.ID).First(a).Error
}

// weighVotes goes on from the answers of a stage where they decide it.
func (tx *Tx) weighVotes(a *Approval, votes []*ApprovalVote) error {
	said, why := map[string]int{}, ""
	for _, v := range votes {
		if a.Counts(v) {
			if said[v.Said]++; v.Said == VoteNo {
				why = v.Reason
			}
		}
	}
	switch {
	case said[VoteYes] >= a.Need:
		return tx.passStage(a)
	case said[VoteNo] > 0 && said[VoteNo] > a.Asked-a.Need:
		return tx.decide(a, ApprovalRefused, why)
	}
	return nil
}

// decide ends an approval, and has what waited for it go on.
func (tx *Tx) decide(a *Approval, state, why string) error {
	ended, err := tx.EndApproval(a, state)
	switch {
	case err != nil || !ended:
		return err
	case a.RunID != nil:
		return tx.WakeRun(*a.RunID, a.StepKey, a.Iter, a.ID)
	}
	return tx.versionDecided(a, why)
}
