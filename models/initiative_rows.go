package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"
)

// InitiativeByRef finds one initiative with what it serves.
func (r *Read) InitiativeByRef(ref string) (*Initiative, error) {
	return one("This initiative", func() ([]*Initiative, error) {
		return r.initiatives(r.DB().Where("ref = ? AND removed_at IS NULL", ref))
	})
}

// RemovedInitiative finds an initiative that was taken out of sight.
func (r *Read) RemovedInitiative(ref string) (*Initiative, error) {
	return one("This initiative", func() ([]*Initiative, error) {
		return r.initiatives(r.DB().Where("ref = ? AND removed_at IS NOT NULL", ref))
	})
}

func (r *Read) initiatives(q *gorm.DB) ([]*Initiative, error) {
	list, err := found[*Initiative](q.Order("created_at, id"))
	if err != nil {
		return nil, err
	}
	return list, r.fillInitiatives(list)
}

// fillInitiatives puts into initiatives what they serve, in two queries.
func (r *Read) fillInitiatives(list []*Initiative) error {
	at := map[string]*Initiative{}
	for _, i := range list {
		i.OutcomeIDs, i.ObjectiveIDs = nil, nil
		if i.ObjectiveID != nil {
			i.ObjectiveIDs = []string{*i.ObjectiveID}
		}
		at[i.ID] = i
	}
	if len(at) == 0 {
		return nil
	}
	outcomes, err := found[*InitiativeOutcome](r.DB().Where("initiative_id IN ?", keys(at)).Order("created_at, id"))
	if err != nil {
		return err
	}
	for _, l := range outcomes {
		at[l.InitiativeID].OutcomeIDs = append(at[l.InitiativeID].OutcomeIDs, l.OutcomeID)
	}
	objectives, err := found[*InitiativeObjective](r.DB().Where("initiative_id IN ?", keys(at)).Order("created_at, id"))
	for _, l := range objectives {
		if i := at[l.InitiativeID]; !slices.Contains(i.ObjectiveIDs, l.ObjectiveID) {
			i.ObjectiveIDs = append(i.ObjectiveIDs, l.ObjectiveID)
		}
	}
	return err
}

// saveInitiativeLinks makes what an initiative serves just what stands in it.
func (tx *Tx) saveInitiativeLinks(i *Initiative) error {
	if i.ObjectiveID != nil && !slices.Contains(i.ObjectiveIDs, *i.ObjectiveID) {
		i.ObjectiveID = nil
	}
	err := replaceLinks(tx, plain(i.OutcomeIDs),
		func() ([]*InitiativeOutcome, error) {
			return found[*InitiativeOutcome](tx.DB().Where("initiative_id = ?", i.ID))
		},
		func(l *InitiativeOutcome) *string { return &l.OutcomeID }, nil, func() *InitiativeOutcome { return &InitiativeOutcome{InitiativeID: i.ID} })
	if err != nil {
		return err
	}
	linked := slices.DeleteFunc(slices.Clone(i.ObjectiveIDs), func(id string) bool { return i.ObjectiveID != nil && *i.ObjectiveID == id })
	return replaceLinks(tx, plain(linked),
		func() ([]*InitiativeObjective, error) {
			return found[*InitiativeObjective](tx.DB().Where("initiative_id = ?", i.ID))
		},
		func(l *InitiativeObjective) *string { return &l.ObjectiveID }, nil, func() *InitiativeObjective { return &InitiativeObjective{InitiativeID: i.ID} })
}

// AddInitiative writes a new initiative as a candidate: anybody may propose what they would own themselves, leads for their teams,
// executives everywhere.
func (tx *Tx) AddInitiative(i *Initiative) error {
	i.State, i.StateReason = Candidate, ""
	if !tx.Who.MayChangeInitiative(i) {
		return AgainstRuleAt("owner", "Propose what you would own yourself. A lead proposes for their teams, an executive for the company.")
	}
	if err := tx.judgeInitiative(i); err != nil {
		return err
	}
	if err := tx.Insert(i); err != nil {
		return err
	}
	if err := tx.saveInitiativeLinks(i); err != nil {
		return err
	}
	return tx.Emit(InitiativeProposed, i, nil, i)
}

// ChangeInitiative writes what was changed about an initiative. Once somebody has committed to it, none of the three of R21 may go, and
// another review date leaves a trace with why it moved.
func (tx *Tx) ChangeInitiative(before, i *Initiative, moved string) error {
	if err := tx.mayEdit(before, i); err != nil {
		return err
	}
	moves := before.Bound() && before.ReviewDay.Valid() && before.ReviewDay != i.ReviewDay
	if i.ReviewDay != before.ReviewDay && i.ReviewDay.Valid() && i.ReviewDay.Before(tx.Today()) {
		return AgainstRuleAt("review", "Give a day from "+tx.Today().Long()+" on.")
	}
	if moves && strings.TrimSpace(moved) == "" {
		return AgainstRuleAt("moved", "Say in a sentence why the review moves.")
	}
	if err := tx.saveInitiativeLinks(i); err != nil {
		return err
	}
	if err := tx.Save(i); err != nil {
		return err
	}
	defer tx.For(moved)()
	if moves {
		if err := tx.traceInitiative(before, i, moved); err != nil {
			return err
		}
	}
	return tx.Emit(InitiativeChanged, i, before, i)
}

// mayEdit refuses whoever may not change an initiative so, and what it would lack then.
func (tx *Tx) mayEdit(before, i *Initiative) error {
	if err := tx.Who.Must(RunInitiative, before.scope()); err != nil {
		return err
	}
	if !tx.Who.MayChangeInitiative(i) {
		return AgainstRuleAt("owner", "You may not give it there. Leads give it within their teams.")
	}
	if before.Over() {
		return AgainstRule("It is " + before.State + ". Open it again before it is changed.")
	}
	return tx.judgeInitiative(i)
}

// EditInitiative writes what was changed about an initiative. Once somebody has committed to it, another owner, team, end, measure or aim is held
// back where anything rests on it, and the rest counts at once: it gives the change.
func (tx *Tx) EditInitiative(before, after *Initiative, why string) (*PlannedChange, error) {
	if !before.Bound() || !before.bears(after) {
		if err := tx.TypedBack(ChangeInitiative, before); err != nil {
			return nil, err
		}
		return nil, tx.ChangeInitiative(before, after, why)
	}
	if err := tx.mayEdit(before, after); err != nil {
		return nil, err
	}
	n, err := tx.RadiusSize(&PlannedChange{Kind: ChangeInitiative, SubjectID: before.ID})
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, tx.ChangeInitiative(before, after, why)
	}
	wanted := *after
	after.OwnerPersonID, after.OwnerText, after.TeamID, after.DueDay, after.DueText = before.OwnerPersonID, before.OwnerText, before.TeamID, before.DueDay, before.DueText
	after.SuccessMetric, after.MetricID, after.MetricTarget = before.SuccessMetric, before.MetricID, before.MetricTarget
	after.OutcomeIDs, after.ObjectiveIDs = before.OutcomeIDs, before.ObjectiveIDs
	if differs(before, after) {
		if err := tx.ChangeInitiative(before, after, why); err != nil {
			return nil, err
		}
	}
	wanted.Row = after.Row
	return tx.PlanChange(ChangeInitiative, before.Name, why, after, &wanted)
}

// bears tells whether another state of an initiative changes something that others rest on.
func (i *Initiative) bears(is *Initiative) bool {
	other := func(was, is string) bool { return was != "" && was != is }
	return other(idOf(i.OwnerPersonID), idOf(is.OwnerPersonID)) || other(idOf(i.TeamID), idOf(is.TeamID)) || other(string(i.DueDay), string(is.DueDay)) ||
		other(i.SuccessMetric, is.SuccessMetric) || other(idOf(i.MetricID), idOf(is.MetricID)) || i.MetricTarget != nil && !sameNumber(i.MetricTarget, is.MetricTarget) ||
		len(without(i.OutcomeIDs, is.OutcomeIDs)) > 0 || len(without(i.ObjectiveIDs, is.ObjectiveIDs)) > 0
}

// traceInitiative keeps that its review date moved, why and by whom (R17).
func (tx *Tx) traceInitiative(before, i *Initiative, reason string) error {
	if err := tx.Insert(&InitiativeMove{InitiativeID: i.ID, FromDay: before.ReviewDay, ToDay: i.ReviewDay, Reason: strings.TrimSpace(reason),
		PersonID: tx.actor(), ByName: tx.Who.Name}); err != nil {
		return err
	}
	return tx.Tell(InitiativeReviewMoved, i, before, i)
}

// judgeInitiative says what speaks against an initiative, at the field that can mend it.
func (tx *Tx) judgeInitiative(i *Initiative) error {
	switch {
	case strings.TrimSpace(i.Name) == "":
		return AgainstRuleAt("name", "Give it a name.")
	case i.DueDay.Before(i.StartDay):
		return AgainstRuleAt("due", "It ends before it starts. Give a day from "+i.StartDay.Long()+" on.")
	}
	if i.Bound() {
		for _, l := range i.Lacks() {
			return AgainstRuleAt(l.Field, l.Say)
		}
	}
	return nil
}

// RemoveInitiative takes a candidate out of sight; one that somebody committed to is dropped with a reason instead.
func (tx *Tx) RemoveInitiative(i *Initiative) error {
	if err := tx.Who.Must(RunInitiative, i.scope()); err != nil {
		return err
	}
	if i.State != Candidate {
		return AgainstRule("Only a candidate can be removed. This one is " + i.State + "; drop it with a reason.")
	}
	before := *i
	if err := tx.Remove(i); err != nil {
		return err
	}
	return tx.Emit(InitiativeRemoved, i, &before, i)
}

// PutBackInitiative undoes RemoveInitiative.
func (tx *Tx) PutBackInitiative(i *Initiative) error {
	if err := tx.Who.Must(RunInitiative, i.scope()); err != nil {
		return err
	}
	before := *i
	if err := tx.PutBack(i); err != nil {
		return err
	}
	return tx.Emit(InitiativePutBack, i, &before, i)
}
