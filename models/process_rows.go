package models

import (
	"slices"

	"gorm.io/gorm"
)

// ProcessesOf gives a strategy's processes, each with its newest version and that version's steps.
func (r *Read) ProcessesOf(strategyID string) ([]*Process, error) {
	return heldRows(r, "processes of "+strategyID, partProcesses, func() ([]*Process, error) {
		return r.processes(r.DB().Where("strategy_id = ? AND removed_at IS NULL", strategyID))
	})
}

func (p *Process) unshare() {
	if p.Current == nil {
		return
	}
	current := *p.Current
	current.Authors, current.Steps = slices.Clone(current.Authors), copies(current.Steps)
	for _, s := range current.Steps {
		s.Duties = copies(s.Duties)
	}
	p.Current = &current
}

// Processes gives all processes of the company with their newest versions.
func (r *Read) Processes() ([]*Process, error) {
	return r.processes(r.DB().Where("removed_at IS NULL"))
}

// ProcessByRef finds one process with its newest version.
func (r *Read) ProcessByRef(ref string) (*Process, error) {
	return one("This process", func() ([]*Process, error) { return r.processes(r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
}

// ProcessByID finds one process, removed ones too.
func (r *Read) ProcessByID(id string) (*Process, error) {
	return one("This process", func() ([]*Process, error) { return r.processes(r.DB().Where("id = ?", id)) })
}

// ProcessVersions gives all versions of one process, newest first, with their steps.
func (r *Read) ProcessVersions(processID string) ([]*ProcessVersion, error) {
	list, err := found[*ProcessVersion](r.DB().Where("process_id = ?", processID).Order("n DESC"))
	if err != nil {
		return nil, err
	}
	return list, r.fillVersions(list)
}

func (r *Read) processes(q *gorm.DB) ([]*Process, error) {
	list, err := found[*Process](q.Order("created_at, id"))
	if err != nil || len(list) == 0 {
		return list, err
	}
	at := map[string]*Process{}
	for _, p := range list {
		at[p.ID] = p
	}
	newest := r.DB().Table("process_versions AS newer").Select("MAX(newer.n)").Where("newer.process_id = process_versions.process_id")
	versions, err := found[*ProcessVersion](r.DB().Where("process_id IN ? AND n = (?)", keys(at), newest))
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		at[v.ProcessID].Current = v
	}
	return list, r.fillVersions(versions)
}

// fillVersions adds to versions their steps, in order, with the duties in each, and who wrote in them.
func (r *Read) fillVersions(versions []*ProcessVersion) error {
	at := map[string]*ProcessVersion{}
	for _, v := range versions {
		at[v.ID] = v
	}
	if len(at) == 0 {
		return nil
	}
	var steps []*ProcessStep
	if err := r.DB().Where("process_version_id IN ? AND removed_at IS NULL", keys(at)).Order("process_version_id, position, id").Limit(10 * most).Find(&steps).Error; err != nil {
		return err
	}
	byID := map[string]*ProcessStep{}
	for _, s := range steps {
		byID[s.ID] = s
		at[s.ProcessVersionID].Steps = append(at[s.ProcessVersionID].Steps, s)
	}
	if err := r.fillDuties(byID, r.DB().Model(&ProcessStep{}).Select("id").Where("process_version_id IN ? AND removed_at IS NULL", keys(at))); err != nil {
		return err
	}
	var authors []*VersionAuthor
	if err := r.DB().Where("process_version_id IN ?", keys(at)).Order("created_at, id").Limit(10 * most).Find(&authors).Error; err != nil {
		return err
	}
	for _, a := range authors {
		at[a.ProcessVersionID].Authors = append(at[a.ProcessVersionID].Authors, a.PersonID)
	}
	return nil
}

func (r *Read) fillDuties(steps map[string]*ProcessStep, of *gorm.DB) error {
	if len(steps) == 0 {
		return nil
	}
	var duties []*StepDuty
	if err := r.DB().Where("process_step_id IN (?)", of).Order("process_step_id, position, id").Limit(40 * most).Find(&duties).Error; err != nil {
		return err
	}
	for _, d := range duties {
		if s := steps[d.ProcessStepID]; s != nil {
			s.Duties = append(s.Duties, d)
		}
	}
	return nil
}

// AddProcess writes a new process with version 1 and its event.
func (tx *Tx) AddProcess(p *Process) error {
	if err := tx.Insert(p); err != nil {
		return err
	}
	if p.Current == nil {
		p.Current = &ProcessVersion{}
	}
	p.Current.ProcessID, p.Current.N = p.ID, 1
	if p.Current.State == "" {
		p.Current.State = ProcessDraft
	}
	if err := tx.addVersion(p.Current); err != nil {
		return err
	}
	return tx.Emit(ProcessCreated, p, nil, p)
}

// addVersion writes a new version with the steps and duties it begins with.
func (tx *Tx) addVersion(v *ProcessVersion) error {
	if err := tx.Insert(v); err != nil {
		return err
	}
	var duties []*StepDuty
	for i, s := range v.Steps {
		s.ProcessVersionID, s.Position = v.ID, i+1
		s.fillIn()
		for j, d := range s.Duties {
			d.ProcessStepID, d.Position = s.ID, j+1
			duties = append(duties, d)
		}
	}
	if err := InsertAll[ProcessStep](tx, v.Steps); err != nil {
		return err
	}
	return InsertAll[StepDuty](tx, duties)
}

// SaveProcess writes a changed process and the wording of its newest version; the steps are saved by themselves. Only a draft's
// wording is changed, and tooling only once owner, inputs, outputs and steps are there (R14): both are Refusal Rule otherwise.
func (tx *Tx) SaveProcess(kind EventType, before, p *Process) error {
	if before != nil && before.Current != nil && p.Current.differs(before.Current) {
		if err := before.editable(); err != nil {
			return err
		}
		was, now := before.Current, p.Current
		if lock := p.Lock(); lock != "" && (now.Technology != was.Technology && now.Technology != "" || now.Automation != was.Automation && now.Automation != "") {
			return AgainstRuleAt("technology", lock)
		}
		if err := tx.wrote(p.Current); err != nil {
			return err
		}
	}
	if err := tx.Save(p); err != nil {
		return err
	}
	if err := tx.saveVersion(p.Current); err != nil {
		return err
	}
	return tx.Emit(kind, p, before, p)
}

// differs tells whether two wordings of a version are not the same, steps aside.
func (v *ProcessVersion) differs(o *ProcessVersion) bool {
	return v.Inputs != o.Inputs || v.Outputs != o.Outputs || v.PeopleChange != o.PeopleChange || v.ProcessChange != o.ProcessChange ||
		v.TechnologyChange != o.TechnologyChange || v.PeopleSame != o.PeopleSame || v.ProcessSame != o.ProcessSame ||
		v.TechnologySame != o.TechnologySame || v.Technology != o.Technology || v.Automation != o.Automation
}

// saveVersion writes a version over itself. The process's own version guards it.
func (tx *Tx) saveVersion(v *ProcessVersion) error {
	var stored ProcessVersion
	if err := tx.DB().Select("version").First(&stored, "id = ?", v.ID).Error; err != nil {
		return err
	}
	v.Version = stored.Version
	return tx.Save(v)
}

// wrote keeps that this person wrote in a version.
func (tx *Tx) wrote(v *ProcessVersion) error {
	if tx.Who.PersonID == "" {
		return nil
	}
	for _, id := range v.Authors {
		if id == tx.Who.PersonID {
			return nil
		}
	}
	v.Authors = append(v.Authors, tx.Who.PersonID)
	return tx.Insert(&VersionAuthor{ProcessVersionID: v.ID, PersonID: tx.Who.PersonID})
}
