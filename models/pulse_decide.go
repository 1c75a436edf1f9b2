package models

import (
	"slices"
	"strings"

	"throughline/models/form"
)

// PulseDecision is a decision as the room asks for it: recorded, accepted and handed over in one press.
type PulseDecision struct {
	Title, Statement string
	Team             string // reference, or the whole company
	Outcome          string // reference; may be empty
	Receiver         string // "person:ID" or "team:ID"; empty hands nothing over yet
	Work, Measure    string
	Due              int // working days from today
}

// usualDue is how many working days the work of a decision has where nobody says otherwise.
const usualDue = 10

// NewPulseDecision is the form as it begins, for whoever decides.
func (r *Read) NewPulseDecision() (*PulseDecision, DecisionChoices, error) {
	c, err := r.DecisionChoices()
	e := &PulseDecision{Due: usualDue}
	if len(c.Teams) > 0 {
		e.Team = c.Teams[0].Value
	}
	return e, c, err
}

// Fields of the form that decides in the room.
func (e *PulseDecision) Fields(c DecisionChoices, receivers *form.Directory) []*form.Field {
	return []*form.Field{
		form.Line("decision", "The decision in one line", &e.Title).Required("Say in one line what is decided.").Max(200),
		form.Text("statement", "What is decided, if one line is not enough", &e.Statement).Max(4000),
		form.Choice("team", "For whom it holds", &e.Team, c.Teams...).Required("Choose for whom it holds."),
		form.Choice("outcome", "Outcome it serves", &e.Outcome, c.Outcomes...),
		form.Pick("receiver", "To whom it goes", &e.Receiver, nil, receivers).Help("A person, or a team: then whoever leads it. Left empty, it is handed over later."),
		form.Line("work", "Work to do", &e.Work).Max(300),
		form.Line("measure", "How one sees that it worked", &e.Measure).Max(300),
		form.Whole("due", "Due in", &e.Due).Between(1, 260).In("working days"),
	}
}

// DecideInPulse records a decision in whose room it is taken, accepts it, and hands it over when somebody is to get it. All of it is one change.
func (tx *Tx) DecideInPulse(p *Pulse, lines []*PulseLine, e *PulseDecision) (*Decision, *Handoff, error) {
	full := &DecisionEntry{Title: e.Title, Statement: e.Statement, Team: e.Team, Decider: tx.Who.PersonID, Day: tx.Today(), Context: "Decided in the pulse " + p.Ref + "."}
	if strings.TrimSpace(full.Statement) == "" {
		full.Statement = e.Title
	}
	if e.Outcome != "" {
		full.Outcomes = []string{e.Outcome}
	}
	d := &Decision{}
	if err := tx.TakeDecision(full, d); err != nil {
		return nil, nil, err
	}
	if err := tx.AddDecision(d); err != nil {
		return nil, nil, err
	}
	if err := tx.AcceptDecision(d); err != nil {
		return nil, nil, err
	}
	if err := tx.MadeIn(p, lines, d); err != nil {
		return nil, nil, err
	}
	if e.Receiver == "" {
		if strings.TrimSpace(e.Work) != "" {
			return nil, nil, AgainstRuleAt("receiver", "Give the person or the team that gets the work.")
		}
		return d, nil, nil
	}
	entry, err := tx.NewHandoffEntry()
	if err != nil {
		return nil, nil, err
	}
	entry.Receiver, entry.Work, entry.Measure = e.Receiver, e.Work, e.Measure
	if entry.Due = e.Due; entry.Due < 1 {
		entry.Due = usualDue
	}
	entry.Answer = min(entry.Answer, entry.Due)
	h, err := tx.HandOff(d, entry)
	return d, h, err
}

// MayMakeIn tells whether this person may raise issues and record decisions in the room of a pulse: who runs it, and the leads who report to it.
func (w Who) MayMakeIn(lines []*PulseLine) bool {
	return w.MayRun(lines) || slices.ContainsFunc(lines, func(l *PulseLine) bool { return l.PersonID == w.PersonID })
}
