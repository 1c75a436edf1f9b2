package models

import (
	"slices"
	"strings"
)

// maySettle refuses who may not answer a symptom, and names who may.
func (tx *Tx) maySettle(s *Symptom) error {
	if tx.Who.MayAnswer(s) {
		return nil
	}
	name, err := tx.PersonName(s.OwnerPersonID)
	if err != nil {
		return err
	}
	if name == "" {
		name = "Nobody"
	}
	return NotAllowed(name + " is asked to act here. That person may answer it, a lead above or an executive.")
}

// AcceptSymptom keeps things as they are, with a written reason. It comes back only when its facts have changed.
func (tx *Tx) AcceptSymptom(s *Symptom, reason string) error {
	return tx.settleSymptom(s, WayKept, reason)
}

// SplitSymptom keeps both of the two things that a symptom is about, each with what belongs to it and not to the other.
func (tx *Tx) SplitSymptom(s *Symptom, border [2]string) error {
	says, err := s.Says()
	if err != nil {
		return err
	}
	if !s.Splits(says) {
		return AgainstRule("Only two things of two teams can be told apart by a border.")
	}
	for n := range border {
		border[n] = strings.TrimSpace(border[n])
		if border[n] == "" {
			return AgainstRuleAt("border_"+itoa(n+1), "Say what belongs to "+says.About[n].Ref+" and not to the other.")
		}
	}
	if strings.EqualFold(border[0], border[1]) {
		return AgainstRuleAt("border_2", "Both sides say the same. Say what belongs to "+says.About[1].Ref+" alone.")
	}
	return tx.settleSymptom(s, WaySplit, says.About[0].Ref+": "+border[0]+"\n"+says.About[1].Ref+": "+border[1])
}

// Splits tells whether a symptom is about two things of two teams, between which a border can be written.
func (s *Symptom) Splits(says *SymptomSays) bool {
	return slices.Contains([]string{"twins", "processes", "metrics"}, s.Kind) && len(says.About) == 2 && len(says.Evidence) == 0
}

func (tx *Tx) settleSymptom(s *Symptom, way, reason string) error {
	if err := tx.maySettle(s); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	switch {
	case s.State == SymptomGone:
		return AgainstRule("It is gone. Nothing is left to accept.")
	case s.State == SymptomAccepted:
		return AgainstRule("It is accepted already. Open it again before another reason is given.")
	case reason == "":
		return AgainstRuleAt("reason", "Say in a sentence why it stays as it is.")
	}
	before := *s
	s.State, s.Way, s.Reason, s.SettledAt, s.SettledPersonID, s.SettledName, s.Changed = SymptomAccepted, way, reason, &tx.Now, tx.actor(), tx.Who.Name, ""
	if err := tx.Save(s); err != nil {
		return err
	}
	return tx.Emit(SymptomKept, s, &before, s)
}

// ReopenSymptom takes an acceptance back.
func (tx *Tx) ReopenSymptom(s *Symptom) error {
	if err := tx.maySettle(s); err != nil {
		return err
	}
	if s.State != SymptomAccepted {
		return AgainstRule("It is not accepted, so there is nothing to take back.")
	}
	return tx.openSymptom(s)
}

// openSymptom lets a symptom wait for an answer again.
func (tx *Tx) openSymptom(s *Symptom) error {
	before := *s
	s.State, s.Way, s.Reason, s.SettledAt, s.SettledPersonID, s.SettledName = SymptomOpen, "", "", nil, nil, ""
	if err := tx.Save(s); err != nil {
		return err
	}
	return tx.Emit(SymptomReopened, s, &before, s)
}

// HandSymptom asks another person to act. The facts do not change that any more.
func (tx *Tx) HandSymptom(s *Symptom, personID string) error {
	if err := tx.maySettle(s); err != nil {
		return err
	}
	if s.State == SymptomGone {
		return AgainstRule("It is gone. Nobody has to act on it.")
	}
	people, err := tx.peopleByID(&personID)
	if err != nil {
		return err
	}
	if p := people[personID]; p == nil || !p.Active {
		return AgainstRuleAt("owner", "Choose somebody who is here.")
	}
	if idOf(s.OwnerPersonID) == personID {
		return AgainstRuleAt("owner", "That person is asked already. Choose another.")
	}
	before := *s
	s.OwnerPersonID, s.HandedOver = &personID, true
	if err := tx.Save(s); err != nil {
		return err
	}
	return tx.Emit(SymptomHanded, s, &before, s)
}
