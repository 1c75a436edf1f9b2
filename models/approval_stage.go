package models

// AskChain asks a chain: the people of its first stage, and those of the next when enough of them have said yes. The stages stay as they are
// now, unless a change of the chain says that open requests follow it.
func (tx *Tx) AskChain(a *Approval, c *ApprovalChain, about ChainAbout) error {
	if c.RemovedAt != nil {
		return AgainstRule("The approval chain “" + c.Name + "” was removed. Choose another one.")
	}
	if err := c.Sound(); err != nil {
		return err
	}
	way := courseOf(c, about)
	people, need, err := tx.stagePeople(way, way.Stages[0])
	if err != nil {
		return err
	}
	if len(people) == 0 {
		return AgainstRule("Nobody can be asked at “" + way.Stages[0].Name + "” of the chain “" + c.Name + "”: nobody approves what they began or wrote themselves.")
	}
	a.ApprovalChainID, a.Course, a.StageID, a.Need = &c.ID, way.String(), way.Stages[0].ID, need
	return tx.AskApproval(a, people)
}

// passStage asks the next stage, or approves where none is left.
func (tx *Tx) passStage(a *Approval) error {
	way, err := a.course()
	if err != nil {
		return err
	}
	next := way.at(a.StageID) + 1
	if a.StageID == "" || next >= len(way.Stages) {
		return tx.decide(a, ApprovalApproved, "")
	}
	before := *a
	people, need, err := tx.stagePeople(way, way.Stages[next])
	if err != nil {
		return err
	}
	a.StageID, a.Need, a.Asked = way.Stages[next].ID, need, len(people)
	if err := tx.Save(a); err != nil {
		return err
	}
	if err := tx.askVotes(a, people); err != nil {
		return err
	}
	return tx.Emit(ApprovalMoved, a, &before, a)
}

// mostOpen is how many open requests one change of a chain reaches.
const mostOpen = 500

// OpenRequests gives the approvals that a chain is asked for and that are not decided, the oldest first.
func (r *Read) OpenRequests(c *ApprovalChain) (list []*Approval, err error) {
	err = r.DB().Where("approval_chain_id = ? AND state = ?", c.ID, ApprovalPending).Order("created_at, id").Limit(mostOpen).Find(&list).Error
	return list, err
}

// AskAnew brings the open requests of a chain to its stages as they are now: at the stage that each has reached and those to come. Who is
// asked there for the first time is told, who is asked no longer owes no answer, and what the others said stays.
func (tx *Tx) AskAnew(c *ApprovalChain) (n int, err error) {
	if err := tx.Who.Must(ManageChain, OfTeam(c.TeamID)); err != nil {
		return 0, err
	}
	list, err := tx.OpenRequests(c)
	if err != nil {
		return 0, err
	}
	for _, a := range list {
		changed, err := tx.askAnew(a, c)
		if err != nil {
			return n, err
		}
		if changed {
			n++
		}
	}
	return n, nil
}

// askAnew asks one open request's stage again: by the stages that a chain has now, or by its own with those who are here when there is none.
func (tx *Tx) askAnew(a *Approval, c *ApprovalChain) (changed bool, err error) {
	if err := tx.lockApproval(a); err != nil || a.State != ApprovalPending {
		return false, err
	}
	way, err := a.course()
	if err != nil {
		return false, err
	}
	before, at := *a, way.at(a.StageID)
	if c != nil {
		if way, at = way.anew(a.StageID, c); way.String() == a.Course {
			return false, nil
		}
		a.Course = way.String()
	}
	if at >= len(way.Stages) { // what was left of it is gone: all stages that remain have approved
		if err := tx.Save(a); err != nil {
			return true, err
		}
		return true, tx.decide(a, ApprovalApproved, "")
	}
	people, need, err := tx.stagePeople(way, way.Stages[at])
	if err != nil {
		return false, err
	}
	a.StageID, a.Need, a.Asked = way.Stages[at].ID, need, len(people)
	if err := tx.Save(a); err != nil {
		return false, err
	}
	if err := tx.putToVotes(a, people); err != nil {
		return false, err
	}
	if err := tx.Emit(ApprovalAskedAnew, a, &before, a); err != nil {
		return false, err
	}
	votes, err := tx.votesOf(a.ID)
	if err != nil {
		return false, err
	}
	return true, tx.weighVotes(a, votes)
}

// putToVotes sees that just these people are asked at the stage that an approval has reached.
func (tx *Tx) putToVotes(a *Approval, people []string) error {
	votes, err := tx.votesOf(a.ID)
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, id := range people {
		wanted[id] = true
	}
	for _, v := range votes {
		if v.StageID != a.StageID {
			continue
		}
		is := wanted[v.PersonID]
		delete(wanted, v.PersonID)
		if v.Excused == !is {
			continue
		}
		if v.Excused = !is; is {
			v.AskedAt = &tx.Now
		}
		if err := tx.Save(v); err != nil {
			return err
		}
	}
	var more []string
	for _, id := range people {
		if wanted[id] {
			more = append(more, id)
		}
	}
	return tx.askVotes(a, more)
}

// askInstead sees that the requests by a chain which wait for somebody who has left are not stuck: others are asked at their stage.
func (tx *Tx) askInstead(p *Person) error {
	waiting := tx.DB().Model(&ApprovalVote{}).Select("approval_id").Where("person_id = ? AND said = '' AND excused = ?", p.ID, false)
	var list []*Approval
	if err := tx.DB().Where("state = ? AND approval_chain_id IS NOT NULL AND id IN (?)", ApprovalPending, waiting).Order("created_at, id").Limit(mostOpen).Find(&list).Error; err != nil {
		return err
	}
	for _, a := range list {
		if _, err := tx.askAnew(a, nil); err != nil {
			return err
		}
	}
	return nil
}
