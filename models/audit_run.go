package models

import (
	"cmp"
	"encoding/json"
	"errors"
	"time"

	"throughline/models/day"
)

// AuditRun is the audit as it stood on a day, kept for its history (R09). Nothing in it is ever changed.
type AuditRun struct {
	Row
	Ref        string
	StrategyID *string // nil: what was brought in and belongs to none, or an operations strategy
	Day        day.Day
	ByPersonID *string // nil: the program itself, once a week
	ByName     string
	Content    string // a StrategyAudit as JSON

	OperationsStrategyID *string // the operations strategy that it is about; nil otherwise
}

// TableName is where runs are kept.
func (*AuditRun) TableName() string { return "audits" }

func (a *AuditRun) reference() (string, *string) { return "AU", &a.Ref }

// Audit reads what was kept.
func (a *AuditRun) Audit() (*StrategyAudit, error) {
	out := &StrategyAudit{}
	if err := json.Unmarshal([]byte(a.Content), out); err != nil {
		return nil, errors.New("the audit " + a.Ref + " cannot be read: " + err.Error())
	}
	return out, nil
}

// RunAudit keeps the audit of one of the choices as it stands now. When nothing has changed since the run before on the same day, that one is
// given and nothing is written; kept tells.
func (tx *Tx) RunAudit(key string) (run *AuditRun, kept bool, err error) {
	if err := tx.Who.Must(RunAudit); err != nil {
		return nil, false, err
	}
	a, choice, _, err := tx.AuditNow(key)
	if err != nil {
		return nil, false, err
	}
	if a == nil {
		return nil, false, AgainstRule("There is nothing to audit yet. Begin with the sentence of intent in step 1 of the alignment.")
	}
	last, err := tx.lastAudit(choice)
	if err != nil {
		return nil, false, err
	}
	content, err := json.Marshal(a)
	if err != nil {
		return nil, false, err
	}
	if last != nil && last.Day == a.Day && last.Content == string(content) {
		return last, false, nil
	}
	run, err = tx.keepAudit(choice, a, content)
	return run, true, err
}

func (tx *Tx) keepAudit(of AuditChoice, a *StrategyAudit, content []byte) (*AuditRun, error) {
	run := &AuditRun{Day: a.Day, ByPersonID: tx.actor(), ByName: tx.Who.Name, Content: string(content)}
	switch {
	case of.Operations != nil:
		run.OperationsStrategyID = &of.Operations.ID
	case of.Strategy != nil:
		run.StrategyID = &of.Strategy.ID
	}
	if err := tx.Insert(run); err != nil {
		return nil, err
	}
	standings := map[string]Stand{}
	for _, e := range a.Elements {
		standings[e.Key] = e.Standing
	}
	return run, tx.Emit(AuditMade, run, nil, standings)
}

// KeepAuditOf keeps the audit as it would have stood at an earlier instant, as far as rows tell when they came. It is for a past that was
// brought in with its data.
func (tx *Tx) KeepAuditOf(s *Strategy, at time.Time) error {
	f, err := tx.auditFacts(s)
	if err != nil {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	if f.Readings, err = tx.ReadingsOf(f.metrics()); err != nil {
		return err
	}
	a := Audit(f.before(at, c.Calendar().Today(at)))
	content, err := json.Marshal(a)
	if err != nil {
		return err
	}
	_, err = tx.keepAudit(AuditChoice{Strategy: s}, a, content)
	return err
}

// lastAudit is the newest run of a strategy, or of what was brought in; nil when there is none.
func (r *Read) lastAudit(of AuditChoice) (*AuditRun, error) {
	runs, err := r.AuditRuns(of, 1)
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	return runs[0], nil
}

// AuditRuns gives the runs of a strategy, or of what was brought in, the newest first. Those of the time when it was a draft are for those who
// may read drafts of it.
func (r *Read) AuditRuns(of AuditChoice, count int) (list []*AuditRun, err error) {
	q := r.DB().Where("strategy_id IS NULL AND operations_strategy_id IS NULL")
	if id := of.id(); id != "" {
		drafts, err := r.draftingOf([]string{id})
		if err != nil {
			return nil, err
		}
		q = drafts.after(r.DB().Where("strategy_id = ? OR operations_strategy_id = ?", id, id), id)
	}
	err = q.Order("created_at DESC, id DESC").Limit(count).Find(&list).Error
	return list, err
}

// AuditRunByRef finds one run that this person may know of, with what it is about.
func (r *Read) AuditRunByRef(ref string) (*AuditRun, AuditChoice, error) {
	const what = "This run of the audit"
	of := AuditChoice{Key: BroughtIn}
	run, err := one(what, func() ([]*AuditRun, error) { return found[*AuditRun](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, of, err
	}
	if run.OperationsStrategyID != nil {
		list, err := r.operationsStrategies(r.DB().Where("id = ?", *run.OperationsStrategyID))
		if err != nil || len(list) == 0 || !r.Who.MaySeeOperations(list[0]) {
			return nil, of, cmp.Or(err, error(NotFound(what)))
		}
		of = AuditChoice{Key: list[0].Ref, Operations: list[0]}
	}
	if run.StrategyID != nil {
		if err := r.seen(what, run.StrategyID); err != nil {
			return nil, of, err
		}
		s := &Strategy{}
		if err := r.DB().Where("id = ?", *run.StrategyID).First(s).Error; err != nil {
			return nil, of, err
		}
		of = AuditChoice{Key: s.Ref, Strategy: s}
	}
	id := of.id()
	drafts, err := r.draftingOf(ids(&id))
	if err != nil || drafts.hides(&id, run.CreatedAt) {
		return nil, of, cmp.Or(err, error(NotFound(what)))
	}
	return run, of, nil
}

// LookAtStrategies keeps the audit of this week of the strategy in force, of each draft that was begun, of what was brought in while no
// strategy is in force, and of each operations strategy in force in which something has changed. It is done once a week.
func (tx *Tx) LookAtStrategies() error {
	choices, err := tx.AuditChoices()
	if err != nil {
		return err
	}
	inForce := false
	for _, c := range choices {
		if c.Operations != nil || c.Strategy != nil && c.Strategy.State == Superseded || c.Strategy == nil && inForce {
			continue
		}
		inForce = inForce || c.Strategy != nil && c.Strategy.State == InForce
		if _, _, err := tx.RunAudit(c.Key); err != nil {
			return err
		}
	}
	return tx.lookAtOperations()
}
