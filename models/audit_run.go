package models

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"throughline/models/day"
)

// AuditRun is the audit as it stood on a day, kept for its history (R09). Nothing in it is ever changed.
type AuditRun struct {
	Row
	Ref        string
	StrategyID *string // nil: what was brought in and belongs to none
	Day        day.Day
	ByPersonID *string // nil: the program itself, once a week
	ByName     string
	Content    string // a StrategyAudit as JSON
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

// BroughtIn is how addresses name what was brought in and belongs to no strategy.
const BroughtIn = "brought-in"

// AuditChoice is one thing that can be audited.
type AuditChoice struct {
	Key      string    // as addresses name it: a reference, or BroughtIn
	Strategy *Strategy // nil for what was brought in
}

// AuditChoices are the strategies that this person may have audited, the one in force first, then drafts and older ones, and what was
// brought in.
func (r *Read) AuditChoices() ([]AuditChoice, error) {
	var list []*Strategy
	q := r.DB().Model(&Strategy{})
	if r.Who.Reach(ReadDraft) != All {
		own := r.DB().Model(&StrategyAuthor{}).Select("strategy_id").Where("person_id = ?", r.Who.PersonID)
		q = q.Where("state <> ? OR author_person_id = ? OR id IN (?)", Draft, r.Who.PersonID, own)
	}
	if err := q.Order("CASE state WHEN 'in force' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, kind DESC, created_at DESC, id").Limit(50).Find(&list).Error; err != nil {
		return nil, err
	}
	var out []AuditChoice
	for _, s := range list {
		if s.State == Draft {
			begun, err := r.begun(s)
			if err != nil {
				return nil, err
			}
			if !begun {
				continue
			}
		}
		out = append(out, AuditChoice{s.Ref, s})
	}
	w, err := r.Waiting()
	if err == nil && w.Outcomes+w.Goals+w.Objectives > 0 {
		out = append(out, AuditChoice{Key: BroughtIn})
	}
	return out, err
}

// begun tells whether somebody has written anything in a draft: a sentence or an outcome.
func (r *Read) begun(s *Strategy) (bool, error) {
	i, err := r.standingIntent(s.ID)
	if err != nil || i != nil && strings.TrimSpace(i.Statement) != "" {
		return true, err
	}
	var n int64
	err = r.DB().Model(&Outcome{}).Where("strategy_id = ? AND removed_at IS NULL", s.ID).Limit(1).Count(&n).Error
	return n > 0, err
}

// AuditNow audits one of the choices from live data: the first when none is named. It is nil while there is nothing to audit.
func (r *Read) AuditNow(key string) (*StrategyAudit, AuditChoice, []AuditChoice, error) {
	choices, err := r.AuditChoices()
	if err != nil {
		return nil, AuditChoice{}, nil, err
	}
	if len(choices) == 0 && key == "" {
		return nil, AuditChoice{}, nil, nil
	}
	for _, c := range choices {
		if key == "" || c.Key == key {
			f, err := r.auditFacts(c.Strategy)
			if err != nil {
				return nil, c, choices, err
			}
			return Audit(f), c, choices, nil
		}
	}
	return nil, AuditChoice{}, choices, NotFound("This strategy")
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
	last, err := tx.lastAudit(choice.Strategy)
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
	run, err = tx.keepAudit(choice.Strategy, a, content)
	return run, true, err
}

func (tx *Tx) keepAudit(s *Strategy, a *StrategyAudit, content []byte) (*AuditRun, error) {
	run := &AuditRun{Day: a.Day, ByPersonID: tx.actor(), ByName: tx.Who.Name, Content: string(content)}
	if s != nil {
		run.StrategyID = &s.ID
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
	_, err = tx.keepAudit(s, a, content)
	return err
}

// lastAudit is the newest run of a strategy, or of what was brought in; nil when there is none.
func (r *Read) lastAudit(s *Strategy) (*AuditRun, error) {
	runs, err := r.AuditRuns(s, 1)
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	return runs[0], nil
}

// AuditRuns gives the runs of a strategy, or of what was brought in, the newest first.
func (r *Read) AuditRuns(s *Strategy, count int) (list []*AuditRun, err error) {
	q := r.DB().Where("strategy_id IS NULL")
	if s != nil {
		q = r.DB().Where("strategy_id = ?", s.ID)
	}
	err = q.Order("created_at DESC, id DESC").Limit(count).Find(&list).Error
	return list, err
}

// AuditRunByRef finds one run that this person may know of, with the strategy that it is about; nil for what was brought in.
func (r *Read) AuditRunByRef(ref string) (*AuditRun, *Strategy, error) {
	const what = "This run of the audit"
	run, err := one(what, func() ([]*AuditRun, error) { return found[*AuditRun](r.DB().Where("ref = ?", ref)) })
	if err != nil || run.StrategyID == nil {
		return run, nil, err
	}
	if err := r.seen(what, run.StrategyID); err != nil {
		return nil, nil, err
	}
	s := &Strategy{}
	return run, s, r.DB().Where("id = ?", *run.StrategyID).First(s).Error
}

// LookAtStrategies keeps the audit of this week of the strategy in force, of each draft that was begun, and of what was brought in while no
// strategy is in force. It is done once a week.
func (tx *Tx) LookAtStrategies() error {
	choices, err := tx.AuditChoices()
	if err != nil {
		return err
	}
	inForce := false
	for _, c := range choices {
		if c.Strategy != nil && c.Strategy.State == Superseded || c.Strategy == nil && inForce {
			continue
		}
		inForce = inForce || c.Strategy != nil && c.Strategy.State == InForce
		if _, _, err := tx.RunAudit(c.Key); err != nil {
			return err
		}
	}
	return nil
}
