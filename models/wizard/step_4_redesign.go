package wizard

import (
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

var redesignStep = Step{
	Key:      "redesign",
	Title:    "Redesign",
	Question: "How will the work be done instead?",
	Lead:     "One process for each workflow to redesign, and a new one for each outcome that no workflow moves. Write the steps before you choose any tool.",
	Why:      "A tool on top of an unclear process makes the confusion faster. Owner, inputs, outputs and steps come first; then what changes for people, process and technology.",
	Good:     "Visit booking: the desk takes the request, checks the planner, offers two times, confirms in one message. Owner Tom, input a request, output a confirmed visit.",
	Poor:     "Introduce a new booking tool. Nobody knows who does what before or after it.",
	Needs:    []string{"outcomes", "audit"},
	sheet:    redesignSheet,
	gaps:     redesignGaps,
	fact:     redesignFact,
	flags:    redesignFlags,
	acts:     map[string]act{"start": startProcess, "documented": documentProcess, "approve": approveProcess},
	running:  true,
}

type processThing struct {
	*models.Process
	owner string
	team  string
	steps string // one a line
}

func bindProcess(p *models.Process) *processThing {
	if p.Current == nil {
		p.Current = &models.ProcessVersion{State: models.ProcessDraft}
	}
	t := &processThing{Process: p, owner: text(p.OwnerPersonID), team: text(p.TeamID)}
	lines := make([]string, len(p.Current.Steps))
	for i, s := range p.Current.Steps {
		lines[i] = s.Title
	}
	t.steps = strings.Join(lines, "\n")
	return t
}

func (t *processThing) entity() models.Entity { return t.Process }
func (t *processThing) copy() thing           { t.settle(); return bindProcess(clone(t.Process)) }

func (t *processThing) settle() {
	t.OwnerPersonID, t.TeamID = pointer(t.owner), pointer(t.team)
	var steps []*models.ProcessStep
	for _, line := range strings.Split(t.steps, "\n") {
		title := strings.TrimSpace(line)
		if title == "" {
			continue
		}
		s := &models.ProcessStep{}
		if n := len(steps); n < len(t.Current.Steps) {
			s = t.Current.Steps[n]
		}
		s.Title = title
		steps = append(steps, s)
	}
	t.Current.Steps = steps
}

// Lacks names which of the four come before any tooling are missing (R14).
func Lacks(p *models.Process) []string {
	var list []string
	v := p.Current
	if v == nil {
		v = &models.ProcessVersion{}
	}
	for _, need := range []struct {
		name string
		has  bool
	}{{"an owner", p.OwnerPersonID != nil}, {"inputs", v.Inputs != ""}, {"outputs", v.Outputs != ""}, {"steps", len(v.Steps) > 0}} {
		if !need.has {
			list = append(list, need.name)
		}
	}
	return list
}

func (t *processThing) lock() string {
	t.settle()
	if missing := Lacks(t.Process); len(missing) > 0 {
		return "Locked until the process has " + listed(missing) + ": write the process before any tooling."
	}
	return ""
}

func (t *processThing) fields(w *World) []*form.Field {
	v := t.Current
	return []*form.Field{
		form.Line("name", "Process", &t.Name).Wanted().Max(300),
		form.Pick("owner", "Owner", &t.owner, nil, w.People).Wanted(),
		form.Choice("team", "Team", &t.team, w.teamOptions()...),
		form.Text("inputs", "Inputs", &v.Inputs).Wanted().Max(4000).Help("What starts it, and what it needs."),
		form.Text("outputs", "Outputs", &v.Outputs).Wanted().Max(4000).Help("What is there when it is finished."),
		form.Text("steps", "Steps, in order, one a line", &t.steps).Wanted().Max(10_000).Help("Start each with who does it."),
		form.Text("people", "What changes for people", &v.PeopleChange).Wanted().Max(2000).Help("Say “no change” when that is so."),
		form.Text("process", "What changes in the process", &v.ProcessChange).Wanted().Max(2000),
		form.Text("technology_change", "What changes in technology", &v.TechnologyChange).Wanted().Max(2000),
		form.Text("technology", "Tools it uses", &v.Technology).Max(2000).Lock(t.lock()),
		form.Text("automation", "What runs by itself", &v.Automation).Max(2000).Lock(t.lock()),
	}
}

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

func redesignSheet(w *World, q Query) *form.Form {
	rows := form.Repeat("processes", "Processes", nil)
	var list []*processThing
	for _, p := range w.Processes {
		if q.Item == p.ID || q.Item == p.Ref {
			list = append(list, bindProcess(p))
		}
	}
	return &form.Form{Rows: []*form.Rows{stored(rows, w, list)}}
}

// Due is one process that the audit asks for: of a workflow to redesign, or new for an outcome that no workflow moves.
type Due struct {
	Workflow *models.Workflow
	Outcome  *models.Outcome
	Process  *models.Process // nil until it is started
	Gaps     []Gap
}

// Name is the workflow's name, or the outcome's.
func (d Due) Name() string {
	if d.Workflow != nil {
		return d.Workflow.Name
	}
	return d.Outcome.Title
}

// Key is what the start button sends.
func (d Due) Key() string {
	if d.Workflow != nil {
		return d.Workflow.ID
	}
	return d.Outcome.ID
}

// DueProcesses lists the processes the audit asks for (R14), and what each still lacks.
func (w *World) DueProcesses() []Due {
	of := map[string]*models.Process{}
	for _, p := range w.Processes {
		if p.WorkflowID != nil {
			of[*p.WorkflowID] = p
		}
		if p.OutcomeID != nil {
			of[*p.OutcomeID] = p
		}
	}
	var list []Due
	for _, f := range w.Workflows {
		if f.Verdict == models.Redesign {
			list = append(list, Due{Workflow: f, Process: of[f.ID]})
		}
	}
	serving := w.serving()
	for _, o := range w.Outcomes {
		if serving[o.ID] == 0 {
			list = append(list, Due{Outcome: o, Process: of[o.ID]})
		}
	}
	for i := range list {
		list[i].Gaps = processGaps(list[i])
	}
	return list
}

func processGaps(d Due) (gaps []Gap) {
	if d.Process == nil {
		return []Gap{{Group: "processes", Name: d.Name(), Say: "Write its process."}}
	}
	p, v := d.Process, bindProcess(d.Process).Current
	miss := func(key, say string) {
		gaps = append(gaps, Gap{Group: "processes", Row: p.ID, Key: key, Name: p.Name, Say: say})
	}
	for _, need := range []struct {
		missing  bool
		key, say string
	}{
		{p.Name == "", "name", "Name the process."},
		{p.OwnerPersonID == nil, "owner", "Name its owner."},
		{v.Inputs == "", "inputs", "Say what starts it and what it needs."},
		{v.Outputs == "", "outputs", "Say what is there when it is finished."},
		{len(v.Steps) == 0, "steps", "Write its steps, one a line."},
		{v.PeopleChange == "", "people", "Say what changes for people, or “no change”."},
		{v.ProcessChange == "", "process", "Say what changes in the process, or “no change”."},
		{v.TechnologyChange == "", "technology_change", "Say what changes in technology, or “no change”."},
	} {
		if need.missing {
			miss(need.key, need.say)
		}
	}
	return gaps
}

func redesignGaps(w *World) (gaps []Gap) {
	for _, d := range w.DueProcesses() {
		gaps = append(gaps, d.Gaps...)
	}
	return gaps
}

func redesignFlags(w *World) (flags []Flag) {
	for _, d := range w.DueProcesses() {
		if d.Process != nil && d.Process.Current.State == models.ProcessDraft && len(d.Gaps) == 0 {
			flags = append(flags, Flag{Group: "processes", Row: d.Process.ID, Entity: d.Process, Code: "process.draft", Name: d.Process.Name,
				Say: "Everything is written. Mark it as documented, so that somebody can approve it."})
		}
	}
	return flags
}

func redesignFact(w *World) string {
	due := w.DueProcesses()
	waiting := 0
	for _, d := range due {
		if len(d.Gaps) > 0 {
			waiting++
		}
	}
	switch {
	case len(due) == 0:
		return "Nothing waits here from the audit"
	case waiting == 0:
		return fmt.Sprintf("%d of %d processes written", len(due), len(due))
	}
	return fmt.Sprintf("%d of %d processes written, %d to write", len(due)-waiting, len(due), waiting)
}

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
			t := bindProcess(p)
			t.steps = strings.ReplaceAll(f.Steps, " | ", "\n")
			t.settle()
		} else {
			p.OutcomeID, p.OwnerPersonID, p.TeamID = &d.Outcome.ID, d.Outcome.OwnerPersonID, d.Outcome.OwnerTeamID
		}
		return tx.AddProcess(p)
	}
	return nil
}

// documentProcess says that a version is fully written and ready to be approved.
func documentProcess(tx *models.Tx, w *World, id string) error {
	return moveProcess(tx, w, id, models.ProcessDraft, models.ProcessWritten, models.ProcessDocumented)
}

// approveProcess puts a documented version in use.
func approveProcess(tx *models.Tx, w *World, id string) error {
	return moveProcess(tx, w, id, models.ProcessWritten, models.ProcessInUse, models.ProcessApproved)
}

func moveProcess(tx *models.Tx, w *World, id, from, to string, kind models.EventType) error {
	for _, d := range w.DueProcesses() {
		if d.Process == nil || d.Process.ID != id || d.Process.Current.State != from {
			continue
		}
		if len(d.Gaps) > 0 {
			return models.AgainstRule(d.Process.Name + ": " + d.Gaps[0].Say)
		}
		if to == models.ProcessInUse {
			if err := tx.Who.Must(models.ApproveProcess, models.OfTeam(d.Process.TeamID)); err != nil {
				return err
			}
		}
		p, err := tx.ProcessByID(id)
		if err != nil {
			return err
		}
		before := clone(p)
		p.Current.State = to
		if to == models.ProcessInUse {
			p.Current.ApprovedPersonID, p.Current.ApprovedAt = pointer(tx.Who.PersonID), &tx.Now
		}
		return tx.SaveProcess(kind, before, p)
	}
	return nil
}

func listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}
