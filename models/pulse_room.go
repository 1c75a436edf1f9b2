package models

import (
	"encoding/json"
	"strings"
	"time"
)

// PulseByRef finds one pulse with its lines.
func (r *Read) PulseByRef(ref string) (*Pulse, []*PulseLine, error) {
	p, err := one("This pulse", func() ([]*Pulse, error) { return found[*Pulse](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, nil, err
	}
	lines, err := r.linesOf(p)
	return p, lines, err
}

// mustRun refuses who may not run a pulse, and what is over.
func (tx *Tx) mustRun(p *Pulse, lines []*PulseLine) error {
	if !tx.Who.MayRun(lines) {
		return NotAllowed("A pulse is run by an executive, or by a department head above one of its leads.")
	}
	if p.State != Scheduled || p.EndedAt != nil {
		return AgainstRule("This pulse is " + p.State + " already.")
	}
	return nil
}

// StartPulse starts the clock of a pulse, and gives the word to the first lead.
func (tx *Tx) StartPulse(p *Pulse, lines []*PulseLine) error {
	if err := tx.mustRun(p, lines); err != nil {
		return err
	}
	if p.StartedAt != nil {
		return nil // somebody else was a moment earlier: it runs
	}
	if len(lines) == 0 {
		return AgainstRule("Nobody leads a team yet, so nobody can report. Give the teams their leads first.")
	}
	before := *p
	p.StartedAt, p.SpeakerAt, p.Speaker, p.FacilitatorPersonID, p.Beat = &tx.Now, &tx.Now, 1, tx.actor(), newBeat()
	if err := tx.Save(p); err != nil {
		return err
	}
	return tx.Emit(PulseStarted, p, &before, p)
}

// GiveWord gives the word to the lead at a place, as the room saw it when somebody pressed: who pressed on an older picture changes nothing.
func (tx *Tx) GiveWord(p *Pulse, lines []*PulseLine, from, to int) error {
	if err := tx.mustRun(p, lines); err != nil {
		return err
	}
	if !p.Running() {
		return AgainstRule("Start the pulse first.")
	}
	if from != p.Speaker || to < 1 || to > len(lines) || to == p.Speaker {
		return nil
	}
	before := *p
	p.Speaker, p.SpeakerAt, p.Beat = to, &tx.Now, newBeat()
	if err := tx.Save(p); err != nil {
		return err
	}
	return tx.Emit(PulseTurned, p, &before, p)
}

// EndPulse ends a pulse: it is held, and its minutes keep what everybody had before them.
func (tx *Tx) EndPulse(p *Pulse, lines []*PulseLine, words string) error {
	if err := tx.mustRun(p, lines); err != nil {
		return err
	}
	if !p.Running() {
		return AgainstRule("Start the pulse first.")
	}
	date, err := tx.pulseDate(p)
	if err != nil {
		return err
	}
	if err := tx.closePulse(p, tx.Now, words); err != nil {
		return err
	}
	if err := tx.settleDate(date); err != nil {
		return err
	}
	return tx.Enqueue(&Work{Key: string(TendPulses) + ":" + NewID(), Kind: TendPulses}) // the next one gets its meeting
}

// closePulse makes a running pulse held, with the agenda as it stands now.
func (tx *Tx) closePulse(p *Pulse, at time.Time, words string) error {
	lines, err := tx.linesOf(p)
	if err != nil {
		return err
	}
	agenda, err := tx.pulseAgenda(p, lines)
	if err != nil {
		return err
	}
	kept, err := json.Marshal(agenda)
	if err != nil {
		return err
	}
	before := *p
	p.State, p.EndedAt, p.Words, p.Minutes, p.Beat = Held, &at, strings.TrimSpace(words), string(kept), newBeat()
	if err := tx.Save(p); err != nil {
		return err
	}
	return tx.Emit(PulseHeld, p, &before, p)
}

// ExplainMissed keeps why a pulse was missed. It is said once; what was said stays.
func (tx *Tx) ExplainMissed(p *Pulse, lines []*PulseLine, reason string) error {
	if !tx.Who.MayRun(lines) {
		return NotAllowed("An executive says why a pulse was missed, or a department head above one of its leads.")
	}
	reason = strings.TrimSpace(reason)
	switch {
	case p.State != Missed:
		return AgainstRule("This pulse is " + p.State + ".")
	case p.Reason != "":
		return AgainstRule("The reason is written already, and stays.")
	case reason == "":
		return AgainstRuleAt("reason", "Say in a sentence why it was missed.")
	}
	before := *p
	p.Reason, p.ReasonPersonID, p.ReasonAt, p.Beat = reason, tx.actor(), &tx.Now, newBeat()
	if err := tx.Save(p); err != nil {
		return err
	}
	return tx.Emit(PulseExplained, p, &before, p)
}

// MadeIn ties an issue or a decision to the pulse in whose room it was made.
func (tx *Tx) MadeIn(p *Pulse, lines []*PulseLine, e Entity) error {
	if !tx.Who.MayMakeIn(lines) {
		return NotAllowed("Who runs this pulse records what is made in it, and the leads who report to it.")
	}
	if p.State != Scheduled || !p.Running() {
		return AgainstRule("The meeting is not running. Raise the issue, or record the decision, on its own page.")
	}
	item := &PulseItem{PulseID: p.ID, EntityType: EntityType(e), EntityID: e.Identity()}
	if err := tx.Insert(item); err != nil {
		return err
	}
	if err := tx.beat(p.ID); err != nil {
		return err
	}
	return tx.Emit(PulseItemMade, item, nil, item)
}

// PulseBeats are the marks of some pulses: as long as one stays the same, its room shows the same.
func (r *Read) PulseBeats(ids []string) (map[string]string, error) {
	var rows []struct{ ID, Beat string }
	err := r.DB().Model(&Pulse{}).Select("id, beat").Where("id IN ?", ids).Limit(len(ids)).Find(&rows).Error
	beats := map[string]string{}
	for _, row := range rows {
		beats[row.ID] = row.Beat
	}
	return beats, err
}
