package models

import "strings"

// DecisionByRef finds one decision with what it affects.
func (r *Read) DecisionByRef(ref string) (*Decision, error) {
	d, err := one("This decision", func() ([]*Decision, error) {
		return found[*Decision](r.DB().Where("ref = ? AND removed_at IS NULL", ref))
	})
	if err != nil {
		return nil, err
	}
	return d, r.fillAffects([]*Decision{d})
}

// WithdrawnDecision finds a proposed decision that was withdrawn.
func (r *Read) WithdrawnDecision(ref string) (*Decision, error) {
	return one("This decision", func() ([]*Decision, error) {
		return found[*Decision](r.DB().Where("ref = ? AND removed_at IS NOT NULL", ref))
	})
}

// DecisionByID finds one decision, withdrawn ones too.
func (r *Read) DecisionByID(id string) (*Decision, error) { return r.decisionByID(id) }

func (r *Read) decisionByID(id string) (*Decision, error) {
	return one("This decision", func() ([]*Decision, error) { return found[*Decision](r.DB().Where("id = ?", id)) })
}

// AddDecision writes a decision as proposed. Executives may for the company, leads for their teams.
func (tx *Tx) AddDecision(d *Decision) error {
	if err := tx.Who.Must(Decide, d.scope()); err != nil {
		return err
	}
	d.State = DecisionProposed
	if d.DecidedDay == "" {
		d.DecidedDay = tx.Today()
	}
	if tx.Who.SignedIn() {
		d.ProposedPersonID = &tx.Who.PersonID
	}
	if err := tx.judgeDecision(d); err != nil {
		return err
	}
	if err := tx.Insert(d); err != nil {
		return err
	}
	if err := tx.saveAffects(d); err != nil {
		return err
	}
	return tx.Emit(DecisionRecorded, d, nil, d)
}

// SaveDecision writes a changed decision while it is proposed; before is how it stood.
func (tx *Tx) SaveDecision(before, d *Decision) error {
	if err := tx.Who.Must(Decide, before.scope()); err != nil {
		return err
	}
	if err := tx.Who.Must(Decide, d.scope()); err != nil {
		return err
	}
	if before.State != DecisionProposed {
		return AgainstRule("A decision is never edited once it is accepted. Record a new one that supersedes it.")
	}
	if err := tx.judgeDecision(d); err != nil {
		return err
	}
	if err := tx.Save(d); err != nil {
		return err
	}
	if err := tx.saveAffects(d); err != nil {
		return err
	}
	return tx.Emit(DecisionChanged, d, before, d)
}

// judgeDecision says what speaks against a decision, at the field that can mend it.
func (tx *Tx) judgeDecision(d *Decision) error {
	if strings.TrimSpace(d.Title) == "" || strings.TrimSpace(d.Statement) == "" {
		return AgainstRuleAt("statement", "Write what is decided.")
	}
	if !d.DecidedDay.Valid() || d.DecidedDay.After(tx.Today()) {
		return AgainstRuleAt("day", "Give a day up to today.")
	}
	if d.DeciderPersonID == nil || *d.DeciderPersonID == "" {
		return AgainstRuleAt("decider", "Give the person who decides.")
	}
	decider, err := tx.PersonByID(*d.DeciderPersonID)
	if err != nil {
		return err
	}
	rights, err := tx.WhoIs(decider)
	if err != nil {
		return err
	}
	if !decider.Active || !rights.MayRecord(d) {
		return AgainstRuleAt("decider", decider.Name+" cannot decide this. An executive decides for the company; for a team its lead, a lead above or an executive.")
	}
	return tx.judgeSuperseding(d)
}

// judgeSuperseding says why a decision cannot supersede the one it names.
func (tx *Tx) judgeSuperseding(d *Decision) error {
	if d.SupersedesDecisionID == nil {
		return nil
	}
	old, err := tx.decisionByID(*d.SupersedesDecisionID)
	if err != nil {
		return err
	}
	switch {
	case old.ID == d.ID:
		return AgainstRuleAt("supersedes", "A decision cannot supersede itself.")
	case old.State != DecisionAccepted:
		return AgainstRuleAt("supersedes", old.Ref+" is "+old.State+". Only an accepted decision can be superseded.")
	case !tx.Who.MayRecord(old):
		return AgainstRuleAt("supersedes", old.Ref+" was decided above you. Ask its decider or an executive to supersede it.")
	}
	return nil
}

// AcceptDecision makes a proposed decision count: its decider does, or an executive. What it supersedes is superseded in the same moment.
func (tx *Tx) AcceptDecision(d *Decision) error {
	if err := tx.mayClose(d, "accepts"); err != nil {
		return err
	}
	if d.State != DecisionProposed {
		return AgainstRule("It is " + d.State + " already.")
	}
	if err := tx.judgeDecision(d); err != nil {
		return err
	}
	before := *d
	d.State, d.AcceptedAt, d.AcceptedPersonID = DecisionAccepted, &tx.Now, tx.actor()
	if err := tx.Save(d); err != nil {
		return err
	}
	if err := tx.Emit(DecisionTaken, d, &before, d); err != nil {
		return err
	}
	if d.SupersedesDecisionID == nil {
		return tx.decideAllocations(d)
	}
	old, err := tx.decisionByID(*d.SupersedesDecisionID)
	if err != nil {
		return err
	}
	was := *old
	old.State, old.EndedAt, old.EndedPersonID = DecisionSuperseded, &tx.Now, tx.actor()
	if err := tx.Save(old); err != nil {
		return err
	}
	if err := tx.Emit(DecisionReplaced, old, &was, old); err != nil {
		return err
	}
	if err := tx.reopenAllocations(old); err != nil {
		return err
	}
	return tx.decideAllocations(d)
}

// Reversal is why an accepted decision is taken back, and whether the work that is under way for it ends with it.
type Reversal struct {
	Reason string
	Cancel bool // its handoffs that are not done, and their tasks
}

// ReverseDecision takes an accepted decision back, with the reason. Its words stay.
func (tx *Tx) ReverseDecision(d *Decision, why Reversal) error {
	if err := tx.mayClose(d, "reverses"); err != nil {
		return err
	}
	reason := strings.TrimSpace(why.Reason)
	switch {
	case d.State != DecisionAccepted:
		return AgainstRule("Only an accepted decision can be reversed. This one is " + d.State + ".")
	case reason == "":
		return AgainstRuleAt("reason", "Say in a sentence why it is reversed.")
	}
	before := *d
	d.State, d.EndReason, d.EndedAt, d.EndedPersonID = DecisionReversed, reason, &tx.Now, tx.actor()
	if err := tx.Save(d); err != nil {
		return err
	}
	if err := tx.Emit(DecisionTurned, d, &before, d); err != nil {
		return err
	}
	if err := tx.reopenAllocations(d); err != nil || !why.Cancel {
		return err
	}
	return tx.cancelOpen(d, "The decision was reversed: "+reason)
}

// WithdrawDecision takes a proposed decision out of sight; PutBackDecision brings it back.
func (tx *Tx) WithdrawDecision(d *Decision) error {
	if err := tx.Who.Must(Decide, d.scope()); err != nil {
		return err
	}
	if d.State != DecisionProposed {
		return AgainstRule("Only a proposed decision can be withdrawn. This one is " + d.State + ".")
	}
	before := *d
	if err := tx.Remove(d); err != nil {
		return err
	}
	return tx.Emit(DecisionWithdrawn, d, &before, d)
}

// PutBackDecision undoes WithdrawDecision.
func (tx *Tx) PutBackDecision(d *Decision) error {
	if err := tx.Who.Must(Decide, d.scope()); err != nil {
		return err
	}
	before := *d
	if err := tx.PutBack(d); err != nil {
		return err
	}
	return tx.Emit(DecisionPutBack, d, &before, d)
}

// mayClose refuses those who may neither accept nor reverse a decision, and names who may.
func (tx *Tx) mayClose(d *Decision, verb string) error {
	if tx.Who.MayAccept(d) {
		return nil
	}
	name, err := tx.PersonName(d.DeciderPersonID)
	if err != nil {
		return err
	}
	if name == "" {
		name = "Its decider"
	}
	return NotAllowed(name + " " + verb + " this decision, or an executive does.")
}

// actor is the id of the person who acts; nil for the program itself.
func (tx *Tx) actor() *string {
	if !tx.Who.SignedIn() {
		return nil
	}
	id := tx.Who.PersonID
	return &id
}
