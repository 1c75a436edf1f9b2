package models

import "time"

// approvalAhead is how long before its end those are reminded who have not answered an approval.
const approvalAhead = 36 * time.Hour

// How far a morning looks, and how much it takes up.
const (
	reviewAhead = 7   // days before its date that a review is said to be near
	overdueBack = 7   // days back that tasks are said to be overdue, where the program was not running
	mostDated   = 500 // of each; the others come the next morning
)

// LookAtDates records what the calendar alone brings about, each once for a date: that a review is a week away, that a task was not done
// on its day, and that an approval ends soon without an answer. Rules start at it.
func (tx *Tx) LookAtDates() error {
	today := tx.Today()
	s, _, err := tx.InForce()
	if err != nil {
		return err
	}
	if s != nil {
		reviews, err := found[*Review](tx.DB().Where("strategy_id = ? AND state = ? AND removed_at IS NULL AND day >= ? AND day <= ?", s.ID, Scheduled, string(today), string(today.Add(reviewAhead))).
			Order("day, id").Limit(mostDated))
		if err != nil {
			return err
		}
		for _, v := range reviews {
			if err := tx.TellOnce(ReviewDue, "review.due:"+v.ID+":"+string(v.Day), v, v); err != nil {
				return err
			}
		}
	}
	tasks, err := found[*Task](tx.DB().Where("state IN ? AND removed_at IS NULL AND due_day < ? AND due_day >= ?", openStates, string(today), string(today.Add(-overdueBack))).
		Order("due_day DESC, id").Limit(mostDated))
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if err := tx.TellOnce(TaskOverdue, "task.overdue:"+t.ID+":"+string(t.DueDay), t, t); err != nil {
			return err
		}
	}
	asked, err := found[*Approval](tx.DB().Where("state = ? AND due_at > ? AND due_at <= ?", ApprovalPending, tx.Now, tx.Now.Add(approvalAhead)).Order("due_at, id").Limit(mostDated))
	if err != nil {
		return err
	}
	for _, a := range asked {
		if err := tx.TellOnce(ApprovalNear, "approval.due:"+a.ID+":"+a.StageID, a, a); err != nil {
			return err
		}
	}
	return nil
}
