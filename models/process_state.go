package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"
)

// Unwritten is one thing that keeps a process from being documented: a sentence at a field, of a step or of the process itself.
type Unwritten struct {
	Step *ProcessStep // nil when it is about the process
	Key  string       // of the field
	Say  string
}

// Unwritten lists what keeps the newest version from being documented (R14).
func (p *Process) Unwritten() []Unwritten {
	list := p.unwrittenWords()
	for _, s := range p.Current.Steps {
		if s.Title == "" {
			list = append(list, Unwritten{s, "title", "Say what is done in this step."})
		}
		if say := s.AccountableProblem(); say != "" {
			list = append(list, Unwritten{s, Accountable, say})
		}
		for _, d := range s.Duties {
			if d.Words != "" && d.Duty != Accountable {
				list = append(list, Unwritten{s, d.Duty, "“" + d.Words + "” is no person and no team here. Choose a name from the list."})
			}
		}
	}
	return list
}

// unwrittenWords lists what the process lacks, its steps aside.
func (p *Process) unwrittenWords() (list []Unwritten) {
	v := p.Current
	for _, need := range []struct {
		missing  bool
		key, say string
	}{
		{p.Name == "", "name", "Name the process."},
		{p.OwnerPersonID == nil, "owner", "Name its owner."},
		{v.Inputs == "", "inputs", "Say what starts it and what it needs."},
		{v.Outputs == "", "outputs", "Say what is there when it is finished."},
		{!slices.ContainsFunc(v.Steps, func(s *ProcessStep) bool { return s.Title != "" }), "steps", "Write its steps."},
		{v.PeopleChange == "", "people", unchanged(v.PeopleSame, "for people")},
		{v.ProcessChange == "", "process", unchanged(v.ProcessSame, "in the process")},
		{v.TechnologyChange == "", "technology_change", unchanged(v.TechnologySame, "in technology")},
	} {
		if need.missing {
			list = append(list, Unwritten{nil, need.key, need.say})
		}
	}
	return list
}

func unchanged(same bool, where string) string {
	if same {
		return "Say in a sentence why nothing changes " + where + "."
	}
	return "Say what changes " + where + ", or tick “No change” and say why."
}

// Gaps lists what the process itself still lacks before it counts as written, duties aside.
func (p *Process) Gaps() []Unwritten { return p.unwrittenWords() }

// editable is nil while the newest version is a draft; else it says what to do instead.
func (p *Process) editable() error {
	switch p.Current.State {
	case ProcessWritten:
		return AgainstRule("Version " + itoa(p.Current.N) + " is documented and waits for approval. Take it back to change it.")
	case ProcessInUse, ProcessReplaced:
		return AgainstRule("Version " + itoa(p.Current.N) + " is " + p.Current.State + " and is never edited. Start a new version to change it.")
	}
	return nil
}

// DocumentProcess says that the draft is fully written, and asks for its approval.
func (tx *Tx) DocumentProcess(p *Process) error {
	v := p.Current
	if v.State != ProcessDraft {
		return nil // pressed twice
	}
	if list := p.Unwritten(); len(list) > 0 {
		return AgainstRule(p.Name + ": " + list[0].words())
	}
	err := tx.moveProcess(p, ProcessDocumented, func() {
		v.State, v.RequestedPersonID, v.RequestedAt = ProcessWritten, personOf(tx.Who), &tx.Now
		v.ReturnedPersonID, v.ReturnedAt, v.ReturnReason = nil, nil, ""
	})
	if err != nil {
		return err
	}
	return tx.askVersion(p)
}

func (u Unwritten) words() string {
	if u.Step == nil {
		return u.Say
	}
	return "step " + itoa(u.Step.Position) + ". " + u.Say
}

// TakeBackProcess makes a documented version a draft again, so that it can be changed.
func (tx *Tx) TakeBackProcess(p *Process) error {
	if p.Current.State != ProcessWritten {
		return nil
	}
	if err := tx.overVersion(p); err != nil {
		return err
	}
	return tx.moveProcess(p, ProcessTakenBack, func() {
		p.Current.State, p.Current.RequestedPersonID, p.Current.RequestedAt = ProcessDraft, nil, nil
	})
}

// ReturnProcess sends a documented version back to those who wrote it, with the reason.
func (tx *Tx) ReturnProcess(p *Process, reason string) error {
	waits := p.Current.State == ProcessWritten
	if p.ApprovalChainID != nil && waits {
		return tx.answerVersion(p, false, reason)
	}
	if err := tx.Who.Must(ApproveProcess, OfTeam(p.TeamID)); err != nil {
		return err
	}
	if !waits {
		return AgainstRule("Version " + itoa(p.Current.N) + " does not wait for approval any more.")
	}
	if strings.TrimSpace(reason) == "" {
		return AgainstRuleAt("reason", "Say in a sentence what has to change first.")
	}
	return tx.sendBack(p, reason)
}

func (tx *Tx) sendBack(p *Process, reason string) error {
	return tx.moveProcess(p, ProcessReturned, func() {
		v := p.Current
		v.State, v.RequestedPersonID, v.RequestedAt = ProcessDraft, nil, nil
		v.ReturnedPersonID, v.ReturnedAt, v.ReturnReason = personOf(tx.Who), &tx.Now, reason
	})
}

// ApproveProcess puts a documented version in use and retires the one before it. Whoever owns the process or wrote in the version
// cannot: somebody else approves. Where the process has an approval chain, this is the yes of one who is asked at the present stage.
func (tx *Tx) ApproveProcess(p *Process) error {
	if p.ApprovalChainID != nil && p.Current.State == ProcessWritten {
		return tx.answerVersion(p, true, "")
	}
	if err := tx.Who.Must(ApproveProcess, OfTeam(p.TeamID)); err != nil {
		return err
	}
	switch {
	case p.Current.State == ProcessInUse:
		return nil // pressed twice
	case p.Current.State != ProcessWritten:
		return AgainstRule("Version " + itoa(p.Current.N) + " is a draft. It can be approved once it is documented.")
	}
	if bar := p.Bar(tx.Who); bar != "" {
		return NotAllowed(bar)
	}
	return tx.putInUse(p)
}

func (tx *Tx) putInUse(p *Process) error {
	if err := tx.DB().Model(&ProcessVersion{}).Where("process_id = ? AND state = ?", p.ID, ProcessInUse).
		UpdateColumns(map[string]any{"state": ProcessReplaced, "retired_at": tx.Now, "updated_at": tx.Now, "version": gorm.Expr("version + 1")}).Error; err != nil {
		return err
	}
	return tx.moveProcess(p, ProcessApproved, func() {
		p.Current.State, p.Current.ApprovedPersonID, p.Current.ApprovedAt = ProcessInUse, personOf(tx.Who), &tx.Now
	})
}

// Bar says why this person cannot approve the newest version; empty when they can.
func (p *Process) Bar(w Who) string {
	switch {
	case p.Current == nil || p.Current.State != ProcessWritten:
		return "It does not wait for approval."
	case p.ApprovalChainID != nil:
		return "Its approval chain decides it, stage after stage."
	case !w.May(ApproveProcess, OfTeam(p.TeamID)):
		return w.Must(ApproveProcess, OfTeam(p.TeamID)).Error()
	case w.PersonID != "" && p.OwnerPersonID != nil && *p.OwnerPersonID == w.PersonID:
		return "You own this process, so somebody else approves it."
	case w.PersonID != "" && slices.Contains(p.Current.Authors, w.PersonID):
		return "You wrote in this version, so somebody else approves it."
	}
	return ""
}

// SucceedProcess starts the next version of an approved process as a draft with the same words.
func (tx *Tx) SucceedProcess(p *Process) error {
	was := p.Current
	if was.State != ProcessInUse && was.State != ProcessReplaced {
		return nil // pressed twice
	}
	before := *p
	next := *was
	next.Row, next.N, next.State, next.Steps, next.Authors = Row{}, was.N+1, ProcessDraft, nil, nil
	next.RequestedPersonID, next.RequestedAt, next.ApprovedPersonID, next.ApprovedAt, next.RetiredAt = nil, nil, nil, nil, nil
	for _, s := range was.Steps {
		next.Steps = append(next.Steps, s.again())
	}
	p.Current = &next
	if err := tx.Save(p); err != nil {
		return err
	}
	if err := tx.addVersion(&next); err != nil {
		return err
	}
	return tx.Emit(ProcessSucceeded, p, &before, p)
}

// again is the same step for the next version: its words and duties, under the same key.
func (s *ProcessStep) again() *ProcessStep {
	c := *s
	c.Row, c.Duties = Row{}, nil
	for _, d := range s.Duties {
		c.Duties = append(c.Duties, &StepDuty{Duty: d.Duty, PersonID: d.PersonID, TeamID: d.TeamID, Words: d.Words})
	}
	return &c
}

// Duplicate is a new step with the same words, to be changed.
func (s *ProcessStep) Duplicate() *ProcessStep {
	c := s.again()
	c.StepKey = ""
	return c
}

// moveProcess saves what set changes, with its event.
func (tx *Tx) moveProcess(p *Process, kind EventType, set func()) error {
	before, was := *p, *p.Current
	before.Current = &was
	set()
	return tx.SaveProcess(kind, &before, p)
}

func personOf(w Who) *string {
	if w.PersonID == "" {
		return nil
	}
	return &w.PersonID
}
