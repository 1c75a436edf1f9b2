package models

import (
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// AllocationEntry is an allocation as its form asks for it. Amounts stay words until they are read exactly.
type AllocationEntry struct {
	Kind, Team, Outcome  string // outcome: a reference
	Name, People, Amount string
	From, To             day.Day
	Note                 string
}

// AllocationChoices are what the form offers.
type AllocationChoices struct {
	Teams, Outcomes []form.Option
	Company         *Company
}

// AllocationChoices gives what this person may choose for an allocation.
func (r *Read) AllocationChoices() (c AllocationChoices, err error) {
	b, err := r.strategyBoard()
	if err != nil {
		return c, err
	}
	c.Company = b.Company
	for _, t := range b.Tree.All() {
		if r.Who.MayAllocate(t.ID) {
			c.Teams = append(c.Teams, form.Option{Value: t.ID, Label: t.Name})
		}
	}
	for _, o := range b.Outcomes {
		c.Outcomes = append(c.Outcomes, form.Option{Value: o.Ref, Label: o.Ref + " " + o.Title})
	}
	return c, nil
}

// AllocationKindWords is what people call a kind.
func AllocationKindWords(kind string) string {
	return map[string]string{Headcount: "People", Budget: "Money", Tooling: "A tool"}[kind]
}

// Fields of the form.
func (e *AllocationEntry) Fields(c AllocationChoices) []*form.Field {
	var kinds []form.Option
	for _, k := range AllocationKinds {
		kinds = append(kinds, form.Option{Value: k, Label: AllocationKindWords(k)})
	}
	list := []*form.Field{
		form.Choice("kind", "What is put in", &e.Kind, kinds...).Required("Choose people, money or a tool.").Drawn("radios"),
		form.Line("name", "What it is for, or which tool", &e.Name).Required("Say what it is for.").Max(200),
		form.Choice("team", "Team", &e.Team, c.Teams...).Required("Choose the team that puts it in."),
	}
	if len(c.Outcomes) > 0 {
		list = append(list, form.Choice("outcome", "Outcome", &e.Outcome, c.Outcomes...).Help("What moves no outcome is flagged."))
	}
	return append(list,
		form.Line("people", "How many people", &e.People).Max(30).In("full-time").Help("Of people only. Half a person is 0.5."),
		form.Line("amount", "Amount over the whole period", &e.Amount).Max(40).In(c.Company.money()).Help("Of money, and of a tool if it costs anything."),
		form.Date("from", "From", &e.From, nil).Required("Give the first day."),
		form.Date("to", "To, this day included", &e.To, nil).Required("Give the last day."),
		form.Text("note", "Note", &e.Note).Max(2000),
	)
}

// AllocationEntry is an allocation as its form shows it.
func (r *Read) AllocationEntry(a *Allocation, loc form.Locale) (*AllocationEntry, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	e := &AllocationEntry{Kind: a.Kind, Team: a.TeamID, Name: a.Name, From: a.FromDay, To: a.ToDay, Note: a.Note}
	if a.People != 0 {
		e.People = form.DecimalsTyped(loc, a.People, 2)
	}
	if a.Amount != 0 {
		e.Amount = form.DecimalsTyped(loc, a.Amount, c.MoneyDigits())
	}
	if a.OutcomeID != nil {
		names, err := r.servedNames([]string{*a.OutcomeID}, nil)
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			e.Outcome = n.Ref
		}
	}
	return e, nil
}

// TakeAllocation puts a filled form into an allocation. What cannot be read is said at its field.
func (r *Read) TakeAllocation(e *AllocationEntry, a *Allocation, loc form.Locale) (err error) {
	c, err := r.Company()
	if err != nil {
		return err
	}
	a.Kind, a.TeamID, a.Name, a.FromDay, a.ToDay, a.Note = e.Kind, e.Team, e.Name, e.From, e.To, e.Note
	if a.People, err = exactly("people", e.People, 2, loc); err != nil {
		return err
	}
	if a.Amount, err = exactly("amount", e.Amount, c.MoneyDigits(), loc); err != nil {
		return err
	}
	if a.OutcomeID = nil; e.Outcome != "" {
		o, err := r.OutcomeByRef(e.Outcome)
		if err != nil {
			return AgainstRuleAt("outcome", "That outcome is not here any more. Choose another.")
		}
		if err := r.seenOutcome(o); err != nil {
			return err
		}
		a.OutcomeID = &o.ID
	}
	return nil
}

// exactly reads a number of so many places; nothing typed is 0.
func exactly(field, text string, places int, loc form.Locale) (int64, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	n, err := form.ParseDecimal(text, places, loc)
	if err != nil {
		return 0, AgainstRuleAt(field, err.Error())
	}
	return n, nil
}
