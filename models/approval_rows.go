package models

import (
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
	var votes []*ApprovalVote
	for _, id := range people {
		votes = append(votes, &ApprovalVote{ApprovalID: a.ID, PersonID: id})
	}
	if err := InsertAll[ApprovalVote](tx, votes); err != nil {
		return err
	}
	if err := tx.Enqueue(dueWork(a.RunID, a.StepKey, a.Iter, a.ID, *a.DueAt)); err != nil {
		return err
	}
	return tx.Emit(ApprovalAsked, a, nil, a)
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
// they began themselves, nor in the name of somebody else. The name is nil when there is none.
func (r *Read) Votes(a *Approval, votes []*ApprovalVote) (mine *ApprovalVote, err error) {
	standIns, err := r.StandIns()
	if err != nil {
		return nil, err
	}
	run, err := r.RunByID(a.RunID)
	if err != nil {
		return nil, err
	}
	events, err := r.EventsByID([]string{run.EventID})
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		if e.ActorPersonID != nil && *e.ActorPersonID == r.Who.PersonID {
			return nil, nil
		}
	}
	for _, v := range votes {
		switch {
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

// Vote answers an approval. As soon as enough have said yes, or so many no that it cannot come about any more, it is decided and the run
// goes on. It is decided once, however many answer in the same moment.
func (tx *Tx) Vote(ref string, yes bool, reason string) (*Approval, error) {
	a, _, err := tx.ApprovalByRef(ref)
	if err != nil {
		return nil, err
	}
	if tx.g.Name() == "postgres" {
		if err := tx.DB().Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", a.ID).First(a).Error; err != nil {
			return nil, err
		}
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
	said := map[string]int{}
	for _, v := range votes {
		said[v.Said]++
	}
	state := ""
	switch {
	case said[VoteYes] >= a.Need:
		state = ApprovalApproved
	case said[VoteNo] > a.Asked-a.Need:
		state = ApprovalRefused
	default:
		return a, nil
	}
	if ended, err := tx.EndApproval(a, state); err != nil || !ended {
		return a, err
	}
	return a, tx.WakeRun(a.RunID, a.StepKey, a.Iter, a.ID)
}

// ApprovalsOwed gives the open approvals that wait for this person, or for somebody they stand in for, the first due first.
func (r *Read) ApprovalsOwed() ([]*Approval, error) {
	standIns, err := r.StandIns()
	if err != nil {
		return nil, err
	}
	asked := r.DB().Model(&ApprovalVote{}).Select("approval_id").Where("person_id IN ? AND said = ''", standIns.Names(r.Who.PersonID))
	return found[*Approval](r.DB().Where("state = ? AND id IN (?)", ApprovalPending, asked).Order("due_at, id"))
}
