package demo

import (
	"strconv"

	"throughline/models"
)

// written is one version of a process.
type written struct {
	state                              string
	inputs, outputs                    string
	steps                              []string
	byPeople, byProcess, byTechnology  string // what changes in each of the three
	technology, automation, approvedBy string
	age                                int // days since it was written
}

// processes for the redesigned workflows, newest version last, and one for the outcome that lost its workflow. The last is locked: what comes in,
// what goes out and the steps are not written, so no tool can be chosen for it.
var processes = []struct {
	name, workflow, outcome, team, owner string // a redesigned workflow, or an outcome that has none
	versions                             []written
}{
	{"Handing a sale to delivery", "Sales to delivery handoff", "", "Delivery", "Tom Okafor", []written{
		{models.ProcessReplaced, "Signed contract", "Project folder", []string{
			"Accounts writes a mail to delivery",
			"Delivery lead looks for a project manager",
			"Project manager asks accounts what was sold",
		}, "Accounts names one sender for each contract.", "The mail goes out on the day of signature.", "None.", "Shared mailbox.", "None.", "Maja Holm", 96},
		{models.ProcessInUse, "Signed contract, agreed prices, names of the people in the clinic", "Accepted project with a project manager and a date to go live", []string{
			"Accounts fills in the handoff sheet on the day of signature",
			"Delivery lead names a project manager within one working day",
			"Project manager reads the sheet and asks what is open in one call",
			"Project manager accepts, or sends the sheet back with a reason",
			"Accounts tells the clinic who comes and when",
		}, "The project manager is named before the first call, and accounts stays in it until the sheet is accepted.",
			"One sheet takes the place of four mails, and it can be sent back.", "The sheet lives in the project dashboard, where finance reads the prices too.",
			"Project dashboard", "The dashboard opens a task for the delivery lead when a sheet arrives.", "Maja Holm", 40},
	}},
	{"Escalating with the whole story", "Escalation to a senior engineer", "", "Service Desk", "Niamh Gallagher", []written{
		{models.ProcessInUse, "Open ticket, what was tried, what the clinic needs by when", "Solved ticket and a fix note, or a visit with the right part", []string{
			"First engineer writes what was tried and what happened",
			"First engineer calls the senior on duty and stays on the line",
			"Senior takes over in the same call, so that the clinic tells its story once",
			"Senior solves it, or books a visit with the part named",
			"First engineer writes the fix note",
		}, "A senior is on duty each hour and takes no other calls.", "The ticket is handed over in a call, with the clinic listening.",
			"The phone shows who is on duty.", "Phone system with a duty line", "None yet.", "Amina Diallo", 33},
	}},
	{"First look at a ticket", "Ticket triage", "", "Service Desk", "Priya Raman", []written{
		{models.ProcessWritten, "New ticket, the clinic's contract, its last five tickets", "Ticket with a priority, an engineer and a first answer", []string{
			"Duty engineer reads new tickets every ten minutes",
			"Anything with a fix note is solved at once",
			"What stops a clinic from working goes to the top, with a call",
			"Everything else gets an engineer by skill and a time to answer",
		}, "Two duty engineers an hour share triage; before, it was everybody and nobody.", "Tickets are sorted by what the clinic cannot do.",
			"Fix notes are offered beside the ticket.", "Ticket system with fix notes in search", "", "", 19},
	}},
	{"Booking a visit once", "On-site visit booking", "", "Field", "Aroha Ngata", []written{
		{models.ProcessWritten, "Ticket that needs a visit, opening hours of the clinic, parts in stock", "Visit with engineer, hour and part, known to the clinic", []string{
			"Service desk marks the ticket for a visit and names the part",
			"Visit planner offers the clinic two hours by phone",
			"Visit planner enters the visit in the planner, and nowhere else",
			"Clinic gets one message with the engineer's name",
		}, "Visit planning becomes one person's work each day.", "The mail calendar is no longer used for visits.",
			"Engineers see the planner on their phones.", "Visit planner", "", "", 12},
	}},
	{"Hours written the same day", "Time sheets and reminders", "", "Finance", "Jónas Birgisson", []written{
		{models.ProcessWritten, "Calendar, tickets and visits of the day", "Hours by clinic and kind, complete on Friday noon", []string{
			"Each evening the day's tickets and visits are offered as hours",
			"Everybody corrects and confirms them in two minutes",
			"Leads look at the gaps on Friday at noon",
		}, "Leads, and no longer finance, ask for missing hours.", "Hours are confirmed each day and no longer remembered on Friday.",
			"Tickets and visits fill the sheet.", "", "", "", 8},
	}},
	{"Offering a contract to an hourly clinic", "", "O5", "Accounts", "Élodie Marchais", []written{
		{models.ProcessDraft, "", "", nil, "", "", "", "", "", "", 5},
	}},
}

func (l *loader) loadProcesses() error {
	var all []*models.Process
	var versions []*models.ProcessVersion
	var steps []*models.ProcessStep
	for _, p := range processes {
		one := &models.Process{
			Row: l.row("process", p.name, l.today.Add(-p.versions[0].age)), StrategyID: &l.Strategy.ID, Name: p.name,
			OwnerPersonID: l.person(p.owner), TeamID: l.team(p.team), ApprovalChainID: l.chainOf[p.name],
		}
		if p.workflow != "" {
			one.WorkflowID = &l.Workflows[p.workflow].ID
		} else {
			one.OutcomeID = &l.Outcomes[p.outcome].ID
		}
		for n, w := range p.versions {
			one.Current = l.version(one, p.name, n+1, w)
			versions, steps = append(versions, one.Current), append(steps, one.Current.Steps...)
		}
		all = append(all, one)
		l.Processes[p.name] = one
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, versions); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, steps); err != nil {
		return err
	}
	var duties []*models.StepDuty
	for _, s := range steps {
		duties = append(duties, s.Duties...)
	}
	if err := models.InsertAll(l.tx, duties); err != nil {
		return err
	}
	if err := l.began(models.ProcessCreated, entities(all)...); err != nil {
		return err
	}
	return l.began(models.StepAdded, entities(steps)...)
}

func (l *loader) version(p *models.Process, name string, n int, w written) *models.ProcessVersion {
	made := l.today.Add(-w.age)
	key := name + "/" + strconv.Itoa(n)
	v := &models.ProcessVersion{
		Row: l.row("version", key, made), ProcessID: p.ID, N: n, State: w.state, Inputs: w.inputs, Outputs: w.outputs, PeopleChange: w.byPeople,
		ProcessChange: w.byProcess, TechnologyChange: w.byTechnology, Technology: w.technology, Automation: w.automation,
	}
	if w.approvedBy != "" {
		at := l.at(l.workday(made.Add(4)), 11)
		v.ApprovedPersonID, v.ApprovedAt = l.person(w.approvedBy), &at
	}
	for i, title := range w.steps {
		row := l.row("process_step", key+"/"+strconv.Itoa(i+1), made)
		step := &models.ProcessStep{Row: row, StepKey: row.ID, ProcessVersionID: v.ID, Position: i + 1, Title: title}
		l.detail(step, key+"/"+strconv.Itoa(i+1))
		v.Steps = append(v.Steps, step)
	}
	return v
}
