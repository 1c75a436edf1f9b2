package demo

import (
	"strings"
	"time"

	"throughline/models"
)

// initiative is one named piece of change: who owns it, what it serves, when it was proposed and how it came to where it stands. Days are
// counted from today; a review of 0 is not set.
type initiative struct {
	key, name, about     string
	team, owner          string
	success              string
	metric               string // an outcome whose metric shows it
	target               float64
	review, start, due   int
	outcomes, objectives string
	tasks                []string // titles of tasks that belong to it
	proposed             int      // days ago
	way                  []turn
}

// turn is one change of state, some days after it was proposed.
type turn struct {
	after         int
	by, to, words string
}

// initiatives of the example, in every state. One candidate lacks its success metric and its review date; the review of one is overdue.
var initiatives = []initiative{
	{key: "portal", name: "Clinics book visits and moves themselves", about: "One page on which a clinic sees free days and books a visit or a step of its move, so that nobody rings to ask.",
		team: "Field", owner: "Aroha Ngata", success: "9 of 10 visits are booked by the clinic itself", review: 24, start: -40, due: 110, outcomes: "O2 O3", objectives: "B6",
		tasks: []string{"Move the visits of clinics A to F into the planner", "Move the visits of clinics G to M into the planner"}, proposed: 60,
		way: []turn{{4, "Amina Diallo", models.Committed, ""}, {20, "Aroha Ngata", models.Active, ""}}},
	{key: "kits", name: "Network kits on the shelf for every usual clinic", about: "Kits that are built and tested before the contract is signed.",
		team: "Delivery", owner: "Tom Okafor", metric: "O2", target: 15, review: -6, start: -55, due: 60, outcomes: "O2", objectives: "B8", proposed: 70,
		way: []turn{{6, "Maja Holm", models.Committed, ""}, {15, "Tom Okafor", models.Active, ""}}},
	{key: "notes", name: "A fix note for each problem that comes back", about: "Whoever solves a problem for the second time writes down how.",
		team: "Service Desk", owner: "Inês Carvalho", metric: "O1", target: 72, review: 12, start: -50, due: 70, outcomes: "O1", objectives: "B3",
		tasks: []string{"Publish fix notes 10 to 12"}, proposed: 58,
		way: []turn{{3, "Priya Raman", models.Committed, ""}, {8, "Inês Carvalho", models.Active, ""}}},
	{key: "evening", name: "Evening hours for clinics that close late", about: "Three clinics work until 20:00 and reach nobody after 18:00.",
		team: "Service Desk", owner: "Leilani Kahale", success: "No call of these 3 clinics stays unanswered before 20:00", review: 30, due: 90, outcomes: "O3", proposed: 34,
		way: []turn{{5, "Amina Diallo", models.Committed, ""}, {9, "Leilani Kahale", models.Active, ""}, {20, "Leilani Kahale", models.Paused, "It waits for the second shift that is hired from January."}}},
	{key: "contracts", name: "One contract for all services of a clinic", about: "Four papers become one, with one price page.",
		team: "Accounts", owner: "Élodie Marchais", success: "18 clinics sign the one contract", review: 45, start: 10, due: 200, outcomes: "O5", objectives: "B13", proposed: 21,
		way: []turn{{9, "Samuel Brandt", models.Committed, ""}}},
	{key: "lunch", name: "Learning hour on Thursdays", about: "One hour a week in which nobody takes calls and one person shows something.",
		team: "Client Services", owner: "Rasmus Kivi", success: "30 of 41 people have shown something within half a year", review: 60, outcomes: "O4", proposed: 12},
	{key: "alarm", name: "Early warning when a clinic grows quiet", about: "A clinic that stops calling is often about to leave.",
		team: "Accounts", owner: "Chiara Bellandi", outcomes: "O3", proposed: 8},
	{key: "prices", name: "One price page", about: "All clinics under contract read the same prices.",
		team: "Accounts", owner: "Élodie Marchais", success: "1 price list is in use instead of 6", review: -20, start: -88, due: -6, outcomes: "O5", objectives: "B18", proposed: 89,
		way: []turn{{3, "Samuel Brandt", models.Committed, ""}, {4, "Élodie Marchais", models.Active, ""}, {82, "Élodie Marchais", models.Done, "All clinics under contract read the one list since the first of the month."}}},
	{key: "chat", name: "A chat robot for first questions", about: "A program that answers before a person does.",
		team: "Service Desk", owner: "Yusuf Haddad", success: "1 of 5 questions is answered without a person", review: -30, outcomes: "O1", proposed: 80,
		way: []turn{{10, "Amina Diallo", models.Committed, ""}, {14, "Yusuf Haddad", models.Active, ""}, {44, "Amina Diallo", models.Dropped, "In four weeks it answered one question in sixty, and clinics called back angry."}}},
}

// loadInitiatives proposes the initiatives of the example and brings each where it stands, in the name of those who did.
func (l *loader) loadInitiatives() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	for _, one := range initiatives {
		at := l.at(l.workday(l.today.Add(-one.proposed)), 10)
		i := &models.Initiative{Row: models.Row{ID: id("initiative", one.key)}, Name: one.name, Description: one.about, TeamID: l.team(one.team), OwnerPersonID: l.person(one.owner),
			SuccessMetric: one.success}
		if one.metric != "" {
			m := l.Outcomes[one.metric].Measures[0]
			i.MetricID, i.MetricTarget = &m.MetricID, number(one.target)
		}
		if one.review != 0 {
			i.ReviewDay = l.workday(l.today.Add(one.review))
		}
		if one.start != 0 {
			i.StartDay = l.workday(l.today.Add(one.start))
		}
		if one.due != 0 {
			i.DueDay = l.workday(l.today.Add(one.due))
		}
		for _, key := range strings.Fields(one.outcomes) {
			i.OutcomeIDs = append(i.OutcomeIDs, l.Outcomes[key].ID)
		}
		for _, key := range strings.Fields(one.objectives) {
			i.ObjectiveIDs = append(i.ObjectiveIDs, l.Objectives[key].ID)
		}
		if err := l.act(one.owner, at, now, func() error { return l.tx.AddInitiative(i) }); err != nil {
			return err
		}
		for _, t := range one.way {
			if err := l.act(t.by, at.Add(time.Duration(24*t.after)*time.Hour), now, func() error { return l.tx.MoveInitiative(i, t.to, t.words) }); err != nil {
				return err
			}
		}
		for _, title := range one.tasks {
			if err := l.act(leadOf(one.team), now, now, func() error { return l.tx.TieTasks(i, l.Tasks[title].Ref, true) }); err != nil {
				return err
			}
		}
		l.Initiatives[one.key] = i
	}
	return nil
}
