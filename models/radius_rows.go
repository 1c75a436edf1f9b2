package models

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// locked holds rows that a write is about to change, so that nobody saves them between the look and the save. SQLite has one writer.
func (r *Read) locked(q *gorm.DB) *gorm.DB {
	if r.touched == nil || r.g.Name() == "sqlite" {
		return q
	}
	return q.Clauses(clause.Locking{Strength: "UPDATE"})
}

// rows reads rows that have nothing beside their columns.
func rows[E any, P interface {
	*E
	Entity
}](_ *Read, q *gorm.DB) ([]P, error) {
	var list []P
	err := q.Find(&list).Error
	return list, err
}

func loadTasks(r *Read, q *gorm.DB) ([]*Task, error) {
	list, err := rows[Task](r, q)
	if err != nil {
		return nil, err
	}
	return list, r.fillTaskLinks(list)
}

func loadDecisions(r *Read, q *gorm.DB) ([]*Decision, error) {
	list, err := rows[Decision](r, q)
	if err != nil {
		return nil, err
	}
	return list, r.fillAffects(list)
}

func loadIssues(r *Read, q *gorm.DB) ([]*Issue, error) { return rows[Issue](r, q) }

// saveAs writes a row with its event.
func (tx *Tx) saveAs(kind EventType, before, after Entity) error {
	if err := tx.Save(after); err != nil {
		return err
	}
	return tx.Emit(kind, after, before, after)
}

// plainly writes a row that can be removed, with the event that fits.
func plainly[P Entity](changed, removed, back EventType, gone func(P) bool) func(tx *Tx, before, after P) error {
	return func(tx *Tx, before, after P) error {
		kind := changed
		switch was, is := gone(before), gone(after); {
		case is && !was:
			kind = removed
		case was && !is:
			kind = back
		}
		return tx.saveAs(kind, before, after)
	}
}

// orGone is the event that fits a change of something that can be removed and put back.
func orGone(changed, removed, back EventType, was, is *time.Time) EventType {
	switch {
	case was == nil && is != nil:
		return removed
	case was != nil && is == nil:
		return back
	}
	return changed
}

// saveWorkflowAsIs writes a workflow with its mapping just as it stands, also the hours that a stop promised.
func saveWorkflowAsIs(tx *Tx, before, w *Workflow) error {
	if err := tx.Save(w); err != nil {
		return err
	}
	if err := tx.saveMapping(w); err != nil {
		return err
	}
	kind := WorkflowChanged
	if before.Verdict != w.Verdict {
		kind = WorkflowVerdictGiven
	}
	return tx.Emit(orGone(kind, WorkflowRemoved, WorkflowPutBack, before.RemovedAt, w.RemovedAt), w, before, w)
}

func saveChainAsIs(tx *Tx, before, c *ApprovalChain) error {
	if err := c.Sound(); err != nil {
		return err
	}
	if err := tx.Save(c); err != nil {
		return err
	}
	if err := tx.saveStages(before, c); err != nil {
		return err
	}
	return tx.Emit(ChainChanged, c, before, c)
}

func saveInitiativeAsIs(tx *Tx, before, i *Initiative) error {
	if err := tx.saveInitiativeLinks(i); err != nil {
		return err
	}
	kind := InitiativeChanged
	if before.State != i.State {
		kind = movedTo[i.State]
	}
	return tx.saveAs(kind, before, i)
}

// saveHandoffAsIs writes a handoff. Its task is an item of its own.
func saveHandoffAsIs(tx *Tx, before, h *Handoff) error {
	if before.ReceiverPersonID != h.ReceiverPersonID || !same(before.GiverPersonID, h.GiverPersonID) {
		names := &changeWords{}
		from, to := before.ReceiverPersonID, h.ReceiverPersonID
		if from == to {
			from, to = text(before.GiverPersonID), text(h.GiverPersonID)
		}
		if err := names.names(&tx.Read, []string{from, to}); err != nil {
			return err
		}
		line := &HandoffAnswer{HandoffID: h.ID, PersonID: tx.actor(), ByName: tx.Who.Name, Kind: SayHandOn, Words: names.of[from] + " → " + names.of[to]}
		if err := tx.Insert(line); err != nil {
			return err
		}
	}
	if err := tx.keepHandoff(before, h); err != nil {
		return err
	}
	kind := HandoffHandedOn
	switch {
	case before.State != HandoffStopped && h.State == HandoffStopped:
		kind = HandoffCancelled
	case before.State == HandoffStopped && h.State != HandoffStopped:
		kind = HandoffReopened
	}
	return tx.Emit(kind, h, before, h)
}

// saveReviewAsIs writes a date of the calendar; moving it leaves a trace.
func saveReviewAsIs(tx *Tx, before, v *Review) error {
	if before.Day == v.Day {
		return tx.saveAs(ReviewHandedOver, before, v)
	}
	move := &ReviewMove{ReviewID: v.ID, FromDay: before.Day, ToDay: v.Day, Reason: "With " + tx.plan, PersonID: tx.actor(), ByName: tx.Who.Name}
	if err := tx.Insert(move); err != nil {
		return err
	}
	return tx.saveAs(ReviewMoved, before, v)
}

// saveTeamAsIs writes a team through the rules of teams, or takes it out of the tree and back.
func saveTeamAsIs(tx *Tx, before, t *Team) error {
	switch {
	case before.RemovedAt == nil && t.RemovedAt != nil:
		t.RemovedAt = nil
		return tx.RemoveTeam(t)
	case before.RemovedAt != nil && t.RemovedAt == nil:
		if err := tx.Who.Must(ManagePeople); err != nil {
			return err
		}
		if err := tx.Save(t); err != nil {
			return err
		}
		if err := tx.renewLeads(); err != nil {
			return err
		}
		return tx.Emit(TeamPutBack, t, before, t)
	}
	return tx.SaveTeam(before, t)
}

// saveIssueAsIs writes an issue that another person has now, with its line in the thread.
func saveIssueAsIs(tx *Tx, before, i *Issue) error {
	if err := tx.saveAs(IssueHandedOver, before, i); err != nil {
		return err
	}
	line := &IssueNote{IssueID: i.ID, PersonID: tx.actor(), ByName: tx.Who.Name, Kind: IssueSaidHandOver, ToPersonID: i.OwnerPersonID}
	if err := tx.Insert(line); err != nil {
		return err
	}
	return tx.watchIssue(i)
}
