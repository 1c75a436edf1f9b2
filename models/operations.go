package models

// OperationsPage is how the company runs today: its workflows with the execution gap, and its processes.
type OperationsPage struct {
	Tree      *Tree
	Strategy  *Strategy // in force; nil while there is none
	Outcomes  []*Outcome
	Workflows []*WorkflowNow // of the page and the teams chosen
	All       int            // workflows of the teams chosen
	Gap       Gap            // of the teams chosen
	Processes []*ProcessNow
	WindDowns []*WindDown // of the teams chosen
	Freed     Freed
}

// WorkflowNow is a workflow as a list shows it.
type WorkflowNow struct {
	*Workflow
	OwnedBy  Owner
	Stopper  Owner      // who carries the verdict out
	Moves    []*Outcome // outcomes in force that it moves
	Findings int
}

// ProcessNow is a process as a list shows it.
type ProcessNow struct {
	*Process
	OwnedBy  Owner
	Workflow *Workflow // it redesigns; nil when it is new
	Outcome  *Outcome  // in force, that it was made for; nil when none
}

// Operations reads the workflows of some teams (all when nil), one page of them, with the figures over all of them. Mappings to
// outcomes count only for the strategy in force, so the figures are the same for everybody.
func (r *Read) Operations(teams []string, from, count int) (*OperationsPage, error) {
	p := &OperationsPage{}
	var err error
	if p.Tree, err = r.Tree(); err != nil {
		return nil, err
	}
	if p.Strategy, _, err = r.InForce(); err != nil {
		return nil, err
	}
	if p.Strategy != nil {
		if p.Outcomes, err = r.OutcomesOf(p.Strategy.ID); err != nil {
			return nil, err
		}
	}
	all, err := r.workflows(circle{teams: teams}.within(r.DB().Where("removed_at IS NULL")).Limit(most))
	if err != nil {
		return nil, err
	}
	if p.Strategy == nil {
		withoutVerdicts(all)
	}
	p.All, p.Gap = len(all), ExecutionGap(all, p.Outcomes)
	shown := all[min(from, len(all)):min(from+count, len(all))]
	if p.Workflows, err = r.workflowsNow(shown, p.Outcomes); err != nil {
		return nil, err
	}
	if p.WindDowns, p.Freed, err = r.WindDowns(teams, ""); err != nil {
		return nil, err
	}
	p.Processes, err = r.processesNow(teams, p.Outcomes)
	return p, err
}

// withoutVerdicts takes the verdicts out. While no strategy is in force they belong to a draft, which is for its authors and executives.
func withoutVerdicts(list []*Workflow) {
	for _, w := range list {
		w.Verdict, w.VerdictReason, w.VerdictDay, w.VerdictPersonID = Undecided, "", "", nil
		w.PromisedHours, w.FreedHours, w.EndedDay = nil, nil, ""
	}
}

func (r *Read) workflowsNow(list []*Workflow, outcomes []*Outcome) ([]*WorkflowNow, error) {
	var owners []*string
	ids := map[string]bool{}
	for _, w := range list {
		owners = append(owners, w.OwnerPersonID, w.VerdictPersonID)
		ids[w.ID] = true
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	if len(ids) > 0 {
		var rows []struct {
			EntityID string
			N        int
		}
		err := r.openFindings().Select("entity_id, COUNT(*) AS n").Where("entity_type = ? AND entity_id IN ?", "workflow", keys(ids)).
			Group("entity_id").Limit(most).Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			counts[row.EntityID] = row.N
		}
	}
	out := make([]*WorkflowNow, len(list))
	for i, w := range list {
		out[i] = &WorkflowNow{Workflow: w, OwnedBy: ownerOf(nil, w.OwnerPersonID, w.OwnerText, nil, people), Stopper: ownerOf(nil, w.VerdictPersonID, "", nil, people),
			Moves: movedBy(w, outcomes), Findings: counts[w.ID]}
	}
	return out, nil
}

func movedBy(w *Workflow, outcomes []*Outcome) []*Outcome {
	var list []*Outcome
	for _, o := range outcomes {
		for _, l := range w.Outcomes {
			if l.OutcomeID == o.ID {
				list = append(list, o)
			}
		}
	}
	return list
}

// processesNow reads the processes of some teams, those of drafts left out for who may not know of them.
func (r *Read) processesNow(teams []string, outcomes []*Outcome) ([]*ProcessNow, error) {
	list, err := r.processes(r.notOver(r.visible(circle{teams: teams}.within(r.DB().Where("removed_at IS NULL")))).Limit(500))
	if err != nil {
		return nil, err
	}
	var owners []*string
	wanted := map[string]bool{}
	for _, p := range list {
		owners = append(owners, p.OwnerPersonID)
		if p.WorkflowID != nil {
			wanted[*p.WorkflowID] = true
		}
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	workflows := map[string]*Workflow{}
	if len(wanted) > 0 {
		rows, err := found[*Workflow](r.DB().Where("id IN ?", keys(wanted)))
		if err != nil {
			return nil, err
		}
		for _, w := range rows {
			workflows[w.ID] = w
		}
	}
	out := make([]*ProcessNow, len(list))
	for i, p := range list {
		out[i] = &ProcessNow{Process: p, OwnedBy: ownerOf(p.TeamID, p.OwnerPersonID, "", nil, people)}
		if p.WorkflowID != nil {
			out[i].Workflow = workflows[*p.WorkflowID]
		}
		for _, o := range outcomes {
			if p.OutcomeID != nil && *p.OutcomeID == o.ID {
				out[i].Outcome = o
			}
		}
	}
	return out, nil
}

// WorkflowDetail is one workflow with what its page shows.
type WorkflowDetail struct {
	*WorkflowNow
	Tree      *Tree
	Processes []*ProcessNow // that redesign it
	Decisions []*DecisionNow
	Notes     []*Finding
}

// WorkflowPage reads one workflow.
func (r *Read) WorkflowPage(ref string) (*WorkflowDetail, error) {
	w, err := r.WorkflowByRef(ref)
	if err != nil {
		return nil, err
	}
	p := &WorkflowDetail{}
	if p.Tree, err = r.Tree(); err != nil {
		return nil, err
	}
	strategy, _, err := r.InForce()
	if err != nil {
		return nil, err
	}
	var outcomes []*Outcome
	if strategy == nil {
		withoutVerdicts([]*Workflow{w})
	} else {
		if outcomes, err = r.OutcomesOf(strategy.ID); err != nil {
			return nil, err
		}
	}
	now, err := r.workflowsNow([]*Workflow{w}, outcomes)
	if err != nil {
		return nil, err
	}
	p.WorkflowNow = now[0]
	redesigns, err := r.processes(r.notOver(r.visible(r.DB().Where("removed_at IS NULL AND workflow_id = ?", w.ID))).Limit(50))
	if err != nil {
		return nil, err
	}
	for _, one := range redesigns {
		p.Processes = append(p.Processes, &ProcessNow{Process: one, Workflow: w})
	}
	if p.Decisions, err = r.DecisionsAbout("workflow", w.ID, fewDecisions); err != nil {
		return nil, err
	}
	p.Notes, err = r.FindingsOf("workflow", w.ID)
	return p, err
}
