package models

// HandoffDetail is one handoff with why it is asked for and what was said about it.
type HandoffDetail struct {
	*HandoffNow
	Decider string // name
	Served  []*OutcomeNow
	Intent  *Intent // in force; nil while there is none
	Said    []*HandoffAnswer
	Issues  []*IssueNow // that hold it up; the first few
	Sides   Sides       // of the person who asks
	Ladder  *Ladder
	Took    []StageLength
}

// HandoffPage reads one handoff with its thread up to the intent.
func (r *Read) HandoffPage(ref string) (*HandoffDetail, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	list, err := r.handoffsNow(r.DB().Where("ref = ?", ref).Limit(1), b.Tree)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 || list[0].Decision == nil || list[0].Task == nil {
		return nil, NotFound("This handoff")
	}
	p := &HandoffDetail{HandoffNow: list[0], Intent: b.Intent}
	if err := r.fillAffects([]*Decision{p.Decision}); err != nil {
		return nil, err
	}
	if p.Served, err = r.servedBy(b, p.Decision); err != nil {
		return nil, err
	}
	if p.Decider, err = r.PersonName(p.Decision.DeciderPersonID); err != nil {
		return nil, err
	}
	if p.Issues, err = r.IssuesAbout("handoff", p.ID); err != nil {
		return nil, err
	}
	if p.Sides, err = r.SidesOf(p.Handoff, p.Decision); err != nil {
		return nil, err
	}
	if p.Said, err = found[*HandoffAnswer](r.DB().Where("handoff_id = ?", p.ID).Order("created_at, id")); err != nil {
		return nil, err
	}
	if p.Ladder, err = r.ladderOf(p.Handoff, p.Decision); err != nil {
		return nil, err
	}
	p.Took, err = r.took(p.Handoff, p.Decision)
	return p, err
}

// mostOwed bounds how many handoffs a home page lists.
const mostOwed = 30

// OwedHandoffs gives what the person who asks has to say about handoffs: those to answer as their receiver, and those to answer back as
// their giver, by the day the answer is due. What those owe for whom they stand in today is among it.
func (r *Read) OwedHandoffs() (answer, back []*HandoffNow, err error) {
	if !r.Who.SignedIn() {
		return nil, nil, nil
	}
	standing, err := r.StandIns()
	if err != nil {
		return nil, nil, err
	}
	me, names := r.Who.PersonID, standing.Names(r.Who.PersonID)
	mine := r.DB().Where(`receiver_person_id IN ? AND state IN ? AND (receiver_person_id = ? OR giver_person_id IS NULL OR giver_person_id <> ?)
		OR giver_person_id IN ? AND state IN ? AND (giver_person_id = ? OR receiver_person_id <> ?)`, names, waitsOnReceiver, me, me, names, waitsOnGiver, me, me)
	list, err := r.handoffsNow(mine.Order("answer_day, created_at, id").Limit(2*mostOwed), &Tree{})
	if err != nil {
		return nil, nil, err
	}
	for _, h := range list {
		if h.WaitsForReceiver() {
			answer = append(answer, h)
		} else {
			back = append(back, h)
		}
	}
	return answer, back, nil
}

// handoffOfTask gives the handoff that a task came with; nil when it came without one.
func (r *Read) handoffOfTask(t *Task, tree *Tree) (*HandoffNow, error) {
	list, err := r.handoffsNow(r.DB().Where("task_id = ?", t.ID).Limit(1), tree)
	if err != nil || len(list) == 0 || list[0].Decision == nil {
		return nil, err
	}
	return list[0], nil
}
