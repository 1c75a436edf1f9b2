package demo

// before is how a workflow is done until its redesign counts: what the audit found.
type before struct{ inputs, outputs, steps, technology string }

// befores of the workflows to redesign, so that each process can be read beside what it takes the place of.
var befores = map[string]before{
	"Ticket triage": {"New ticket", "Ticket with an engineer", "Everybody looks at the list when there is time\n" +
		"Whoever opens a ticket first keeps it\nTickets nobody opened are dealt out at 16:00", "Ticket system, sorted by arrival"},
	"Escalation to a senior engineer": {"Open ticket", "Solved ticket, or a visit", "First engineer asks in the chat who is free\n" +
		"Senior calls the clinic back within the day\nThe clinic tells what happened once more\nSenior solves it, or asks for a visit", "Chat, mobile phones"},
	"On-site visit booking": {"Ticket that needs a visit", "Visit in two calendars", "Service desk writes a mail to the field team\n" +
		"Whoever reads it first calls the clinic\nThe visit goes into the mail calendar\nThe planner copies it on the next morning", "Mail calendar, visit planner"},
	"Sales to delivery handoff": {"Signed contract", "Project folder", "Accounts writes a mail to delivery\n" +
		"Delivery lead looks for a project manager\nProject manager asks accounts what was sold", "Shared mailbox"},
	"Time sheets and reminders": {"Memory of the week", "Hours by clinic, about a third of them late", "Everybody fills in the week on Friday\n" +
		"Finance reminds those who are late on Monday\nFinance reminds them again on Wednesday, and asks their lead", "Spreadsheet, mail"},
}
