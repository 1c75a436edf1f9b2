package models

import (
	"encoding/json"
	"strconv"

	"throughline/models/day"
)

// MayClose tells whether this person may close an outcome: executives, the leads above, and who owns it.
func (w Who) MayClose(o *Outcome) bool {
	return w.May(CloseOutcome, Owned(o.OwnerTeamID, o.OwnerPersonID))
}

// ClosesOf gives the closes that stand of some outcomes, by the outcome.
func (r *Read) ClosesOf(outcomeIDs []string) (map[string]*OutcomeClose, error) {
	by := map[string]*OutcomeClose{}
	if len(outcomeIDs) == 0 {
		return by, nil
	}
	list, err := found[*OutcomeClose](r.DB().Where("outcome_id IN ? AND closed_at IS NOT NULL AND taken_back_at IS NULL", outcomeIDs).Order("closed_at, id"))
	for _, c := range list {
		by[c.OutcomeID] = c
	}
	return by, err
}

// OutcomeClosing is an outcome with what the data says of its whole period: as kept with its close, or as it would be kept today.
type OutcomeClosing struct {
	*OutcomeDetail
	Whys *Why
}

// OutcomeClosing reads an outcome for the page that closes it and for the page of why it was missed.
func (r *Read) OutcomeClosing(ref string) (*OutcomeClosing, error) {
	p, err := r.OutcomePage(ref, "")
	if err != nil {
		return nil, err
	}
	c := &OutcomeClosing{OutcomeDetail: p}
	if p.Close != nil {
		c.Whys = p.Close.Whys()
		return c, nil
	}
	facts, err := r.whyFacts(p.stored, r.Today())
	c.Whys = WhyMissed(facts)
	return c, err
}

// fillClose puts into the page of an outcome how it was closed, and the outcomes before and after it that this person may know of.
func (r *Read) fillClose(p *OutcomeDetail) error {
	closes, err := r.ClosesOf(closedOf([]*Outcome{p.stored}))
	if err != nil {
		return err
	}
	p.Close = closes[p.ID]
	chain, err := r.outcomes(r.visibleOutcomes(r.DB().Where("removed_at IS NULL AND (follows_outcome_id = ? OR id = ?)", p.ID, idOf(p.FollowsOutcomeID)).Limit(20)))
	for _, o := range chain {
		if o.ID == idOf(p.FollowsOutcomeID) {
			p.Follows = o
		} else {
			p.FollowedBy = append(p.FollowedBy, o)
		}
	}
	return err
}

// WithFinal is the outcome as it would stand with a final reading of its first metric.
func (r *Read) WithFinal(p *OutcomeDetail, e *CloseEntry) (*OutcomeNow, error) {
	o := p.stored
	readings, err := r.ReadingsOf(metricsOf(o))
	if err != nil {
		return nil, err
	}
	if len(o.Measures) > 0 && known(e.Value) && e.ValueDay.Valid() {
		first := o.Measures[0].MetricID
		readings[first] = append(readings[first][:len(readings[first]):len(readings[first])], &Reading{Row: Row{ID: "final", CreatedAt: r.Now}, MetricID: first, Day: e.ValueDay, Value: e.Value})
	}
	return outcomeNow(o, readings, p.Company.Thresholds(), r.Today()), nil
}

// CloseOutcome ends an active outcome with its score, the final reading, what was learnt, and what the data says, which is kept as it stands.
func (tx *Tx) CloseOutcome(p *OutcomeDetail, e *CloseEntry) (*OutcomeClose, error) {
	o := p.stored
	if !tx.Who.MayClose(o) {
		return nil, tx.Who.Must(CloseOutcome, Owned(o.OwnerTeamID, o.OwnerPersonID))
	}
	if o.State != OutcomeActive {
		return nil, AgainstRule("Only an active outcome can be closed. This one is " + o.State + ".")
	}
	if err := tx.recordFinal(o, e); err != nil {
		return nil, err
	}
	now, err := tx.WithFinal(p, &CloseEntry{})
	if err != nil {
		return nil, err
	}
	if field, say := e.problem(now); say != "" {
		return nil, AgainstRuleAt(field, say)
	}
	return tx.close(o, now, e, tx.Today())
}

// recordFinal records the final reading, where one was given.
func (tx *Tx) recordFinal(o *Outcome, e *CloseEntry) error {
	if !known(e.Value) || len(o.Measures) == 0 {
		return nil
	}
	return tx.RecordReading(o, o.Measures[0], &Reading{Day: e.ValueDay, Value: e.Value, ValueText: strconv.FormatFloat(*e.Value, 'f', -1, 64), Note: "Final reading"})
}

// close writes the close of an outcome and its new state.
func (tx *Tx) close(o *Outcome, now *OutcomeNow, e *CloseEntry, on day.Day) (*OutcomeClose, error) {
	facts, err := tx.whyFacts(o, on)
	if err != nil {
		return nil, err
	}
	why, err := json.Marshal(WhyMissed(facts))
	if err != nil {
		return nil, err
	}
	c := &OutcomeClose{OutcomeID: o.ID, Verdict: e.Verdict, Computed: now.Score(), Score: now.Score(), Reason: e.Reason, Learnt: e.Learnt, Day: on, Why: string(why),
		ClosedAt: &tx.Now, ClosedPersonID: tx.actor(), ClosedName: tx.Who.Name, FinalValue: now.Track.Now, FinalDay: now.Track.NowDay, FinalUnit: now.Unit()}
	if e.Score != nil && !now.withholds() {
		c.Score = e.Score
	}
	if e.ahead != nil {
		c.ClosedPersonID, c.ClosedName = e.ahead.ClosedPersonID, e.ahead.ClosedName
	}
	before := *o
	o.State = e.Verdict
	if err := tx.SaveOutcome(OutcomeChanged, &before, o); err != nil {
		return nil, err
	}
	if err := tx.Insert(c); err != nil {
		return nil, err
	}
	return c, tx.Emit(OutcomeClosed, c, nil, c)
}

// ReopenOutcome takes a close back, with a reason, while its strategy is in force. The close stays in the history.
func (tx *Tx) ReopenOutcome(p *OutcomeClosing, reason string) error {
	o := p.stored
	if !tx.Who.MayClose(o) {
		return tx.Who.Must(CloseOutcome, Owned(o.OwnerTeamID, o.OwnerPersonID))
	}
	switch {
	case p.Close == nil:
		return AgainstRule("This outcome is not closed.")
	case !p.InForce:
		return AgainstRule("Its strategy is not in force any more, so its outcomes stay closed.")
	case reason == "":
		return AgainstRuleAt("reason", "Say why it goes on.")
	}
	before, was := *o, *p.Close
	o.State = OutcomeActive
	if err := tx.SaveOutcome(OutcomeChanged, &before, o); err != nil {
		return err
	}
	p.Close.TakenBackAt, p.Close.TakeBackReason = &tx.Now, reason
	if err := tx.Save(p.Close); err != nil {
		return err
	}
	return tx.Emit(OutcomeCloseTakenBack, p.Close, &was, p.Close)
}

// closedOf are the ids of those of some outcomes that are over.
func closedOf(list []*Outcome) (ids []string) {
	for _, o := range list {
		if o.State == OutcomeAchieved || o.State == OutcomeMissed || o.State == OutcomeRetired {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// readUntil are the readings of an outcome's metrics that were there when it was closed.
func readUntil(o *Outcome, readings map[string][]*Reading, c *OutcomeClose) map[string][]*Reading {
	by := map[string][]*Reading{}
	for _, m := range o.Measures {
		for _, reading := range readings[m.MetricID] {
			if !reading.Day.After(c.Day) && (c.ClosedAt == nil || !reading.CreatedAt.After(*c.ClosedAt)) {
				by[m.MetricID] = append(by[m.MetricID], reading)
			}
		}
	}
	return by
}
