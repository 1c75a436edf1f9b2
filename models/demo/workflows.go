package demo

import (
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/day"
)

// effort is hours a week, or how often in a span, how many minutes each time, and how many people.
type effort struct {
	hours, times float64
	per          string
	minutes      float64
	people       float64
}

func hours(n float64) effort { return effort{hours: n} }

// workflow is what a team does today, what it moves ("O1" or "O1:3 O3:1" with weights) and what was decided about it.
type workflow struct {
	name, team, owner string
	effort            effort
	moves             string
	verdict, reason   string
	who               string // who carries the verdict out; empty: the owner
	days              int    // by when, in days from today
	about             string
}

// workflows in the table of the audit. The two undecided ones came after the audit was done.
var workflows = []workflow{
	{"Phone and chat support", "Service Desk", "Priya Raman", hours(148), "O1:2 O3:1", models.Keep,
		"This is where a problem is fixed at first contact, or is not.", "", 60, "Calls and chats from 07:00 to 19:00."},
	{"Ticket triage", "Service Desk", "Yusuf Haddad", hours(62), "O1:3 O3:1", models.Redesign,
		"Tickets are sorted by arrival, so easy ones wait behind hard ones.", "Priya Raman", 24, "Every ticket gets a first look, a priority and an engineer."},
	{"Escalation to a senior engineer", "Service Desk", "Niamh Gallagher", hours(34), "O1:1 O3:1", models.Redesign,
		"A clinic tells its story twice, because the notes stay behind.", "", 45, "What the first engineer cannot solve goes up."},
	{"Writing fix notes", "Service Desk", "Inês Carvalho", effort{times: 12, per: "week", minutes: 45, people: 1}, "O1", models.Keep,
		"Each note saves about four calls a month.", "", 60, "A fix that worked is written down for the next engineer."},
	{"Legacy backup checks", "Service Desk", "Ahmad Rahimi", hours(23), "", models.Stop,
		"The new backup system checks itself and raises a ticket when a copy fails.", "Ahmad Rahimi", 40, "Somebody opens 31 backup reports by hand."},
	{"On-site repairs", "Field", "Łukasz Nowak", hours(96), "O1:1 O3:2", models.Keep,
		"Some things break where no remote hand reaches, and clinics remember who came.", "", 60, "Repairs in the clinic, with parts."},
	{"On-site visit booking", "Field", "Aroha Ngata", hours(38), "O2:1 O3:1", models.Redesign,
		"Each visit is booked twice: once by mail, once in the planner.", "Łukasz Nowak", 31, "Finding an hour that suits the clinic and an engineer."},
	{"Clinic rounds", "Field", "Dimitra Galanis", effort{times: 11, per: "week", minutes: 240, people: 1}, "O3", models.Keep,
		"Clinics that get a round each quarter renew more often.", "", 60, "A half day in each clinic before anything breaks."},
	{"Spare parts count", "Field", "Ondřej Havelka", effort{times: 2, per: "week", minutes: 180, people: 2}, "", models.Stop,
		"Parts are scanned out since spring, so the shelf count finds nothing new.", "", 18, "Counting all shelves on Tuesday and Friday."},
	{"New clinic onboarding", "Delivery", "Hanneke Dijkstra", hours(56), "O2:3 O3:1", models.Keep,
		"Each day saved here is a day on which a clinic is live sooner.", "", 60, "From signed contract to first working day on our service."},
	{"Server and network moves", "Delivery", "Björn Åkesson", hours(72), "O2", models.Keep,
		"A move is the longest stretch of every delivery.", "Tom Okafor", 60, "Moving a clinic's systems over a weekend."},
	{"Sales to delivery handoff", "Delivery", "Tom Okafor", hours(24), "O2", models.Redesign,
		"A signed contract waits two days until delivery hears of it.", "", 20, "What was sold reaches those who build it."},
	{"Weekly status slides", "Delivery", "Oluwaseun Balogun", hours(18), "", models.Stop,
		"Nobody has opened the slides since the project dashboard went up in the hall.", "Tom Okafor", 11, "Twelve slides for Thursday's meeting."},
	{"Server and patch care", "Delivery", "Tereza Šimková", hours(40), "", models.OutcomeMissing,
		"Clinics must pass the health data audit, and none of the five outcomes says so.", "Maja Holm", 14, "Updates for 420 servers, every second Tuesday night."},
	{"Quarterly account review", "Accounts", "Chiara Bellandi", effort{times: 60, per: "quarter", minutes: 180, people: 2}, "O3", models.Keep,
		"It is the one hour in which a clinic tells us what it would leave for.", "", 60, "One meeting with each clinic in a quarter."},
	{"Renewal calls", "Accounts", "Nomvula Khumalo", hours(22), "O3", models.Keep,
		"A renewal that is talked about early is seldom lost.", "", 60, "Calls before a contract ends."},
	{"Offers for new clinics", "Accounts", "Élodie Marchais", hours(34), "O2", models.Keep,
		"A clear offer spares delivery its first week of questions.", "", 60, "Prices, scope and dates for a clinic that asks."},
	{"Tenders outside health care", "Accounts", "Pádraig Ó Floinn", hours(16), "", models.Stop,
		"We decided to serve clinics only, and no tender of this year was won.", "Samuel Brandt", 25, "Tenders of schools and town halls."},
	{"Invoicing", "Finance", "Gülşen Aydoğan", effort{times: 20, per: "month", minutes: 260, people: 2}, "O4", models.Keep,
		"It shows each month which hours were billed and which were not.", "", 60, "Hours and contracts become invoices."},
	{"Time sheets and reminders", "Finance", "Jónas Birgisson", effort{times: 1, per: "week", minutes: 28, people: 41}, "O4", models.Redesign,
		"Half of the sheets come after a reminder, and the hours in them are guessed.", "", 38, "Everybody writes down their hours by Friday."},
	{"Invoice corrections", "Finance", "Gülşen Aydoğan", hours(15), "", models.Stop,
		"Corrections end once the agreed prices travel with the handoff.", "Zsófia Kertész", 52, "Invoices are taken back and written again."},
	{"Capacity round", "Client Services", "Milica Petrović", effort{times: 1, per: "week", minutes: 60, people: 7}, "O1:1 O4:2", models.Keep,
		"Leads see four weeks ahead who is free and who is over.", "Amina Diallo", 60, "Leads and planners sit together for one hour on Monday."},
	{"Night line for two clinics", "Service Desk", "Leilani Kahale", hours(14), "", models.Undecided, "", "", 0, "A trial that two clinics asked for."},
	{"Monthly pack for insurers", "Finance", "Noa Peretz", hours(9), "", models.Undecided, "", "", 0, "Proof of security training, as a table and a letter."},
}

// gone was the only workflow of O5. It was taken out when the meeting ended, and nobody thought of the outcome.
var gone = workflow{"Contract meeting", "Accounts", "Élodie Marchais", effort{times: 1, per: "week", minutes: 90, people: 4}, "O5", models.Keep,
	"It is where hourly clinics are won for a yearly contract.", "Samuel Brandt", 60, "Who could move to a contract, and who asks them."}

func (l *loader) loadWorkflows() error {
	var all []*models.Workflow
	var links []*models.WorkflowOutcome
	for _, w := range slices.Concat(workflows, []workflow{gone}, moreWorkflows) {
		made := l.inForce.Add(-14)
		if w.verdict == models.Undecided {
			made = l.workday(l.today.Add(-9))
		}
		one := l.workflow(w, made)
		all, links = append(all, one), append(links, one.Outcomes...)
		l.Workflows[w.name] = one
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, links); err != nil {
		return err
	}
	return l.began(models.WorkflowCreated, entities(all)...)
}

// endMeeting takes out the one workflow that served O5.
func (l *loader) endMeeting() error {
	w := l.Workflows[gone.name]
	before := *w
	ended := l.at(l.workday(l.today.Add(-26)), 15)
	return l.asOwner(ended, func() error {
		w.RemovedAt = &ended
		if err := l.tx.Save(w); err != nil {
			return err
		}
		return l.tx.Emit(models.WorkflowRemoved, w, &before, w)
	})
}

func (l *loader) workflow(w workflow, made day.Day) *models.Workflow {
	one := &models.Workflow{
		Row: l.row("workflow", w.name, made), Name: w.name, Description: w.about, TeamID: l.team(w.team), OwnerPersonID: l.person(w.owner),
		Per: w.effort.per, Verdict: w.verdict, VerdictReason: w.reason,
	}
	was := befores[w.name]
	one.Inputs, one.Outputs, one.Steps, one.Technology = was.inputs, was.outputs, was.steps, was.technology
	if w.effort.hours > 0 {
		one.Hours = number(w.effort.hours)
	} else {
		one.Times, one.Minutes, one.Attendees = number(w.effort.times), number(w.effort.minutes), number(w.effort.people)
	}
	if w.verdict != models.Undecided {
		who := w.who
		if who == "" {
			who = w.owner
		}
		one.VerdictPersonID, one.VerdictDay = l.person(who), l.workday(l.today.Add(w.days))
	}
	for _, part := range strings.Fields(w.moves) {
		ref, share, weighted := strings.Cut(part, ":")
		weight := 1.0
		if weighted {
			weight = float64(share[0] - '0')
		}
		one.Outcomes = append(one.Outcomes, &models.WorkflowOutcome{
			Row: l.row("move", w.name+"/"+ref, made), WorkflowID: one.ID, OutcomeID: l.Outcomes[ref].ID, Weight: number(weight),
		})
	}
	return one
}
