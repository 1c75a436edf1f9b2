package models

import (
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// wholeCompany is the answer that makes a decision one for the whole company.
const wholeCompany = "company"

// mostAffected bounds how many things one decision is tied to.
const mostAffected = 60

// DecisionEntry is a decision as its form asks for it.
type DecisionEntry struct {
	Title, Statement, Context, Weighed string
	Team                               string // reference, or the whole company
	Decider                            string // id of a person
	Day                                day.Day
	Supersedes                         string // reference of a decision
	Outcomes                           []string
	Also                               string // references of other things, one a line
}

// DecisionChoices are what the form offers.
type DecisionChoices struct {
	Teams    []form.Option
	Outcomes []form.Option
	People   *form.Directory
	Today    day.Day
}

// DecisionChoices gives what this person may choose for a decision.
func (r *Read) DecisionChoices() (DecisionChoices, error) {
	c := DecisionChoices{Today: r.Today()}
	if r.Who.Reach(Decide) == All {
		c.Teams = append(c.Teams, form.Option{Value: wholeCompany, Label: "The whole company"})
	}
	tree, err := r.Tree()
	if err != nil {
		return c, err
	}
	for _, t := range tree.All() {
		if r.Who.May(Decide, OfTeam(&t.ID)) {
			c.Teams = append(c.Teams, form.Option{Value: t.Ref, Label: t.Name})
		}
	}
	strategy, _, err := r.InForce()
	if err != nil {
		return c, err
	}
	if strategy != nil {
		outcomes, err := r.OutcomesOf(strategy.ID)
		if err != nil {
			return c, err
		}
		for _, o := range outcomes {
			c.Outcomes = append(c.Outcomes, form.Option{Value: o.Ref, Label: o.Ref + " " + o.Title})
		}
	}
	owners, err := r.Owners()
	if err == nil {
		c.People = owners.People
	}
	return c, err
}

// Fields of the form that records a decision.
func (e *DecisionEntry) Fields(c DecisionChoices) []*form.Field {
	list := []*form.Field{
		form.Line("title", "The decision in one line", &e.Title).Required("Say in one line what is decided.").Max(200),
		form.Text("statement", "What is decided", &e.Statement).Required("Write what is decided, so that somebody who was not in the room can act on it.").Max(4000).
			Help("So that somebody who was not in the room can act on it."),
		form.Text("context", "Why, and why now", &e.Context).Max(4000),
		form.Text("weighed", "Options weighed", &e.Weighed).Max(4000).Help("What else was possible, and why not that."),
		form.Choice("team", "For whom it holds", &e.Team, c.Teams...).Required("Choose for whom it holds."),
		form.Pick("decider", "Who decides", &e.Decider, nil, c.People).Required("Give the person who decides.").Help("A name, or a mail address."),
		form.Date("day", "Decided on", &e.Day, nil).Required("Give the day of the decision."),
	}
	if len(c.Outcomes) > 0 {
		list = append(list, form.Many("outcomes", "Outcomes it affects", &e.Outcomes, c.Outcomes...))
	}
	return append(list,
		form.Text("also", "What else it affects, one a line", &e.Also).Max(8000).
			Help("References of goals, objectives, workflows, processes and teams, such as G2, B3, W12, P1 or TM4. Words after one are for you."),
		form.Line("supersedes", "It supersedes", &e.Supersedes).Max(20).Help("The reference of an accepted decision, such as D3. That one is superseded as soon as this one is accepted."),
	)
}

// DecisionEntry is a decision as its form shows it.
func (r *Read) DecisionEntry(d *Decision) (*DecisionEntry, error) {
	e := &DecisionEntry{Title: d.Title, Statement: d.Statement, Context: d.Context, Weighed: d.Weighed, Day: d.DecidedDay, Team: wholeCompany}
	if d.DeciderPersonID != nil {
		e.Decider = *d.DeciderPersonID
	}
	if d.TeamID != nil {
		tree, err := r.Tree()
		if err != nil {
			return nil, err
		}
		e.Team = ""
		if t := tree.ByID[*d.TeamID]; t != nil {
			e.Team = t.Ref
		}
	}
	choices, err := r.DecisionChoices()
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, a := range d.Affects {
		if slices.ContainsFunc(choices.Outcomes, func(o form.Option) bool { return o.Value == a.Ref }) {
			e.Outcomes = append(e.Outcomes, a.Ref)
		} else {
			lines = append(lines, strings.TrimSpace(a.Ref+" "+a.Title))
		}
	}
	e.Also = strings.Join(lines, "\n")
	if d.SupersedesDecisionID != nil {
		before, err := r.decisionByID(*d.SupersedesDecisionID)
		if err != nil {
			return nil, err
		}
		e.Supersedes = before.Ref
	}
	return e, nil
}

// TakeDecision puts a filled form into a decision. What names nothing is said at its field.
func (r *Read) TakeDecision(e *DecisionEntry, d *Decision) error {
	d.Title, d.Statement, d.Context, d.Weighed, d.DecidedDay = e.Title, e.Statement, e.Context, e.Weighed, e.Day
	d.TeamID, d.DeciderPersonID, d.SupersedesDecisionID = nil, &e.Decider, nil
	if e.Team != wholeCompany {
		t, err := r.TeamByRef(e.Team)
		if err != nil {
			return AgainstRuleAt("team", "That team is not here any more. Choose another.")
		}
		d.TeamID = &t.ID
	}
	if ref := strings.ToUpper(strings.TrimSpace(e.Supersedes)); ref != "" {
		before, err := r.DecisionByRef(ref)
		if _, refused := AsRefusal(err); refused {
			return AgainstRuleAt("supersedes", "There is no decision “"+e.Supersedes+"”. Give the reference of an accepted one, such as D3, or leave it empty.")
		}
		if err != nil {
			return err
		}
		d.SupersedesDecisionID = &before.ID
	}
	refs := append(slices.Clone(e.Outcomes), refsOf(e.Also)...)
	if len(refs) > mostAffected {
		return AgainstRuleAt("also", "One decision is tied to at most "+itoa(mostAffected)+" things. Name those that it changes most.")
	}
	var missing []string
	var err error
	if d.Affects, missing, err = r.affectedByRef(refs); err != nil {
		return err
	}
	if len(missing) > 0 {
		return AgainstRuleAt("also", "“"+missing[0]+"” names nothing here. Begin each line with a reference, such as G2, B3, W12, P1 or TM4.")
	}
	return nil
}

// Add ties the entry to one more thing, by its reference, wherever the form asks for that kind.
func (e *DecisionEntry) Add(ref string) {
	ref = strings.ToUpper(ref)
	if strings.HasPrefix(ref, "O") {
		e.Outcomes = append(e.Outcomes, ref)
		return
	}
	e.Also = strings.TrimSpace(e.Also + "\n" + ref)
}
