package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"
)

// MostSteps is how many steps one version may have. More than this is several processes.
const MostSteps = 100

// LacksSteps is what Lacks says while no step is written.
const LacksSteps = "documented steps"

// Lacks names which of the four that come before any tooling are missing (R14).
func (p *Process) Lacks() []string {
	var list []string
	v := p.Current
	if v == nil {
		v = &ProcessVersion{}
	}
	for _, need := range []struct {
		name string
		has  bool
	}{
		{"an owner", p.OwnerPersonID != nil}, {"inputs", v.Inputs != ""}, {"outputs", v.Outputs != ""},
		{LacksSteps, slices.ContainsFunc(v.Steps, func(s *ProcessStep) bool { return s.Title != "" })},
	} {
		if !need.has {
			list = append(list, need.name)
		}
	}
	return list
}

// Lock says why no tool can be chosen yet; empty once owner, inputs, outputs and steps are there (R14).
func (p *Process) Lock() string {
	missing := p.Lacks()
	if len(missing) == 0 {
		return ""
	}
	say := missing[0]
	if n := len(missing); n > 1 {
		say = strings.Join(missing[:n-1], ", ") + " and " + missing[n-1]
	}
	return "Locked until the process has " + say + ": write the process before any tooling."
}

// fillIn gives a step its id, and the key that it keeps in every later version.
func (s *ProcessStep) fillIn() {
	if s.ID == "" {
		s.ID = NewID()
	}
	if s.StepKey == "" {
		s.StepKey = s.ID
	}
}

// AddStep puts a step into the draft of a process at a place from 0; past the last it becomes the last.
func (tx *Tx) AddStep(p *Process, s *ProcessStep, at int) error {
	if err := tx.writes(p, &ProcessStep{}, s); err != nil {
		return err
	}
	v := p.Current
	if len(v.Steps) >= MostSteps {
		return AgainstRule("A process holds at most " + itoa(MostSteps) + " steps. Split it into two processes.")
	}
	s.fillIn()
	s.ProcessVersionID = v.ID
	at = min(at, len(v.Steps))
	if s.Position = at + 1; at < len(v.Steps) {
		if err := tx.DB().Model(&ProcessStep{}).Where("process_version_id = ? AND position > ?", v.ID, at).UpdateColumn("position", gorm.Expr("position + 1")).Error; err != nil {
			return err
		}
	}
	v.Steps = slices.Insert(v.Steps, at, s)
	for i, other := range v.Steps {
		other.Position = i + 1
	}
	if err := tx.Insert(s); err != nil {
		return err
	}
	if err := tx.saveDuties(s); err != nil {
		return err
	}
	return tx.Emit(StepAdded, s, nil, s)
}

// SaveStep writes a changed step of the draft of a process, with the duties in it.
func (tx *Tx) SaveStep(p *Process, before, s *ProcessStep) error {
	if err := tx.writes(p, before, s); err != nil {
		return err
	}
	if err := tx.Save(s); err != nil {
		return err
	}
	if err := tx.saveDuties(s); err != nil {
		return err
	}
	return tx.Emit(StepChanged, s, before, s)
}

// RemoveStep takes a step out of the draft of a process; PutBackStep undoes it.
func (tx *Tx) RemoveStep(p *Process, s *ProcessStep) error {
	if err := tx.writes(p, s, s); err != nil {
		return err
	}
	before := *s
	if err := tx.Remove(s); err != nil {
		return err
	}
	p.Current.Steps = slices.DeleteFunc(p.Current.Steps, func(o *ProcessStep) bool { return o.ID == s.ID })
	return tx.Emit(StepRemoved, s, &before, s)
}

// PutBackStep puts a removed step back where it was.
func (tx *Tx) PutBackStep(id string) error {
	s := &ProcessStep{}
	if err := tx.DB().First(s, "id = ?", id).Error; err != nil || s.RemovedAt == nil {
		return err
	}
	var v ProcessVersion
	if err := tx.DB().First(&v, "id = ?", s.ProcessVersionID).Error; err != nil {
		return err
	}
	p, err := tx.ProcessByID(v.ProcessID)
	if err != nil {
		return err
	}
	if p.Current.ID != v.ID {
		return AgainstRule("A newer version was started meanwhile, so this step stays in the record of version " + itoa(v.N) + ".")
	}
	if err := tx.fillDuties(map[string]*ProcessStep{s.ID: s}, tx.DB().Model(&ProcessStep{}).Select("id").Where("id = ?", s.ID)); err != nil {
		return err
	}
	if err := tx.writes(p, s, s); err != nil {
		return err
	}
	before := *s
	if err := tx.PutBack(s); err != nil {
		return err
	}
	if err := tx.Emit(StepPutBack, s, &before, s); err != nil {
		return err
	}
	order := slices.Insert(slices.Clone(p.Current.Steps), min(max(s.Position-1, 0), len(p.Current.Steps)), s)
	p.Current.Steps = order
	return tx.positions(order)
}

// OrderSteps puts the draft's steps in an order. It is recorded once, however many steps change their place.
func (tx *Tx) OrderSteps(p *Process, order []*ProcessStep) error {
	if slices.Equal(p.Current.Steps, order) {
		return nil
	}
	if err := p.editable(); err != nil {
		return err
	}
	if err := tx.wrote(p.Current); err != nil {
		return err
	}
	before := titles(p.Current.Steps)
	p.Current.Steps = order
	if err := tx.positions(order); err != nil {
		return err
	}
	if err := tx.Save(p); err != nil {
		return err
	}
	return tx.Emit(ProcessOrdered, p, before, titles(order))
}

func titles(steps []*ProcessStep) []string {
	list := make([]string, len(steps))
	for i, s := range steps {
		list[i] = s.Title
	}
	return list
}

// positions writes the places that changed. A step's own version stays, so that whoever edits its words is not disturbed.
func (tx *Tx) positions(order []*ProcessStep) error {
	for i, s := range order {
		if s.Position == i+1 {
			continue
		}
		s.Position = i + 1
		if err := tx.DB().Model(&ProcessStep{}).Where("id = ?", s.ID).UpdateColumn("position", s.Position).Error; err != nil {
			return err
		}
	}
	return nil
}

// writes tells whether a step may become this, and keeps who wrote it.
func (tx *Tx) writes(p *Process, before, s *ProcessStep) error {
	if err := p.editable(); err != nil {
		return err
	}
	if s.Tool != before.Tool && s.Tool != "" {
		if lock := p.Lock(); lock != "" {
			return AgainstRuleAt("tool", lock)
		}
	}
	return tx.wrote(p.Current)
}

// saveDuties makes a step's duties just those it has now.
func (tx *Tx) saveDuties(s *ProcessStep) error {
	if err := tx.DB().Where("process_step_id = ?", s.ID).Delete(&StepDuty{}).Error; err != nil {
		return err
	}
	for i, d := range s.Duties {
		d.Row, d.ProcessStepID, d.Position = Row{ID: d.ID}, s.ID, i+1
	}
	return InsertAll[StepDuty](tx, s.Duties)
}
