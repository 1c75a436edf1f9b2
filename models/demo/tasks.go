package demo

import (
	"strings"

	"throughline/models"
)

// onMonday marks a task that is due on the coming Monday; other due days are in working days from today.
const onMonday = 1000

// task is one piece of work: its owner, what it serves ("B3", a goal "G7", an outcome "O3", or nothing), when it is due and how it stands.
type task struct {
	title, owner, serves string
	due                  int
	state                string
}

const (
	open    = models.TaskOpen
	doing   = models.TaskInProgress
	blocked = models.TaskBlocked
	done    = models.TaskFinished
	dropped = models.TaskCancelled
)

// Tasks of all teams. Four are overdue, one is blocked, one was cancelled, and five serve nothing: work that nobody asked for.
var tasks = []task{
	{"Review the five tickets that were reopened last week", "Priya Raman", "B5", onMonday, open},
	{"Put a second person on the phones from 08:00 to 10:00", "Priya Raman", "B2", onMonday, open},
	{"Ring Elm Street Clinic about its second escalation", "Priya Raman", "B4", 1, open},
	{"Show the new triage order to the early shift", "Priya Raman", "B5", 4, open},
	{"Ask Amina Diallo for one more headset line", "Priya Raman", "B2", -12, done},
	{"Publish fix notes 10 to 12", "Inês Carvalho", "B3", onMonday, doing},
	{"List the 20 tickets that came back most often", "Inês Carvalho", "B3", -30, done},
	{"Publish fix notes 1 to 5", "Inês Carvalho", "B3", -18, done},
	{"Publish fix notes 6 to 9", "Inês Carvalho", "B3", -6, done},
	{"Check with three clinics whether the printer note is clear", "Inês Carvalho", "B3", 6, open},
	{"Have the label printer notes read by Field", "Inês Carvalho", "B3", 9, open},
	{"Write down which tickets stop a clinic from working", "Yusuf Haddad", "B5", onMonday, open},
	{"Measure the time to first look for one week by hand", "Yusuf Haddad", "B5", -20, done},
	{"Try two duty engineers an hour on one shift", "Yusuf Haddad", "B5", -3, done},
	{"Agree on the list of seniors on duty for next month", "Niamh Gallagher", "B5", -2, open},
	{"Sort the callback list by clinic", "Takumi Hayashida", "B2", -5, done},
	{"Record a new greeting that names the waiting time", "Kateryna Bondar", "B2", 5, open},
	{"Compare call volumes of the last eight Mondays", "Emeka Adeyemi", "B2", -2, done},
	{"Switch off the backup mails of the first ten clinics", "Ahmad Rahimi", "", 7, open},
	{"Take the second chat window into use", "Sofie Lindgaard", "B2", 8, doing},

	{"Agree on the visit booking form with the Service Desk", "Łukasz Nowak", "B6", 2, open},
	{"Find out why clinics in the east get a second visit", "Łukasz Nowak", "B16", onMonday, open},
	{"Move the visits of clinics A to F into the planner", "Aroha Ngata", "B6", -15, done},
	{"Move the visits of clinics G to M into the planner", "Aroha Ngata", "B6", -1, open},
	{"Tell all clinics that visits are booked by phone only", "Aroha Ngata", "B6", onMonday, open},
	{"Put the planner on the phones of all field engineers", "Viggo Strand", "B6", 5, doing},
	{"Note the missing part for each second visit of a month", "Wanjiru Kamau", "B16", 10, open},
	{"Pack the ten most used parts into every van", "Mateus Figueira", "B16", -8, done},
	{"Draw the shelves of the new hall", "Ondřej Havelka", "B17", 6, open},
	{"Repaint the old parts store", "Ondřej Havelka", "", 14, open},

	{"Name a project manager for the Birch Lane contract", "Tom Okafor", "B1", onMonday, open},
	{"Try the handoff sheet on three contracts", "Tom Okafor", "B1", -25, done},
	{"Ask accounts which two fields of the sheet stay empty", "Tom Okafor", "B1", 3, open},
	{"Choose the four engineers who will lead a move", "Tom Okafor", "B9", -4, open},
	{"Order cabinets for the two largest network kits", "Tom Okafor", "B8", 4, open},
	{"Take the slides off Thursday's agenda", "Tom Okafor", "B11", 5, open},
	{"Send the onboarding plan to Quarry Road Clinic", "Hanneke Dijkstra", "B7", onMonday, doing},
	{"Write one onboarding plan that fits clinics of 40 seats", "Hanneke Dijkstra", "B7", -10, done},
	{"Ask two new clinics what they waited for", "Hanneke Dijkstra", "B7", 7, open},
	{"Set a closing date for each of the nine old moves", "Oluwaseun Balogun", "B10", -14, done},
	{"Get the network line for the Harbour Street move", "Oluwaseun Balogun", "B10", 2, blocked},
	{"Put the last four projects on the dashboard", "Oluwaseun Balogun", "B11", 3, open},
	{"Pack the network kit for clinics of 60 seats", "Hye-jin Paek", "B8", 6, open},
	{"Test the switch settings of the small kit", "Hye-jin Paek", "B8", -9, done},
	{"Lead the move of Lime Hill Clinic with Björn beside", "Farah Anwari", "B9", 8, open},
	{"Write down what a move leader decides alone", "Björn Åkesson", "B9", -7, done},
	{"Close the move of Fenton Clinic", "José Luis Arrieta", "B10", 1, doing},
	{"Shadow the next move from plan to handover", "Li Wenqing", "B9", 12, open},
	{"Write what the health data audit asks of us", "Tereza Šimková", "G2", 5, open},

	{"Call the three clinics with two escalations last month", "Chiara Bellandi", "B4", onMonday, open},
	{"Call the four clinics that had two escalations in spring", "Chiara Bellandi", "B4", -11, done},
	{"List the contracts that end within 120 days", "Nomvula Khumalo", "B12", -16, done},
	{"Open the renewals of Elm Street and Quarry Road", "Nomvula Khumalo", "B12", -2, open},
	{"Ask each account manager for one early warning sign", "Samuel Brandt", "B12", 4, open},
	{"Write the offer for the five hourly clinics in the west", "Élodie Marchais", "B13", 9, open},
	{"Take the six old price lists off the shared drive", "Élodie Marchais", "B18", -21, done},
	{"Say no to the town hall tender, with a kind letter", "Pádraig Ó Floinn", "B13", onMonday, open},

	{"Show in ten minutes how the day's hours fill in", "Jónas Birgisson", "B14", onMonday, open},
	{"Find the five teams' most common gaps in time sheets", "Jónas Birgisson", "B14", -13, done},
	{"Move the reminder from finance to the leads", "Zsófia Kertész", "B14", 6, open},
	{"Read prices from three handoff sheets into invoices", "Gülşen Aydoğan", "B1", 8, open},
	{"Fill the four-week plan for all field engineers", "Milica Petrović", "B15", onMonday, doing},
	{"Agree with the leads how late a plan may change", "Milica Petrović", "B15", -17, done},
	{"Count for one week how often work is done twice", "Rasmus Kivi", "B5 B6", 4, open},

	{"Sort the shared drive of the old project team", "Li Wenqing", "", 11, doing},
	{"Collect photos for the wall in the entrance", "Emeka Adeyemi", "", 16, open},
	{"Compare three tools for meeting notes", "Jónas Birgisson", "", 13, open},
	{"Print the new price list for the sales fair", "Élodie Marchais", "O3", -9, dropped},
}

func (l *loader) loadTasks() error {
	var all []*models.Task
	var toObjectives []*models.TaskObjective
	var toGoals []*models.TaskGoal
	var toOutcomes []*models.TaskOutcome
	for _, t := range tasks {
		due := l.monday()
		if t.due != onMonday {
			due = l.work(t.due)
		}
		asked := l.workday(l.earlier(due.Add(-21), l.today.Add(-5)))
		one := &models.Task{
			Row: l.row("task", t.title, asked), Title: t.title, State: t.state, TeamID: l.team(teamOf(t.owner)), OwnerPersonID: l.person(t.owner),
			DueDay: due, CreatedDay: asked,
		}
		if t.state == done {
			one.DoneDay, one.DonePersonID = l.workday(due.Add(-1)), one.OwnerPersonID
		}
		one.Description, one.StateReason = takes[t.title], why[t.title]
		for _, key := range strings.Fields(t.serves) {
			if o, ok := l.Outcomes[key]; ok {
				one.OutcomeIDs = append(one.OutcomeIDs, o.ID)
				toOutcomes = append(toOutcomes, &models.TaskOutcome{Row: l.row("task_outcome", t.title+"/"+key, asked), TaskID: one.ID, OutcomeID: o.ID})
				continue
			}
			if g, ok := l.Goals[key]; ok {
				one.GoalIDs = append(one.GoalIDs, g.ID)
				toGoals = append(toGoals, &models.TaskGoal{Row: l.row("task_goal", t.title+"/"+key, asked), TaskID: one.ID, GoalID: g.ID})
				continue
			}
			b := l.Objectives[key].ID
			one.ObjectiveIDs = append(one.ObjectiveIDs, b)
			toObjectives = append(toObjectives, &models.TaskObjective{Row: l.row("task_objective", t.title+"/"+key, asked), TaskID: one.ID, ObjectiveID: b})
		}
		all = append(all, one)
		l.Tasks[t.title] = one
	}
	series, err := l.series()
	if err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, series); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, toObjectives); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, toGoals); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, toOutcomes); err != nil {
		return err
	}
	if err := l.began(models.TaskCreated, entities(all)...); err != nil {
		return err
	}
	return l.loadTalk()
}

func teamOf(person string) string {
	for _, p := range people {
		if p.name == person {
			return p.team
		}
	}
	return root
}
