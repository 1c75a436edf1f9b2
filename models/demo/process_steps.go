package demo

import (
	"strings"

	"throughline/models"
)

// stepDetail says who does a step, what it takes and gives, with which tool, and who has which duty in it: names of people or teams, with a comma
// between two. Whoever does it is responsible.
type stepDetail struct{ who, input, output, tool, accountable, consulted, informed string }

// stepDetails by a step's title. Steps of drafts have none yet.
var stepDetails = map[string]stepDetail{
	"Accounts writes a mail to delivery":                                {"Accounts", "Signed contract", "Mail", "Mail", "Samuel Brandt", "", ""},
	"Delivery lead looks for a project manager":                         {"Tom Okafor", "Mail", "Named project manager", "", "Tom Okafor", "", ""},
	"Project manager asks accounts what was sold":                       {"Hanneke Dijkstra", "Named project manager", "Project folder", "Mail", "Hanneke Dijkstra", "Accounts", ""},
	"Accounts fills in the handoff sheet on the day of signature":       {"Accounts", "Signed contract, agreed prices", "Handoff sheet", "Project dashboard", "Samuel Brandt", "Finance", "Delivery"},
	"Delivery lead names a project manager within one working day":      {"Tom Okafor", "Handoff sheet", "Project with a project manager", "Project dashboard", "Tom Okafor", "", "Accounts"},
	"Project manager reads the sheet and asks what is open in one call": {"Hanneke Dijkstra", "Handoff sheet", "Answered questions", "Phone system", "Tom Okafor", "Accounts", ""},
	"Project manager accepts, or sends the sheet back with a reason":    {"Hanneke Dijkstra", "Answered questions", "Accepted project, or a sheet with its reason", "Project dashboard", "Hanneke Dijkstra", "", "Accounts, Finance"},
	"Accounts tells the clinic who comes and when":                      {"Chiara Bellandi", "Accepted project", "Clinic that knows its date to go live", "Mail", "Samuel Brandt", "Hanneke Dijkstra", "Service Desk"},

	"First engineer writes what was tried and what happened":                      {"Service Desk", "Open ticket", "Ticket with the story so far", "Ticket system", "Niamh Gallagher", "", ""},
	"First engineer calls the senior on duty and stays on the line":               {"Service Desk", "Ticket with the story so far", "Call with both engineers", "Phone system with a duty line", "Niamh Gallagher", "", ""},
	"Senior takes over in the same call, so that the clinic tells its story once": {"Niamh Gallagher", "Call with both engineers", "Ticket in the senior's hands", "Phone system with a duty line", "Niamh Gallagher", "", ""},
	"Senior solves it, or books a visit with the part named":                      {"Yusuf Haddad", "Ticket in the senior's hands", "Solved ticket, or a visit with its part", "Ticket system", "Priya Raman", "Field", "Accounts"},
	"First engineer writes the fix note":                                          {"Service Desk", "Solved ticket", "Fix note", "Ticket system", "Inês Carvalho", "Yusuf Haddad", ""},

	"Duty engineer reads new tickets every ten minutes":              {"Service Desk", "New ticket", "Ticket with a first look", "Ticket system with fix notes in search", "Priya Raman", "", ""},
	"Anything with a fix note is solved at once":                     {"Service Desk", "Ticket with a first look, fix note", "Solved ticket", "Ticket system with fix notes in search", "Priya Raman", "", ""},
	"What stops a clinic from working goes to the top, with a call":  {"Yusuf Haddad", "Ticket with a first look", "Urgent ticket, clinic called", "Phone system", "Priya Raman", "", "Amina Diallo"},
	"Everything else gets an engineer by skill and a time to answer": {"Yusuf Haddad", "Ticket with a first look", "Ticket with an engineer and a time", "Ticket system with fix notes in search", "Priya Raman", "Milica Petrović", ""},

	"Service desk marks the ticket for a visit and names the part":    {"Service Desk", "Ticket that needs a visit", "Ticket with its part", "Ticket system", "Priya Raman", "Ondřej Havelka", "Field"},
	"Visit planner offers the clinic two hours by phone":              {"Aroha Ngata", "Ticket with its part, opening hours", "Agreed hour", "Phone system", "Aroha Ngata", "", ""},
	"Visit planner enters the visit in the planner, and nowhere else": {"Aroha Ngata", "Agreed hour", "Visit with engineer, hour and part", "Visit planner", "Łukasz Nowak", "", "Service Desk"},
	"Clinic gets one message with the engineer's name":                {"Aroha Ngata", "Visit with engineer, hour and part", "Clinic that knows who comes", "Visit planner", "Łukasz Nowak", "", "Accounts"},

	"Each evening the day's tickets and visits are offered as hours": {"Jónas Birgisson", "Tickets and visits of the day", "Proposed hours", "Time sheet", "Jónas Birgisson", "", ""},
	"Everybody corrects and confirms them in two minutes":            {"everybody who writes hours", "Proposed hours", "Confirmed hours", "Time sheet", "Jónas Birgisson", "", ""},
	"Leads look at the gaps on Friday at noon":                       {"the leads of the teams", "Confirmed hours", "Hours by clinic and kind, complete", "Time sheet", "Zsófia Kertész", "", "Finance"},
}

// detail fills a step from the table, where its version has stood long enough to have its tools named.
func (l *loader) detail(s *models.ProcessStep, key string) {
	d, known := stepDetails[s.Title]
	if !known {
		return
	}
	person, team := l.named(d.who)
	if s.WhoPersonID, s.WhoTeamID = person, team; person == nil && team == nil {
		s.Who = d.who
	}
	s.Input, s.Output, s.Tool = d.input, d.output, d.tool
	if s.Who == "" {
		l.duty(s, key, models.Responsible, d.who)
	}
	l.duty(s, key, models.Accountable, d.accountable)
	l.duty(s, key, models.Consulted, d.consulted)
	l.duty(s, key, models.Informed, d.informed)
}

func (l *loader) duty(s *models.ProcessStep, key, duty, names string) {
	for i, name := range strings.Split(names, ", ") {
		if name == "" {
			continue
		}
		person, team := l.named(name)
		s.Duties = append(s.Duties, &models.StepDuty{
			Row:           models.Row{ID: id("step_duty", key+"/"+duty+"/"+name), Version: 1, CreatedAt: s.CreatedAt, UpdatedAt: s.UpdatedAt},
			ProcessStepID: s.ID, Duty: duty, Position: i + 1, PersonID: person, TeamID: team,
		})
	}
}

// named finds a person or a team of the example; neither for a role in words.
func (l *loader) named(name string) (person, team *string) {
	if p := l.People[name]; p != nil {
		return &p.ID, nil
	}
	if t := l.Teams[name]; t != nil {
		return nil, &t.ID
	}
	return nil, nil
}
