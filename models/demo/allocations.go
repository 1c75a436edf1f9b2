package demo

import (
	"time"

	"throughline/models"
)

// allocation is what a team puts into an outcome: people in hundredths, money in cents. Quarters are counted from the running one.
type allocation struct {
	kind, name, team, outcome string
	people, amount            int64
	from, to                  int // quarters: the first and the last
	decided                   bool
}

// allocations of the example. Field has more to give than people, if all that is proposed is decided; one sum of money moves no outcome.
var allocations = []allocation{
	{models.Headcount, "Fix notes and the duty engineer", "Service Desk", "O1", 350, 0, 0, 1, true},
	{models.Headcount, "First answers by phone and chat", "Service Desk", "O1", 600, 0, 0, 3, true},
	{models.Headcount, "Evening hours", "Service Desk", "O3", 150, 0, 0, 1, false},
	{models.Headcount, "Moves of new clinics", "Delivery", "O2", 650, 0, 0, 2, true},
	{models.Headcount, "Network kits", "Delivery", "O2", 100, 0, 0, 0, true},
	{models.Headcount, "Visits that are booked once", "Field", "O2", 300, 0, 0, 2, true},
	{models.Headcount, "A second round of visits to each clinic", "Field", "O3", 500, 0, 1, 1, false},
	{models.Headcount, "Renewal calls", "Accounts", "O3", 250, 0, 0, 3, true},
	{models.Headcount, "Contract offers", "Accounts", "O5", 150, 0, 0, 1, true},
	{models.Headcount, "Plans of four weeks", "Client Services", "O4", 100, 0, 0, 1, true},
	{models.Budget, "Training of four engineers", "Delivery", "O2", 0, 1_850_000, 0, 1, true},
	{models.Budget, "Headsets and a second phone line", "Service Desk", "O1", 0, 640_000, 0, 0, true},
	{models.Budget, "Lunch with each clinic that renews", "Accounts", "O3", 0, 415_050, 0, 3, true},
	{models.Budget, "Stand at the spring fair", "Accounts", "", 0, 990_000, 1, 1, false},
	{models.Tooling, "Visit planner", "Field", "O2", 0, 720_000, 0, 3, true},
	{models.Tooling, "Project dashboard", "Delivery", "O2", 0, 0, 0, 3, true},
	{models.Tooling, "Forecast of hours", "Finance", "O4", 0, 288_000, 1, 2, false},
}

// loadAllocations proposes what the teams put in and decides most of it in one decision of the managing director.
func (l *loader) loadAllocations() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	d := &models.Decision{Row: models.Row{ID: id("decision", "allocations")}, Title: "People and money of this quarter and the next", DeciderPersonID: l.person(theOwner),
		Statement: "What the leads proposed for first contact, delivery, renewals and contracts is agreed. The fair waits until somebody says which outcome it moves.",
		Context:   "Each outcome gets people by name before anything new is begun."}
	first, _, _ := l.cal.Quarter(l.today)
	at := l.at(l.work(-15), 9)
	for _, one := range allocations {
		a := &models.Allocation{Row: models.Row{ID: id("allocation", one.name)}, Kind: one.kind, Name: one.name, TeamID: *l.team(one.team), People: one.people, Amount: one.amount,
			FromDay: first.AddMonths(3 * one.from), ToDay: first.AddMonths(3*one.to + 3).Add(-1)}
		if one.outcome != "" {
			a.OutcomeID = &l.Outcomes[one.outcome].ID
		}
		if err := l.act(leadOf(one.team), at, now, func() error { return l.tx.AddAllocation(a) }); err != nil {
			return err
		}
		if one.decided {
			d.Affects = append(d.Affects, &models.Affected{Type: "allocation", ID: a.ID})
		}
	}
	d.DecidedDay = l.work(-14)
	at = l.at(d.DecidedDay, 9)
	if err := l.act(theOwner, at, now, func() error { return l.tx.AddDecision(d) }); err != nil {
		return err
	}
	if err := l.act(theOwner, at.Add(time.Hour), now, func() error { return l.tx.AcceptDecision(d) }); err != nil {
		return err
	}
	ceiling := int64(12_000_000)
	return l.act(theOwner, at.Add(2*time.Hour), now, func() error { return l.tx.SetCeiling(l.Root, &ceiling) })
}
