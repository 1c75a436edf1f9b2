package exchange

import (
	"encoding/json"
	"reflect"
	"slices"

	"throughline/models"
)

// taken is what a confirmed list wrote, so that it can be taken back.
type taken struct {
	ID      string `json:"id"`
	Version int    `json:"v"`
	Added   bool   `json:"a,omitempty"`
}

// TakeIn writes a plan, all of it or nothing, and keeps with the upload what takes it back. It is refused when the plan is no longer the one
// that was seen.
func (p *Plan) TakeIn(tx *models.Tx, u *models.Upload) error {
	if p.Wrong != "" {
		return models.AgainstRule(p.Wrong)
	}
	var added []*models.Workflow
	var done []taken
	for _, r := range p.Rows {
		switch r.Fate {
		case FateAdd:
			added = append(added, r.Workflow)
		case FateChange:
			c, err := saveRow(tx, r)
			if err != nil {
				return err
			}
			if c != nil {
				p.Held = append(p.Held, c)
			}
			if r.Workflow.Version != r.before.Version {
				done = append(done, taken{ID: r.Workflow.ID, Version: r.Workflow.Version})
			}
		}
	}
	u.Added, u.Changed = len(added), len(done)
	if err := tx.AddWorkflows(added); err != nil {
		return err
	}
	for _, w := range added {
		done = append(done, taken{w.ID, w.Version, true})
	}
	return finish(tx, u, done, models.UploadTakenIn)
}

// saveRow writes a row over its workflow. It holds back what others rest on: of the strategy in force another owner, team or outcome with all of
// the row; while the next strategy is drafted only whose the workflow is, for the rest is said of a time to come.
func saveRow(tx *models.Tx, r *ListRow) (held *models.PlannedChange, err error) {
	s, err := tx.StrategyToAlign()
	if err != nil {
		return nil, err
	}
	is := r.Workflow
	switch {
	case s.State == models.InForce && r.before.Bears(is):
		if held, err = tx.HoldBack(is.Name, "", r.before, is); held != nil || err != nil {
			return held, err
		}
	case s.State == models.Draft && s.FollowsStrategyID != nil && r.before.Passes(is):
		if held, err = tx.HoldBack(is.Name, "", r.before, r.before.In(is)); err != nil {
			return nil, err
		}
		if held != nil {
			typed := is
			if r.Workflow = is.In(r.before); reflect.DeepEqual(r.Workflow, r.before) {
				return held, nil
			}
			if err := tx.SaveWorkflow(r.before, r.Workflow); err != nil {
				return nil, err
			}
			return tx.PlanChange(held.Kind, held.Title, "", r.Workflow, r.Workflow.In(typed))
		}
	}
	return nil, tx.SaveWorkflow(r.before, is)
}

func finish(tx *models.Tx, u *models.Upload, done []taken, state string) error {
	text, err := json.Marshal(done)
	if err != nil {
		return err
	}
	u.Result = string(text)
	return tx.FinishUpload(u, state)
}

// MissingOutcomes names the workflows to which a plan gives the verdict that an outcome is missing.
func (p *Plan) MissingOutcomes() (names []string) {
	for _, r := range p.Rows {
		if (r.Fate == FateAdd || r.Fate == FateChange) && r.Workflow.Verdict == models.OutcomeMissing && (r.before == nil || r.before.Verdict != models.OutcomeMissing) {
			names = append(names, r.Workflow.Name)
		}
	}
	return names
}

// Back is one workflow that a list brought or changed, and whether that can be taken back.
type Back struct {
	*models.Workflow
	Added bool
	Why   string // why it cannot be taken back; empty when it can

	was *models.Workflow // as it stood before; nil for one that was added
}

// Backs lists what is left of a list that was taken in: each workflow, and whether somebody has changed it since.
func Backs(r *models.Read, u *models.Upload) (list []*Back, err error) {
	var done []taken
	if u.Result == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(u.Result), &done); err != nil {
		return nil, err
	}
	var ids []string
	versions := map[string]int{}
	for _, t := range done {
		ids = append(ids, t.ID)
		if !t.Added {
			versions[t.ID] = t.Version
		}
	}
	now, err := r.WorkflowsByID(ids)
	if err != nil {
		return nil, err
	}
	was, err := r.WorkflowsBefore(versions)
	if err != nil {
		return nil, err
	}
	used, err := r.WorkflowsInUse(ids)
	if err != nil {
		return nil, err
	}
	for _, t := range done {
		w := now[t.ID]
		if w == nil || t.Added && w.RemovedAt != nil {
			continue // gone already
		}
		b := &Back{Workflow: w, Added: t.Added, was: was[t.ID]}
		switch {
		case w.Version != t.Version:
			b.Why = "It was changed since."
		case t.Added && used[t.ID] != "":
			b.Why = "The process “" + used[t.ID] + "” rests on it."
		case !t.Added && b.was == nil:
			b.Why = "How it stood before is no longer known."
		}
		list = append(list, b)
	}
	return list, nil
}

// TakeBack removes what a list added and puts back what it changed, except for what somebody has changed since, which it gives.
func TakeBack(tx *models.Tx, u *models.Upload) (back int, left []*Back, err error) {
	if u.State == models.UploadOpen {
		return 0, nil, models.AgainstRule("This list was not taken in, so there is nothing to take back.")
	}
	list, err := Backs(&tx.Read, u)
	if err != nil {
		return 0, nil, err
	}
	var keep []taken
	u.Added, u.Changed = 0, 0
	for _, b := range list {
		switch {
		case b.Why != "":
			if left = append(left, b); b.Added {
				u.Added++
			} else {
				u.Changed++
			}
			keep = append(keep, taken{b.ID, b.Version, b.Added})
			continue
		case b.Added:
			err = tx.RemoveWorkflow(b.Workflow)
		default:
			before := *b.Workflow
			b.was.Row, b.was.Ref = b.Workflow.Row, b.Workflow.Ref
			b.was.Outcomes = standing(b.was.Outcomes)
			err = tx.SaveWorkflow(&before, b.was)
		}
		if err != nil {
			return 0, nil, err
		}
		back++
	}
	if back == 0 && len(left) > 0 {
		return 0, left, nil
	}
	if len(keep) > 0 {
		// A version that stands for no save keeps these out of a second try: they were changed, and stay.
		for i := range keep {
			keep[i].Version = 0
		}
	}
	return back, left, finish(tx, u, keep, models.UploadTakenBack)
}

// standing makes links anew: their rows may be gone.
func standing(links []*models.WorkflowOutcome) (list []*models.WorkflowOutcome) {
	for _, l := range slices.Clone(links) {
		list = append(list, &models.WorkflowOutcome{OutcomeID: l.OutcomeID, Weight: l.Weight})
	}
	return list
}
