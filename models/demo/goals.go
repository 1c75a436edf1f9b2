package demo

import (
	"fmt"
	"strings"

	"throughline/models"
)

// Goals: a level of result for a function, beyond a quarter. The last has no objective under it.
var goals = []struct {
	key, title, team, owner, serves string
	measure, unit                   string
	from, target                    float64
	months                          int
	about                           string
}{
	{"G1", "Grow the share of problems fixed at first contact by 30%", "Client Services", "Amina Diallo", "O1", "Tickets fixed at first contact", "%", 62, 80, 7,
		"Whoever answers solves it, or stays on the line until it is solved."},
	{"G2", "Reduce delivery cycle time by 30%", "Delivery", "Tom Okafor", "O2", "Delivery cycle time", "days", 20, 14, 6,
		"From signed contract to the first working day on our service."},
	{"G3", "Strengthen retention of clinics from 88% to 94%", "Accounts", "Samuel Brandt", "O3", "Clinics that renew", "%", 88, 94, 13,
		"No clinic leaves for a reason we could have heard in time."},
	{"G4", "Sustain a billable share of 68% to 74%, which carries our margin", "Finance", "Zsófia Kertész", "O4", "Billable share of hours", "%", 66, 71, 11,
		"Below it we lose money; above it people have no time to learn."},
	{"G5", "Expand revenue under yearly contract to 65% of all income", "Accounts", "Samuel Brandt", "O5", "Income under contract", "%", 52, 65, 13,
		"A clinic under contract calls early, and we can plan for it."},
	{"G6", "Reduce the hours lost to doing work twice by 50% across all teams", "Client Services", "Amina Diallo", "O1 O4", "Hours of work done twice, a week", "hours", 86, 43, 9,
		"Double booking, double telling, double counting."},
	{"G7", "Grow customer satisfaction with site visits to 9 of 10", "Field", "Łukasz Nowak", "O3", "Satisfaction after a visit", "points", 7, 9, 12,
		"Asked by one question on the evening after the visit."},
}

// objective is a near step of one team. Start and due are days from today.
type objective struct {
	key, title, team, owner, delivers string
	measure, unit                     string
	from, target                      float64
	start, due                        int
	state                             string
}

// Objectives. Tom Okafor owns six of them beside an outcome, a goal and a process. B16 is written like a goal. B17 came without a goal.
var objectives = []objective{
	{"B1", "Cut handoff lag from sales to delivery to under 24 hours", "Delivery", "Tom Okafor", "G2", "Handoff lag", "hours", 52, 24, -70, 62, models.Active},
	{"B2", "Answer 90% of calls within 60 seconds", "Service Desk", "Priya Raman", "G1", "Calls answered within 60 seconds", "%", 84, 90, -70, 95, models.Active},
	{"B3", "Write a fix note for the 20 most repeated tickets", "Service Desk", "Inês Carvalho", "G1", "Fix notes published", "notes", 0, 20, -60, 48, models.Active},
	{"B4", "Call every clinic that had two escalations in a month", "Accounts", "Chiara Bellandi", "G3", "Clinics called of those due", "%", 30, 100, -60, 34, models.Active},
	{"B5", "Give every ticket its first look within 10 minutes", "Service Desk", "Yusuf Haddad", "G1 G6", "Time to first look", "minutes", 42, 10, -45, 76, models.Active},
	{"B6", "Move all site visits into one planner with one booking form", "Field", "Aroha Ngata", "G6", "Visits booked once", "%", 35, 100, -50, 55, models.Active},
	{"B7", "Send the onboarding plan within 2 days of signature", "Delivery", "Tom Okafor", "G2", "Days from signature to plan", "days", 6, 2, -65, 41, models.Active},
	{"B8", "Build and test network kits for the five usual clinic sizes", "Delivery", "Tom Okafor", "G2", "Clinic sizes with a kit in stock", "sizes", 1, 5, -40, 83, models.Active},
	{"B9", "Train four engineers to lead a move on their own", "Delivery", "Tom Okafor", "G2", "Engineers who have led a move", "people", 1, 4, -75, 118, models.Active},
	{"B10", "Complete the nine moves that are older than 30 days", "Delivery", "Tom Okafor", "G2", "Moves older than 30 days", "moves", 9, 0, -62, 30, models.Active},
	{"B11", "Replace the weekly status slides by a project dashboard", "Delivery", "Tom Okafor", "G6", "Projects read from the dashboard", "%", 60, 100, -80, 13, models.Active},
	{"B12", "Schedule every renewal call 120 days before the contract ends", "Accounts", "Nomvula Khumalo", "G3", "Renewal calls held in time", "%", 45, 100, -58, 69, models.Active},
	{"B13", "Prepare and review a contract offer for each of the 18 hourly clinics", "Accounts", "Élodie Marchais", "G5", "Clinics with an offer", "clinics", 4, 18, -55, 90, models.Active},
	{"B14", "Automate the time sheet form, so that 95% are complete on Friday noon", "Finance", "Jónas Birgisson", "G4", "Time sheets complete on time", "%", 51, 95, -48, 72, models.Active},
	{"B15", "Roll out a four-week plan for every engineer", "Client Services", "Milica Petrović", "G4", "Hours planned four weeks ahead", "%", 40, 90, -66, 60, models.Active},
	{"B16", "Reduce repeat visits across the whole company by 30%", "Field", "Łukasz Nowak", "G6", "Repeat visits", "%", 20, 14, -52, 300, models.Active},
	{"B17", "Move the parts store to the new hall", "Field", "Ondřej Havelka", "", "Shelves moved", "shelves", 0, 44, -7, 100, models.Draft},
	{"B18", "Publish one price page for all clinics under contract", "Accounts", "Élodie Marchais", "G5", "Price lists in use", "lists", 6, 1, -88, 6, models.Done},
	{"B19", "Write fix notes for the 20 tickets that repeat most", "Field", "Ondřej Havelka", "G1", "Fix notes published", "notes", 0, 20, -30, 66, models.Active},
}

func (l *loader) loadGoals() error {
	made := l.inForce.Add(-7)
	var all []*models.Goal
	var links []*models.GoalOutcome
	for n, g := range goals {
		one := &models.Goal{
			Row: l.row("goal", g.key, made), StrategyID: &l.Strategy.ID, Title: g.title, Description: g.about, State: models.Active,
			TeamID: l.team(g.team), OwnerPersonID: l.person(g.owner), Measure: g.measure, Unit: g.unit,
			Baseline: number(g.from), BaselineText: fmt.Sprint(g.from), Target: number(g.target), TargetText: fmt.Sprint(g.target),
			StartDay: l.inForce, DueDay: l.monthEnd(g.months), Priority: n + 1,
		}
		for _, ref := range strings.Fields(g.serves) {
			o := l.Outcomes[ref].ID
			one.OutcomeIDs = append(one.OutcomeIDs, o)
			links = append(links, &models.GoalOutcome{Row: l.row("serve", g.key+"/"+ref, made), GoalID: one.ID, OutcomeID: o})
		}
		all = append(all, one)
		l.Goals[g.key] = one
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, links); err != nil {
		return err
	}
	return l.began(models.GoalCreated, entities(all)...)
}

func (l *loader) loadObjectives() error {
	var all []*models.Objective
	var links []*models.ObjectiveGoal
	place := map[string]int{} // priority counts within a team
	for _, o := range objectives {
		place[o.team]++
		start, made := l.workday(l.today.Add(o.start)), l.inForce.Add(-5)
		if o.state == models.Draft {
			made = start
		}
		one := &models.Objective{
			Row: l.row("objective", o.key, made), StrategyID: &l.Strategy.ID, Title: o.title, State: o.state, TeamID: l.team(o.team),
			OwnerPersonID: l.person(o.owner), Measure: o.measure, Unit: o.unit, Baseline: number(o.from), BaselineText: fmt.Sprint(o.from),
			Target: number(o.target), TargetText: fmt.Sprint(o.target), StartDay: start, DueDay: l.workday(l.today.Add(o.due)), Priority: place[o.team],
		}
		for _, key := range strings.Fields(o.delivers) {
			g := l.Goals[key].ID
			one.GoalIDs = append(one.GoalIDs, g)
			links = append(links, &models.ObjectiveGoal{Row: l.row("deliver", o.key+"/"+key, made), ObjectiveID: one.ID, GoalID: g})
		}
		all = append(all, one)
		l.Objectives[o.key] = one
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, links); err != nil {
		return err
	}
	return l.began(models.ObjectiveCreated, entities(all)...)
}
