package models

import (
	"slices"

	"throughline/models/form"
)

// OutcomeDetail is one outcome with everything its page shows.
type OutcomeDetail struct {
	*OutcomeNow
	Company     *Company
	Tree        *Tree
	Recorded    []*Reading // of the metric shown, newest first, corrected ones too; at most 200
	Shown       MeasureNow // the metric whose readings are listed
	Corrected   map[string]bool
	CorrectedBy map[string]*Reading // the corrections of those that ReadingsPage gave
	Moved       []*Workflow         // workflows that move it
	Goals       []*Goal             // that serve it
	Above       *Objective          // imported under this objective; nil when not
	InForce     bool                // it belongs to the strategy in force
	Findings    []*Finding
	Initiatives []*InitiativeNow      // that serve it; the first few
	Operations  []*OperationsStrategy // in force, that serve it
	Allocations []*Allocation         // what is put into it now and later; the first few
	Decisions   []*DecisionNow        // that affect it; the first few
	Issues      []*IssueNow           // that hold it up; the first few
	Close       *OutcomeClose         // how it ended; nil while it is open
	Follows     *Outcome              // the outcome of the strategy before that it goes on; nil when none
	FollowedBy  []*Outcome            // those that go on with it

	stored *Outcome // with what is withheld: for writing, never for a page
}

// OutcomePage reads one outcome with the readings of one of its metrics, by reference; of the first when it has none of that. One of a draft is there for its authors and executives only.
func (r *Read) OutcomePage(ref, metric string) (*OutcomeDetail, error) {
	o, err := r.OutcomeByRef(ref)
	if err != nil {
		return nil, err
	}
	if err := r.seenOutcome(o); err != nil {
		return nil, err
	}
	p := &OutcomeDetail{Corrected: map[string]bool{}, stored: o}
	if p.Company, err = r.Company(); err != nil {
		return nil, err
	}
	if p.Tree, err = r.Tree(); err != nil {
		return nil, err
	}
	now, err := r.OutcomesNow([]*Outcome{o}, p.Tree)
	if err != nil {
		return nil, err
	}
	p.OutcomeNow = now[0]
	if err := r.fillOutcomePage(p, metric); err != nil {
		return nil, err
	}
	if p.Allocations, err = r.AllocationsOn(o.ID, "", r.Today(), fewInitiatives); err != nil {
		return nil, err
	}
	if p.Operations, err = r.OperationsServing(o.ID); err != nil {
		return nil, err
	}
	if p.Initiatives, err = r.InitiativesFor(o.ID, fewInitiatives); err != nil {
		return nil, err
	}
	if p.Decisions, err = r.DecisionsAbout("outcome", o.ID, fewDecisions); err != nil {
		return nil, err
	}
	if p.Issues, err = r.IssuesAbout("outcome", o.ID); err != nil {
		return nil, err
	}
	if err := r.fillClose(p); err != nil {
		return nil, err
	}
	p.Findings, err = r.FindingsOf("outcome", o.ID)
	return p, err
}

func (r *Read) fillOutcomePage(p *OutcomeDetail, metric string) error {
	for i, m := range p.Metrics {
		if i == 0 || m.Measure.Metric.Ref == metric {
			p.Shown = m
		}
	}
	if m := p.Shown.Measure; m != nil {
		readings, err := r.ReadingsOf([]string{m.MetricID})
		if err != nil {
			return err
		}
		p.Recorded = seenReadings(p.stored, m, readings[m.MetricID])
		slices.Reverse(p.Recorded)
		for _, reading := range p.Recorded {
			if reading.CorrectsReadingID != nil {
				p.Corrected[*reading.CorrectsReadingID] = true
			}
		}
	}
	moved := r.DB().Model(&WorkflowOutcome{}).Select("workflow_id").Where("outcome_id = ?", p.ID)
	var err error
	if p.Moved, err = r.workflows(r.DB().Where("removed_at IS NULL AND id IN (?)", moved).Limit(200)); err != nil {
		return err
	}
	serving := r.DB().Model(&GoalOutcome{}).Select("goal_id").Where("outcome_id = ?", p.ID)
	if p.Goals, err = r.goals(r.visible(r.DB().Where("removed_at IS NULL AND (id IN (?) OR id = ?)", serving, p.GoalID))); err != nil {
		return err
	}
	if p.ObjectiveID != nil {
		above, err := r.objectives(r.visible(r.DB().Where("id = ? AND removed_at IS NULL", *p.ObjectiveID)))
		if err != nil {
			return err
		}
		if len(above) > 0 {
			p.Above = above[0]
		}
	}
	s, _, err := r.InForce()
	p.InForce = s != nil && p.StrategyID != nil && *p.StrategyID == s.ID
	return err
}

// StatusEntry is the form by which an owner sets another status than the figures give, with a written reason.
type StatusEntry struct {
	Status string
	Reason string
}

// Fields of the form that sets the status.
func (e *StatusEntry) Fields() []*form.Field {
	return []*form.Field{
		form.Choice("status", "Status", &e.Status, form.Option{Value: string(OnTrack), Label: OnTrack.Word()},
			form.Option{Value: string(AtRisk), Label: AtRisk.Word()}, form.Option{Value: string(OffTrack), Label: OffTrack.Word()}).
			Help("Leave it empty to go by the figures."),
		form.Line("reason", "Why", &e.Reason).Max(500),
	}
}

// Check asks for the reason of another status.
func (e *StatusEntry) Check(f *form.Form) {
	if e.Status != "" && e.Reason == "" {
		f.Blame("reason", "Say why the status differs from the figures.")
	}
}

// SetStatus keeps an owner's own status with its reason, or goes back to the figures when it is empty. The figures stay beside it.
func (tx *Tx) SetStatus(p *OutcomeDetail, e *StatusEntry) error {
	o := p.stored
	if err := tx.Who.Must(RecordReading, Owned(o.OwnerTeamID, o.OwnerPersonID)); err != nil {
		return err
	}
	if e.Status != "" && e.Reason == "" {
		return AgainstRule("Say why the status differs from the figures.")
	}
	before := *o
	o.StatusOverride, o.OverrideReason = e.Status, e.Reason
	if e.Status == "" {
		o.OverrideReason = ""
	}
	return tx.SaveOutcome(OutcomeChanged, &before, o)
}

// ShownRef is the reference of the metric whose readings are listed; empty for the first, which needs no naming.
func (p *OutcomeDetail) ShownRef() string {
	if p.Shown.Measure == nil || p.Shown.Measure == p.Measure {
		return ""
	}
	return p.Shown.Measure.Metric.Ref
}
