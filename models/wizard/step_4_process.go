package wizard

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// processThing is a process with the words of its newest version. Its steps are rows of their own.
type processThing struct {
	*models.Process
	owner string
	team  string
	why   string
}

func bindProcess(p *models.Process) *processThing {
	if p.Current == nil {
		p.Current = &models.ProcessVersion{State: models.ProcessDraft}
	}
	return &processThing{Process: p, owner: text(p.OwnerPersonID), team: text(p.TeamID)}
}

func (t *processThing) entity() models.Entity { return t.Process }

func (t *processThing) copy() thing {
	t.settle()
	c := bindProcess(clone(t.Process))
	c.Current.Steps, c.Current.Authors = t.Current.Steps, t.Current.Authors
	return c
}

func (t *processThing) settle() { t.OwnerPersonID, t.TeamID = pointer(t.owner), pointer(t.team) }

func (t *processThing) lock() string {
	t.settle()
	return t.Lock()
}

// closed says why the words of the newest version cannot be changed; empty while it is a draft.
func (t *processThing) closed() string {
	if t.Current.State == models.ProcessDraft {
		return ""
	}
	return "This version is " + t.Current.State + "."
}

func (t *processThing) fields(w *World) []*form.Field {
	v, shut := t.Current, t.closed()
	tooling := shut
	if tooling == "" {
		tooling = t.lock()
	}
	return append([]*form.Field{
		form.Line("name", "Process", &t.Name).Wanted().Max(300),
		form.Pick("owner", "Owner", &t.owner, nil, w.People).Wanted(),
		form.Choice("team", "Team", &t.team, w.teamOptions()...),
		form.Text("inputs", "Inputs", &v.Inputs).Wanted().Max(4000).Help("What starts it, and what it needs.").Lock(shut),
		form.Text("outputs", "Outputs", &v.Outputs).Wanted().Max(4000).Help("What is there when it is finished.").Lock(shut),
		form.Text("people", "What changes for people", &v.PeopleChange).Wanted().Max(2000).Lock(shut),
		form.Tick("people_same", "No change for people. The sentence says why.", &v.PeopleSame).Lock(shut),
		form.Text("process", "What changes in the process", &v.ProcessChange).Wanted().Max(2000).Lock(shut),
		form.Tick("process_same", "No change in the process. The sentence says why.", &v.ProcessSame).Lock(shut),
		form.Text("technology_change", "What changes in technology", &v.TechnologyChange).Wanted().Max(2000).Lock(shut),
		form.Tick("technology_same", "No change in technology. The sentence says why.", &v.TechnologySame).Lock(shut),
		form.Text("technology", "Tools it uses", &v.Technology).Max(2000).Lock(tooling),
		form.Text("automation", "What runs by itself", &v.Automation).Max(2000).Lock(tooling),
	}, w.whyChanged(&t.why, t.Process)...)
}

func (t *processThing) moved() string { return t.why }

func (t *processThing) add(tx *models.Tx, w *World) error {
	t.StrategyID = &w.Strategy.ID
	return tx.AddProcess(t.Process)
}

func (t *processThing) save(tx *models.Tx, before thing) error {
	return tx.SaveProcess(models.ProcessChanged, before.(*processThing).Process, t.Process)
}

func (t *processThing) remove(tx *models.Tx) error {
	before := *t.Process
	if err := tx.Remove(t.Process); err != nil {
		return err
	}
	return tx.Emit(models.ProcessRemoved, t.Process, &before, t.Process)
}

func (t *processThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.Process{}
	found, err := r.AsOf("process", t.ID, version, was)
	return bindProcess(was), found, err
}

func (t *processThing) join(w *World) { w.Processes = append(w.Processes, t.Process) }

// startProcess makes the process a workflow or an outcome waits for, filled with what is known.
func startProcess(tx *models.Tx, w *World, id string) error {
	for _, d := range w.DueProcesses() {
		if d.Key() != id || d.Process != nil {
			continue
		}
		p := &models.Process{StrategyID: &w.Strategy.ID, Name: d.Name(), Current: &models.ProcessVersion{}}
		if f := d.Workflow; f != nil {
			p.WorkflowID, p.OwnerPersonID, p.TeamID = &f.ID, f.OwnerPersonID, f.TeamID
			p.Current.Inputs, p.Current.Outputs = f.Inputs, f.Outputs
			p.Current.Steps = w.stepsOf(p, Paste{Text: strings.ReplaceAll(f.Steps, " | ", "\n"), Nested: NestedOwn})
		} else {
			p.OutcomeID, p.OwnerPersonID, p.TeamID = &d.Outcome.ID, d.Outcome.OwnerPersonID, d.Outcome.OwnerTeamID
		}
		return tx.AddProcess(p)
	}
	return nil
}

// on runs a change of one of the strategy's processes, as it is stored now.
func on(change func(tx *models.Tx, p *models.Process) error) act {
	return func(tx *models.Tx, w *World, id string) error {
		if w.process(id) == nil {
			return nil
		}
		p, err := tx.ProcessByID(w.process(id).ID)
		if err != nil {
			return err
		}
		return change(tx, p)
	}
}

// The buttons that move a version from one state to the next.
var (
	documentProcess = on((*models.Tx).DocumentProcess)
	takeBackProcess = on((*models.Tx).TakeBackProcess)
	approveProcess  = on((*models.Tx).ApproveProcess)
	succeedProcess  = on((*models.Tx).SucceedProcess)
)
