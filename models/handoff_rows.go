package models

import (
	"slices"

	"gorm.io/gorm"
)

// HandoffNow is a handoff as a list shows it.
type HandoffNow struct {
	*Handoff
	Receiver, Giver string // names
	Team            *Team  // whose lead the receiver was
	Role            string // what else the receiver was given it as, such as "owner of O1"
	Decision        *Decision
	Task            *Task
	Late            bool  // a day has passed, see Overdue
	Away, GiverAway *Away // the receiver's and the giver's absence of today; nil when they are here
	For             *Away // in whose name the person who asks owes the answer; nil when in their own, or none
}

// HandoffByRef finds one handoff.
func (r *Read) HandoffByRef(ref string) (*Handoff, error) {
	return one("This handoff", func() ([]*Handoff, error) { return found[*Handoff](r.DB().Where("ref = ?", ref)) })
}

// handoffsOf gives the handoffs of a decision in the order they were made.
func (r *Read) handoffsOf(d *Decision, tree *Tree) ([]*HandoffNow, error) {
	return r.handoffsNow(r.DB().Where("decision_id = ?", d.ID).Order("created_at, id").Limit(500), tree)
}

// handoffsNow reads handoffs with their decisions, tasks and the names of people, in a fixed number of queries.
func (r *Read) handoffsNow(q *gorm.DB, tree *Tree) ([]*HandoffNow, error) {
	var list []*Handoff
	if err := q.Find(&list).Error; err != nil || len(list) == 0 {
		return nil, err
	}
	var people []*string
	var decisionIDs, taskIDs []string
	for _, h := range list {
		people = append(people, &h.ReceiverPersonID, h.GiverPersonID)
		decisionIDs, taskIDs = append(decisionIDs, h.DecisionID), append(taskIDs, h.TaskID)
	}
	named, err := r.peopleByID(people...)
	if err != nil {
		return nil, err
	}
	decisions, err := found[*Decision](r.DB().Where("id IN ?", decisionIDs))
	if err != nil {
		return nil, err
	}
	tasks, err := found[*Task](r.DB().Where("id IN ?", taskIDs))
	if err != nil {
		return nil, err
	}
	roles, err := r.roleWords(list)
	if err != nil {
		return nil, err
	}
	out := make([]*HandoffNow, len(list))
	for i, h := range list {
		now := &HandoffNow{Handoff: h, Late: h.Overdue(r.Today())}
		if p := named[h.ReceiverPersonID]; p != nil {
			now.Receiver = p.Name
		}
		if h.GiverPersonID != nil && named[*h.GiverPersonID] != nil {
			now.Giver = named[*h.GiverPersonID].Name
		}
		if h.RoleType != "" {
			now.Role = roles[h.RoleType+h.RoleEntity]
		}
		if h.LeadOfTeamID != nil {
			now.Team = tree.ByID[*h.LeadOfTeamID]
		}
		if at := slices.IndexFunc(decisions, func(d *Decision) bool { return d.ID == h.DecisionID }); at >= 0 {
			now.Decision = decisions[at]
		}
		if at := slices.IndexFunc(tasks, func(t *Task) bool { return t.ID == h.TaskID }); at >= 0 {
			now.Task = tasks[at]
		}
		out[i] = now
	}
	return out, r.fillStanding(out)
}
