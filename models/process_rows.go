package models

import "gorm.io/gorm"

// ProcessesOf gives a strategy's processes, each with its newest version and that version's steps.
func (r *Read) ProcessesOf(strategyID string) ([]*Process, error) {
	return r.processes(r.DB().Where("strategy_id = ? AND removed_at IS NULL", strategyID))
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
	return list, r.fillSteps(list)
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
	return list, r.fillSteps(versions)
}

func (r *Read) fillSteps(versions []*ProcessVersion) error {
	at := map[string]*ProcessVersion{}
	for _, v := range versions {
		at[v.ID] = v
	}
	if len(at) == 0 {
		return nil
	}
	var steps []*ProcessStep
	if err := r.DB().Where("process_version_id IN ?", keys(at)).Order("process_version_id, position, id").Limit(10 * most).Find(&steps).Error; err != nil {
		return err
	}
	for _, s := range steps {
		at[s.ProcessVersionID].Steps = append(at[s.ProcessVersionID].Steps, s)
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
	if err := tx.saveVersion(p.Current); err != nil {
		return err
	}
	return tx.Emit(ProcessCreated, p, nil, p)
}

// SaveProcess writes a changed process and its newest version. An approved version is never edited:
// what was approved stays, and the change becomes the next version, a draft again (R14).
func (tx *Tx) SaveProcess(kind EventType, before, p *Process) error {
	if before != nil && before.Current != nil && before.Current.State == ProcessInUse && kind == ProcessChanged && p.Current.differs(before.Current) {
		next := *p.Current
		next.Row = Row{}
		next.N, next.State, next.ApprovedPersonID, next.ApprovedAt = before.Current.N+1, ProcessDraft, nil, nil
		next.Steps = nil
		for _, s := range p.Current.Steps {
			next.Steps = append(next.Steps, &ProcessStep{Title: s.Title})
		}
		p.Current = &next
	}
	if err := tx.Save(p); err != nil {
		return err
	}
	if err := tx.saveVersion(p.Current); err != nil {
		return err
	}
	return tx.Emit(kind, p, before, p)
}

// differs tells whether two wordings of a process are not the same.
func (v *ProcessVersion) differs(o *ProcessVersion) bool {
	if v.Inputs != o.Inputs || v.Outputs != o.Outputs || v.PeopleChange != o.PeopleChange || v.ProcessChange != o.ProcessChange ||
		v.TechnologyChange != o.TechnologyChange || v.Technology != o.Technology || v.Automation != o.Automation || len(v.Steps) != len(o.Steps) {
		return true
	}
	for i := range v.Steps {
		if v.Steps[i].Title != o.Steps[i].Title {
			return true
		}
	}
	return false
}

// saveVersion writes a version and replaces its steps. The process's own version guards it.
func (tx *Tx) saveVersion(v *ProcessVersion) error {
	if v.ID == "" {
		if err := tx.Insert(v); err != nil {
			return err
		}
	} else {
		var stored ProcessVersion
		if err := tx.DB().Select("version").First(&stored, "id = ?", v.ID).Error; err != nil {
			return err
		}
		v.Version = stored.Version
		if err := tx.Save(v); err != nil {
			return err
		}
	}
	if err := tx.DB().Where("process_version_id = ?", v.ID).Delete(&ProcessStep{}).Error; err != nil {
		return err
	}
	for i, s := range v.Steps {
		s.Row, s.ProcessVersionID, s.Position = Row{ID: s.ID}, v.ID, i+1
	}
	return InsertAll[ProcessStep](tx, v.Steps)
}
