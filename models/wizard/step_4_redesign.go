package wizard

import (
	"fmt"

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
	behind:   redesignBehind,
	flags:    redesignFlags,
	acts: map[string]act{
		"start": startProcess, "insert": insertStep, "duplicate": duplicateStep, "restore": restoreStep, "unpaste": unpasteSteps, "accountable": ownerAnswers,
		"documented": documentProcess, "take-back": takeBackProcess, "approve": approveProcess, "succeed": succeedProcess,
	},
	guard:   guardWording,
	reword:  rewordDuties,
	notes:   stepNotes,
	settle:  settleSteps,
	running: true,
}

func redesignSheet(w *World, q Query) *form.Form {
	rows := form.Repeat("processes", "Processes", nil)
	p := w.process(q.Item)
	if p == nil {
		return &form.Form{Rows: []*form.Rows{rows}}
	}
	return &form.Form{Fields: joinFields(w, p), Rows: []*form.Rows{stored(rows, w, []*processThing{bindProcess(p)}), stepRows(w, p)}}
}

// process finds a process by its id or its reference; nil when there is none.
func (w *World) process(id string) *models.Process {
	for _, p := range w.Processes {
		if id != "" && (p.ID == id || p.Ref == id) {
			return p
		}
	}
	return nil
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
	for _, u := range bindProcess(d.Process).Gaps() {
		gaps = append(gaps, Gap{Group: "processes", Row: d.Process.ID, Key: u.Key, Name: d.Process.Name, Say: u.Say})
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
		p := d.Process
		if p == nil {
			continue
		}
		flag := func(code, say string) {
			flags = append(flags, Flag{Group: "processes", Row: p.ID, Entity: p, Code: code, Name: p.Name, Say: say})
		}
		if f, left := w.leftFlag(Flag{Group: "processes", Row: p.ID, Entity: p, Name: p.Name}, p.OwnerPersonID); left {
			flags = append(flags, f)
		}
		if p.Current.State != models.ProcessDraft || len(d.Gaps) > 0 {
			continue
		}
		if missing := p.Unwritten(); len(missing) > 0 {
			flag("process.duties", fmt.Sprintf("It can be documented once every step has exactly one who is accountable: %s.", open(len(missing))))
		} else {
			flag("process.draft", "Everything is written. Mark it as documented, so that somebody can approve it.")
		}
	}
	return flags
}

func open(n int) string {
	if n == 1 {
		return "1 thing is open"
	}
	return fmt.Sprintf("%d things are open", n)
}

func redesignFact(w *World) string {
	due, waiting := w.toWrite()
	switch {
	case due == 0:
		return "Nothing waits here from the audit"
	case waiting == 0:
		return fmt.Sprintf("%d of %d processes written", due, due)
	}
	return fmt.Sprintf("%d of %d processes written, %d to write", due-waiting, due, waiting)
}
