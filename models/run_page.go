package models

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/models/blocks"
)

// RunDetail is one run with the rule as it was, the path that was taken, and all that came of it.
type RunDetail struct {
	*RunNow
	Says       *blocks.Definition // of the version that it goes by
	Version    *RuleVersion
	Began      *RuleVersion // that it began with, where it was moved to a newer one; nil elsewhere
	BeganSays  *blocks.Definition
	RuleNow    *Rule
	Owner      string // of the rule
	Decision   *Decision
	Event      *Event // nil when it is no longer kept
	Trace      []blocks.Seen
	Done       map[string][]*BlockRun // by block, round after round
	Effects    []*RunEffect
	Questions  []*ApprovalNow
	Waits      []*Wait // not over
	Earlier    *Run    // that this one does again
	Again      []*Run  // that do this one again
	MaySeeData bool    // what went into the steps and came out
}

// BlockRun is one block as a run did it, or one round of it.
type BlockRun struct {
	*RunStep
	Given    []Labelled // what it was given
	Gave     []Labelled // what later blocks can ask of it
	Seen     []blocks.Seen
	Rounds   int
	Branch   string
	Attempts []*StepAttempt
	items    []string // ids of what its rounds go through
}

// Labelled is a value with what it is.
type Labelled struct{ Label, Text string }

// seesRunData tells whether this person may read what went into a run: who writes the rule, answers for it or published it. A person's
// words to another may be in it.
func (w Who) seesRunData(rule *Rule) bool {
	return w.MayWriteRule(rule) || w.SignedIn() && (text(rule.OwnerPersonID) == w.PersonID || text(rule.PublisherPersonID) == w.PersonID)
}

// seenRun finds a run that this person may read, with its rule: one of a rule they may know of, about nothing hidden from them.
func (r *Read) seenRun(ref string) (*RunNow, *Rule, error) {
	run, err := r.RunByRef(strings.ToUpper(ref))
	if err != nil {
		return nil, nil, err
	}
	hidden, err := r.hiddenThings("rule", []string{run.RuleID})
	if err != nil {
		return nil, nil, err
	}
	list, err := r.runsNow([]*Run{run})
	if err != nil {
		return nil, nil, err
	}
	if hidden[run.RuleID] || list[0].Hidden {
		return nil, nil, NotFound("This run")
	}
	rule, err := r.RuleByID(run.RuleID)
	return list[0], rule, err
}

// SeenRun finds a run that this person may read.
func (r *Read) SeenRun(ref string) (*Run, error) {
	now, _, err := r.seenRun(ref)
	if err != nil {
		return nil, err
	}
	return now.Run, nil
}

// RunPage is one run.
func (r *Read) RunPage(ref string) (*RunDetail, error) {
	now, rule, err := r.seenRun(ref)
	if err != nil {
		return nil, err
	}
	d := &RunDetail{RunNow: now, RuleNow: rule, MaySeeData: r.Who.seesRunData(rule)}
	if d.Version, err = r.VersionByID(now.RuleVersionID); err != nil {
		return nil, err
	}
	if d.Says, err = d.Version.Says(); err != nil {
		return nil, err
	}
	if now.BeganVersionID != nil {
		if d.Began, err = r.VersionByID(*now.BeganVersionID); err != nil {
			return nil, err
		}
		if d.BeganSays, err = d.Began.Says(); err != nil {
			return nil, err
		}
	}
	if now.Trace != "" && json.Unmarshal([]byte(now.Trace), &d.Trace) != nil {
		d.Trace = nil
	}
	for _, fill := range []func(*RunDetail) error{r.fillRunPeople, r.fillRunSteps, r.fillRunEffects, r.fillRunOthers} {
		if err := fill(d); err != nil {
			return nil, err
		}
	}
	var through []string
	for _, list := range d.Done {
		for _, s := range list {
			through = append(through, s.items...)
		}
	}
	if err := r.hideWords(d, through); err != nil {
		return nil, err
	}
	return d, r.hideEffects(d.Effects)
}

func (r *Read) fillRunPeople(d *RunDetail) (err error) {
	if d.Owner, err = r.PersonName(d.RuleNow.OwnerPersonID); err != nil {
		return err
	}
	if d.Version.DecisionID != nil {
		list, err := found[*Decision](r.DB().Where("id = ? AND removed_at IS NULL", *d.Version.DecisionID))
		if err != nil {
			return err
		}
		if len(list) > 0 {
			d.Decision = list[0]
		}
	}
	events, err := found[*Event](r.DB().Where("id = ?", d.EventID))
	if err == nil && len(events) > 0 {
		d.Event = events[0]
	}
	return err
}

func (r *Read) fillRunSteps(d *RunDetail) error {
	steps, err := r.StepsOfRun(d.ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, s := range steps {
		ids = append(ids, s.ID)
	}
	tries, err := found[*StepAttempt](r.DB().Where("run_step_id IN ?", ids).Order("created_at, id").Limit(most))
	if err != nil {
		return err
	}
	d.Done = map[string][]*BlockRun{}
	for _, s := range steps {
		one := &BlockRun{RunStep: s}
		var out StepOutput
		if s.Output != "" && json.Unmarshal([]byte(s.Output), &out) == nil {
			one.Seen, one.Rounds, one.Branch = out.Seen, len(out.Items), out.Branch
			for _, item := range out.Items {
				one.items = append(one.items, item["id"].Text)
			}
			for _, name := range sortedKeys(out.Given) {
				one.Gave = append(one.Gave, Labelled{name, out.Given[name].Says()})
			}
		}
		given := map[string]string{}
		if s.Input != "" && json.Unmarshal([]byte(s.Input), &given) == nil {
			for _, name := range sortedKeys(given) {
				one.Given = append(one.Given, Labelled{name, given[name]})
			}
		}
		for _, a := range tries {
			if a.RunStepID == s.ID {
				one.Attempts = append(one.Attempts, a)
			}
		}
		if !d.MaySeeData {
			one.Given, one.Gave, one.Seen = nil, nil, nil
			if s.Kind == string(blocks.CallWebhook) {
				one.Attempts = nil // they hold what the other side said
			}
		}
		d.Done[s.StepKey] = append(d.Done[s.StepKey], one)
	}
	if !d.MaySeeData {
		d.Trace = nil
	}
	return nil
}

func (r *Read) fillRunEffects(d *RunDetail) (err error) {
	d.Effects, err = r.EffectsOfRun(d.ID)
	return err
}

// fillRunOthers adds what is waited for, and the runs that belong to this one.
func (r *Read) fillRunOthers(d *RunDetail) (err error) {
	if d.Waits, err = found[*Wait](r.DB().Where("run_id = ? AND over_at IS NULL", d.ID).Order("due_at, id")); err != nil {
		return err
	}
	asked, err := found[*Approval](r.DB().Where("run_id = ?", d.ID).Order("created_at, id"))
	if err != nil {
		return err
	}
	if d.Questions, err = r.approvalsNow(asked); err != nil {
		return err
	}
	if d.RerunOf != nil {
		list, err := found[*Run](r.DB().Select("id", "ref", "state").Where("id = ?", *d.RerunOf))
		if err != nil {
			return err
		}
		if len(list) > 0 {
			d.Earlier = list[0]
		}
	}
	d.Again, err = found[*Run](r.DB().Select("id", "ref", "state", "created_at").Where("rerun_of = ?", d.ID).Order("created_at, id").Limit(20))
	return err
}

// Left are the blocks that the run did by the version it began with, and that are gone in the one it goes by now.
func (d *RunDetail) Left() (list []*blocks.Step) {
	if d.BeganSays == nil {
		return nil
	}
	d.BeganSays.Walk(func(s *blocks.Step, _ []*blocks.Step) {
		if is, _ := d.Says.Find(s.Key); is == nil && len(d.Done[s.Key]) > 0 {
			list = append(list, s)
		}
	})
	return list
}

// Of gives what the run did of one block.
func (d *RunDetail) Of(key string) []*BlockRun { return d.Done[key] }

// EffectsOf gives what one block of the run made.
func (d *RunDetail) EffectsOf(key string) (list []*RunEffect) {
	for _, e := range d.Effects {
		if e.StepKey == key {
			list = append(list, e)
		}
	}
	return list
}

// QuestionOf gives the approval that one block asked for, the latest; nil when it asked for none.
func (d *RunDetail) QuestionOf(key string) *ApprovalNow {
	for _, q := range slices.Backward(d.Questions) {
		if q.StepKey == key {
			return q
		}
	}
	return nil
}

// WaitOf gives what one block waits for now; nil when it does not.
func (d *RunDetail) WaitOf(key string) *Wait {
	for _, w := range d.Waits {
		if w.StepKey == key {
			return w
		}
	}
	return nil
}

// TookBranch tells whether the run went into a branch of a block: it did one of its blocks.
func (d *RunDetail) TookBranch(list []*blocks.Step) bool {
	return slices.ContainsFunc(list, func(s *blocks.Step) bool { return len(d.Done[s.Key]) > 0 })
}

// Failed is the step that the run failed at; nil when it did not.
func (d *RunDetail) Failed() *BlockRun {
	for _, list := range d.Done {
		for _, s := range list {
			if s.State == RunStepFailed && d.State == RunFailed {
				return s
			}
		}
	}
	return nil
}

// Late is by how much a wait is overdue; zero when it is not.
func (w *Wait) Late(now time.Time) time.Duration {
	if w.DueAt == nil || w.OverAt != nil || !now.After(*w.DueAt) {
		return 0
	}
	return now.Sub(*w.DueAt)
}

func sortedKeys[T any](m map[string]T) []string {
	list := keys(m)
	slices.Sort(list)
	return list
}
