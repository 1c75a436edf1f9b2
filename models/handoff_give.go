package models

import (
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// HandoffEntry is a handoff as its form asks for it.
type HandoffEntry struct {
	Receiver string // "person:ID", "team:ID", whose lead it goes to, or "owner:KIND:ID", who owns a thing that the decision affects
	Work     string
	Measure  string
	Due      int // working days from today
	Answer   int // working days from today
}

// Fields of the form that hands a decision over.
func (e *HandoffEntry) Fields(receivers *form.Directory) []*form.Field {
	return []*form.Field{
		form.Pick("receiver", "To whom", &e.Receiver, nil, receivers).Required("Give the person or the team that gets the work.").
			Help("A person; a team, for whoever leads it at this moment; or the owner of what the decision affects."),
		form.Line("work", "Work to do", &e.Work).Required("Say in one line what is to be done.").Max(300),
		form.Line("measure", "How one sees that it worked", &e.Measure).Required("Say how one sees that it worked.").Max(300),
		form.Whole("due", "Due in", &e.Due).Required("Give the working days until it is due.").Between(1, 260).In("working days"),
		form.Whole("answer", "To be answered in", &e.Answer).Required("Give the working days to answer.").Between(1, 20).In("working days"),
	}
}

// MayHandOver tells whether this person may turn an accepted decision into work of somebody: who may record it, and its decider.
func (w Who) MayHandOver(d *Decision) bool {
	return w.MayRecord(d) || d.DeciderPersonID != nil && w.PersonID != "" && *d.DeciderPersonID == w.PersonID
}

// HandOff hands an accepted decision over: the handoff and its one task are made together. Both days are counted in working days of the
// company's calendar (R26).
func (tx *Tx) HandOff(d *Decision, e *HandoffEntry) (*Handoff, error) {
	if !tx.Who.MayHandOver(d) {
		return nil, tx.Who.Must(Decide, d.scope())
	}
	if d.State != DecisionAccepted {
		return nil, AgainstRule("Only an accepted decision is handed over. This one is " + d.State + ".")
	}
	h := &Handoff{DecisionID: d.ID, GiverPersonID: tx.actor(), Work: strings.TrimSpace(e.Work), Measure: strings.TrimSpace(e.Measure), State: HandoffNew}
	receiver, err := tx.receiverOf(d, e.Receiver, h)
	if err != nil {
		return nil, err
	}
	if err := tx.judgeHandoff(h, e, receiver); err != nil {
		return nil, err
	}
	if err := tx.otherGiver(h, receiver.ID); err != nil {
		return nil, err
	}
	company, err := tx.Company()
	if err != nil {
		return nil, err
	}
	cal := company.Calendar()
	h.AnswerDay, h.DueDay = cal.AddWorkingDays(tx.Today(), e.Answer), cal.AddWorkingDays(tx.Today(), e.Due)
	task, err := tx.workOf(d, h)
	if err != nil {
		return nil, err
	}
	if err := tx.makeTask(task); err != nil {
		return nil, err
	}
	h.TaskID, h.TeamID, h.Turn = task.ID, task.TeamID, 1
	if err := tx.Insert(h); err != nil {
		return nil, err
	}
	if err := tx.planSilence(h, nil); err != nil {
		return nil, err
	}
	return h, tx.Emit(HandoffCreated, h, nil, h)
}

// receiverOf finds who gets the work: the person named, or who leads the named team at this moment.
func (tx *Tx) receiverOf(d *Decision, named string, h *Handoff) (*Person, error) {
	kind, id, _ := strings.Cut(named, ":")
	if kind == "owner" {
		if err := tx.fillAffects([]*Decision{d}); err != nil {
			return nil, err
		}
		holder, err := tx.holderOf(d, id, h)
		if err != nil {
			return nil, err
		}
		id = holder
	}
	if kind == "team" {
		list, err := found[*Team](tx.DB().Where("id = ? AND removed_at IS NULL", id))
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, AgainstRuleAt("receiver", "That team is closed. Pick another one or a person.")
		}
		if list[0].LeadPersonID == nil {
			return nil, AgainstRuleAt("receiver", list[0].Name+" has no lead. Pick a person, or give the team a lead first.")
		}
		h.LeadOfTeamID, id = &list[0].ID, *list[0].LeadPersonID
	}
	list, err := found[*Person](tx.DB().Where("id = ?", id))
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, AgainstRuleAt("receiver", "Give the person or the team that gets the work.")
	}
	h.ReceiverPersonID = list[0].ID
	return list[0], nil
}

// judgeHandoff says what speaks against a handoff, at the field that can mend it.
func (tx *Tx) judgeHandoff(h *Handoff, e *HandoffEntry, receiver *Person) error {
	switch {
	case !receiver.Active:
		return AgainstRuleAt("receiver", receiver.Name+" has left. Pick somebody who is here.")
	case tx.Who.PersonID == receiver.ID && tx.cause == nil:
		return AgainstRuleAt("receiver", "Nobody acknowledges their own work. Pick somebody else, or add it to your own tasks.")
	case h.Work == "":
		return AgainstRuleAt("work", "Say in one line what is to be done.")
	case h.Measure == "":
		return AgainstRuleAt("measure", "Say how one sees that it worked.")
	case e.Due < 1 || e.Due > 260:
		return AgainstRuleAt("due", "Give 1 to 260 working days.")
	case e.Answer < 1 || e.Answer > 20:
		return AgainstRuleAt("answer", "Give 1 to 20 working days.")
	case e.Answer > e.Due:
		return AgainstRuleAt("answer", "The answer comes before the work. Give at most the days until it is due.")
	}
	same, err := found[*Handoff](tx.DB().Where("decision_id = ? AND receiver_person_id = ? AND work = ? AND state NOT IN ?", h.DecisionID, receiver.ID, h.Work, handoffOver))
	if err == nil && len(same) > 0 {
		return AgainstRuleAt("work", receiver.Name+" has this work already: "+same[0].Ref+".")
	}
	return err
}

// workOf is the task of a handoff: in the receiver's name, with the thread of the decision.
func (tx *Tx) workOf(d *Decision, h *Handoff) (*Task, error) {
	t := &Task{Title: h.Work, OwnerPersonID: &h.ReceiverPersonID, TeamID: h.LeadOfTeamID, DueDay: h.DueDay}
	if t.TeamID == nil {
		teams, err := tx.teamsAround(h.ReceiverPersonID)
		if err != nil {
			return nil, err
		}
		if len(teams) > 0 {
			t.TeamID = &teams[0]
		}
	}
	return t, tx.TieToDecision(t, d)
}

// TieToDecision ties a task to what a decision affects, so that it has its thread (R25).
func (r *Read) TieToDecision(t *Task, d *Decision) error {
	if d.Affects == nil {
		if err := r.fillAffects([]*Decision{d}); err != nil {
			return err
		}
	}
	t.ObjectiveIDs, t.GoalIDs, t.OutcomeIDs = d.idsOf("objective"), d.idsOf("goal"), d.idsOf("outcome")
	return nil
}

// teamsAround gives the teams a person is on, then those they lead, by name.
func (r *Read) teamsAround(personID string) ([]string, error) {
	list, err := held(r, "teams around "+personID, partPeople|partCompany, func() ([]string, error) {
		on, err := r.TeamsOf(personID)
		if err != nil {
			return nil, err
		}
		led, err := found[*Team](r.DB().Where("lead_person_id = ? AND removed_at IS NULL", personID).Order("name, id"))
		for _, t := range led {
			if !slices.Contains(on, t.ID) {
				on = append(on, t.ID)
			}
		}
		return on, err
	})
	return slices.Clone(list), err
}

// NewHandoffEntry is the form as it begins: the company's days to answer, and a week for the work.
func (r *Read) NewHandoffEntry() (*HandoffEntry, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	answer := min(max(c.AnswerDays, 1), 20)
	return &HandoffEntry{Answer: answer, Due: max(5, answer)}, nil
}

// answerBy is the last day to answer when the receiver is asked at this moment.
func (tx *Tx) answerBy() (day.Day, error) {
	c, err := tx.Company()
	if err != nil {
		return "", err
	}
	return c.Calendar().AddWorkingDays(tx.Today(), max(c.AnswerDays, 1)), nil
}
