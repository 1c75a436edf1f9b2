package demo

import (
	"time"

	"throughline/models"
	"throughline/models/day"
)

// past is a decision of the months before, whose handoffs are through. Ago is in working days.
type past struct {
	key, title, statement, team, decider, affects string
	ago                                           int
	handoffs                                      []passage
}

// passage is one handoff of such a decision: to whom, and how many working days each part of its way took.
type passage struct {
	to, work, measure        string // a team, whose lead got it
	given, seen, took, begun float64
	done                     float64
	due                      int
}

// months of handoffs: they were slow at first, and the Field team stayed so.
var months = []past{
	{"figures", "A review starts from figures that everybody has seen", "Who holds a review sends last month’s readings to all leads before it.", root, "Maja Holm", "O4", 61, []passage{
		{"Finance", "Keep the readings of the month on one page", "One page, sent before the review", 0.9, 0.7, 1.3, 1.0, 4.9, 10}}},
	{"falls", "We do not wait for the quarter when a figure falls", "An outcome that goes off track is explained within a week, with one proposal.", root, "Maja Holm", "O3", 58, []passage{
		{"Accounts", "Write down the three reasons why clinics leave", "Three reasons, each with a number", 1.1, 0.9, 1.4, 1.8, 6.2, 10}}},
	{"stuck", "Nobody stays blocked longer than a day unseen", "Who is blocked says so, and the lead looks at it within a day.", "Delivery", "Tom Okafor", "O2", 47, []passage{
		{"Accounts", "Say at once when a clinic or a carrier keeps a project waiting", "No wait is older than a day when delivery hears of it", 0.8, 0.7, 0.9, 1.1, 4.0, 8}}},
	{"rota", "One rota for all three shifts", "The desk, the field and the duty engineers are on one rota that everybody sees.", "Client Services", "Amina Diallo", "O1", 112, []passage{
		{"Service Desk", "Put the shifts of the desk on the rota", "No shift is planned twice", 3.2, 1.4, 2.9, 3.5, 9.2, 20},
		{"Field", "Put the tours of the field engineers on the rota", "No tour is planned on paper", 3.3, 2.6, 3.8, 6.1, 14.5, 20}}},
	{"renewals", "Renewals are spoken of ninety days before", "Every clinic is rung ninety days before its contract ends.", root, "Maja Holm", "O3", 103, []passage{
		{"Accounts", "Ring the clinics whose contract ends in spring", "Every clinic of the list was rung", 5.1, 0.9, 2.2, 2.0, 21.4, 15}}},
	{"keys", "Keys of clinics are kept in one place", "Nobody takes a clinic’s key home.", "Client Services", "Amina Diallo", "O1", 91, []passage{
		{"Field", "Bring all keys to the store and list them", "The list and the board agree", 2.1, 2.2, 2.4, 4.6, 7.5, 10},
		{"Service Desk", "Write the number of the key on each ticket that needs one", "No call about a key", 2.2, 0.7, 1.6, 1.1, 4.1, 10}}},
	{"kickoff", "Each project begins with one hour of questions", "Delivery asks before it plans.", root, "Maja Holm", "O2", 80, []passage{
		{"Delivery", "Write the ten questions of the first hour", "They fit one page", 2.4, 0.8, 1.9, 1.2, 6.3, 12},
		{"Accounts", "Bring the clinic’s own answers to the first hour", "No answer is missing in three projects", 2.4, 1.2, 1.5, 2.4, 12.8, 12}}},
	{"spares", "Spare printers stand in each region", "Three spare printers stand where they are needed.", "Client Services", "Amina Diallo", "O1", 66, []passage{
		{"Field", "Bring three printers to each of the two regions", "A printer is swapped within a day", 1.2, 1.8, 2.7, 3.9, 8.8, 10}}},
	{"hours", "Hours are written down on the day itself", "Nobody writes hours of last week on a Monday.", root, "Maja Holm", "O5", 54, []passage{
		{"Delivery", "Write the hours of the project teams each evening", "Nine days of ten are written on the day", 1.6, 0.6, 1.1, 0.7, 5.2, 10},
		{"Service Desk", "Write the hours of the desk at the end of the shift", "Nine days of ten are written on the day", 1.6, 0.4, 0.8, 0.9, 4.4, 10}}},
	{"letters", "One letter tells a clinic who looks after it", "Every clinic knows one name and one number.", "Client Services", "Amina Diallo", "O3", 41, []passage{
		{"Service Desk", "Write the letter and send it to the first forty", "Forty letters are sent", 0.8, 0.3, 0.7, 0.6, 5.1, 8},
		{"Field", "Hand the letter over on the next visit", "Every visit of two weeks", 0.8, 1.1, 1.9, 2.2, 9.6, 8}}},
	{"checks", "A project ends with a check by somebody else", "Nobody signs off their own project.", "Delivery", "Tom Okafor", "O2", 25, []passage{
		{"Accounts", "Name who checks each project of this quarter", "Every project has a name", 0.6, 0.5, 0.8, 0.8, 3.2, 8}}},
}

// loadHistory writes the decisions of the months before with their handoffs, all done, as they happened.
func (l *loader) loadHistory() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	var decisions []*models.Decision
	var tasks []*models.Task
	var handoffs []*models.Handoff
	var said []*models.HandoffAnswer
	var links []*models.DecisionLink
	var serves []*models.TaskOutcome
	for _, p := range months {
		on := l.work(-p.ago)
		at := l.at(on, 9)
		d := &models.Decision{Row: rowAt("decision", p.key, at), Title: p.title, Statement: p.statement, State: models.DecisionAccepted, DeciderPersonID: l.person(p.decider),
			ProposedPersonID: l.person(p.decider), AcceptedPersonID: l.person(p.decider), AcceptedAt: &at, DecidedDay: on}
		if p.team != root {
			d.TeamID = l.team(p.team)
		}
		outcome := l.Outcomes[p.affects].ID
		decisions = append(decisions, d)
		links = append(links, &models.DecisionLink{Row: rowAt("decision link", p.key, at), DecisionID: d.ID, EntityType: "outcome", EntityID: outcome})
		for _, h := range p.handoffs {
			key := p.key + " " + h.to
			t, given := l.through(p, d, h, rowAt("handoff", key, l.later(at, h.given)))
			t.Row = rowAt("handoff task", key, given.CreatedAt)
			given.TaskID = t.ID
			tasks, handoffs = append(tasks, t), append(handoffs, given)
			serves = append(serves, &models.TaskOutcome{Row: rowAt("handoff task outcome", key, given.CreatedAt), TaskID: t.ID, OutcomeID: outcome})
			said = append(said, &models.HandoffAnswer{Row: rowAt("handoff answer", key, *given.AcknowledgedAt), HandoffID: given.ID, PersonID: &given.ReceiverPersonID,
				ByName: leadOf(h.to), Kind: models.SayAcknowledge})
		}
	}
	for _, write := range []func() error{
		func() error { return models.InsertAll(l.tx, decisions) }, func() error { return models.InsertAll(l.tx, links) }, func() error { return models.InsertAll(l.tx, tasks) },
		func() error { return models.InsertAll(l.tx, serves) }, func() error { return models.InsertAll(l.tx, handoffs) }, func() error { return models.InsertAll(l.tx, said) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	for _, d := range decisions {
		l.tx.Now = *d.AcceptedAt
		if err := l.tx.Emit(models.DecisionTaken, d, nil, d); err != nil {
			return err
		}
	}
	return nil
}

// through is one handoff that is done, with its task.
func (l *loader) through(p past, d *models.Decision, h passage, row models.Row) (*models.Task, *models.Handoff) {
	seen := l.later(row.CreatedAt, h.seen)
	taken := l.later(seen, h.took)
	begun := l.later(taken, h.begun)
	ended := l.later(begun, h.done)
	on := day.Of(row.CreatedAt, l.cal.Zone)
	given := &models.Handoff{Row: row, DecisionID: d.ID, GiverPersonID: d.DeciderPersonID, ReceiverPersonID: *l.person(leadOf(h.to)), LeadOfTeamID: l.team(h.to), TeamID: l.team(h.to),
		Work: h.work, Measure: h.measure, State: models.HandoffFinished, Turn: 1, AnswerDay: l.cal.AddWorkingDays(on, 2), DueDay: l.cal.AddWorkingDays(on, h.due),
		DeliveredAt: &seen, AcknowledgedAt: &taken, StartedAt: &begun, DoneAt: &ended}
	task := &models.Task{Title: h.work, State: models.TaskFinished, TeamID: given.TeamID, OwnerPersonID: &given.ReceiverPersonID, DueDay: given.DueDay, CreatedDay: on,
		DoneDay: day.Of(ended, l.cal.Zone), DonePersonID: &given.ReceiverPersonID}
	return task, given
}

// later is so many working days after an instant; the rest of a day falls into its working hours.
func (l *loader) later(from time.Time, days float64) time.Time {
	local := from.In(l.cal.Zone)
	hour := float64(local.Hour()-9)/8 + float64(local.Minute())/480 + days
	whole := int(hour)
	on := day.Of(from, l.cal.Zone)
	if whole > 0 {
		on = l.cal.AddWorkingDays(on, whole)
	}
	return l.at(on, 9).Add(time.Duration((hour - float64(whole)) * 8 * float64(time.Hour))).Truncate(time.Minute)
}

func rowAt(kind, name string, at time.Time) models.Row {
	return models.Row{ID: id(kind, name), Version: 1, CreatedAt: at, UpdatedAt: at}
}
