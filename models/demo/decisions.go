package demo

import (
	"errors"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/day"
)

// decision is one decision of the example: who decided it for which team, how many working days ago it was accepted, and what it affects.
type decision struct {
	key, title, statement, context, weighed string
	team, decider                           string
	ago                                     int
	affects                                 string // outcomes "O1", goals "G1", objectives "B1"
	supersedes, reversed                    string // the key of another; why it was reversed
	proposed                                string // who proposed it, while it is not accepted
	handoffs                                []handoff
}

// handoff is one handoff of a decision: to a person, or to the lead of a team, with what was said about it.
type handoff struct {
	to, toTeam    string
	work, measure string
	ago, due      int // working days: since it was given, and from then on until it is due
	said          []said
}

// said is one thing that happened to a handoff, some hours after it was given. Do is an answer, or seen, start, finish.
type said struct {
	hours int
	do    string
	words string
	day   int // working days from today, of another date
}

const (
	seen   = "seen"
	start  = "start"
	finish = "finish"
)

// decisions of the example. Their handoffs stand in every state; two decisions have none that lives.
var decisions = []decision{
	{key: "parts", title: "Field engineers keep a parts list of their own", team: "Field", decider: "Łukasz Nowak", ago: 40, affects: "O1",
		statement: "Each field engineer keeps the list of the parts in the van and orders alone.",
		context:   "Orders through the store took a week.", reversed: "Two vans ran out of label printers while the store had forty."},
	{key: "same day", title: "A signed contract reaches delivery the same day", team: root, decider: "Maja Holm", ago: 30, affects: "O2 G2 B1",
		statement: "Whoever gets a signed contract sends it with the handoff sheet before the end of that day. Delivery names a project manager on the next morning.",
		context:   "Contracts waited 52 hours on average until delivery heard of them.", weighed: "A shared mailbox was tried in spring and nobody owned it. Hiring a coordinator costs a salary and adds a stop.",
		handoffs: []handoff{
			{toTeam: "Delivery", work: "Name the project manager on the morning after signature", measure: "No contract waits longer than one day", ago: 29, due: 12,
				said: []said{{2, seen, "", 0}, {5, models.SayAcknowledge, "", 0}, {26, start, "", 0}, {190, finish, "", 0}}},
			{toTeam: "Accounts", work: "Send the sheet with every signed contract", measure: "Sheets that come with all fields filled", ago: 29, due: 40,
				said: []said{{20, seen, "", 0}, {22, models.SayAsk, "Does this hold for renewals too, or for new clinics only?", 0},
					{28, models.SayAnswer, "For new clinics only. Renewals change nothing for delivery.", 0}, {30, models.SayAcknowledge, "", 0}, {75, start, "", 0}}},
		}},
	{key: "slides", title: "Each project writes one slide a week", team: "Delivery", decider: "Tom Okafor", ago: 60, affects: "B11",
		statement: "Each project manager writes one slide by Thursday noon."},
	{key: "dashboard", title: "Project state is read from the dashboard", team: "Delivery", decider: "Tom Okafor", ago: 9, affects: "G6 B11", supersedes: "slides",
		statement: "Nobody writes slides any more. The meeting on Thursday opens the dashboard.",
		context:   "Eighteen hours a week went into slides that nobody read twice.",
		handoffs: []handoff{{to: "Hanneke Dijkstra", work: "Teach the dashboard to the accounts team", measure: "Accounts ask for no slide in two weeks", ago: 8, due: 10,
			said: []said{{4, seen, "", 0}, {30, models.SayCancel, "Accounts learnt it by themselves.", 0}}}}},
	{key: "duty", title: "Every ticket gets its first look from one duty engineer", team: "Client Services", decider: "Amina Diallo", ago: 12, affects: "O1 G1 B5",
		statement: "One duty engineer on each shift looks at every new ticket within ten minutes and says who takes it.",
		context:   "Two people opened the same ticket one time in six.", weighed: "Sorting by a program misses the clinics that write badly. Two engineers at once cost 20 hours a week.",
		handoffs: []handoff{
			{toTeam: "Service Desk", work: "Put one duty engineer on each shift", measure: "First look within 10 minutes on nine tickets of ten", ago: 11, due: 30,
				said: []said{{3, seen, "", 0}, {24, models.SayAcknowledge, "", 0}}},
			{toTeam: "Field", work: "Take the duty engineer’s call within five minutes", measure: "Calls taken within five minutes", ago: 4, due: 8,
				said: []said{{6, seen, "", 0}, {8, models.SayDate, "Two of us are on the road until the planner is in use.", 12}}},
		}},
	{key: "tenders", title: "No new tender outside health care this year", team: root, decider: "Maja Holm", ago: 6, affects: "O3 O5",
		statement: "We finish what we promised and answer no new tender outside health care until the end of the year.",
		context:   "Two people spend every Friday on tenders that we won one time in nine.", weighed: "Answering only small ones was weighed. It keeps the people bound all the same.",
		handoffs: []handoff{
			{to: "Pádraig Ó Floinn", work: "Tell the five open tenders that we withdraw", measure: "Five letters are sent", ago: 5, due: 6,
				said: []said{{20, seen, "", 0}, {21, models.SayDecline, "Two of them are signed already; somebody above me has to speak to those.", 0}}},
			{to: "Élodie Marchais", work: "Give each of the five a partner who can answer", measure: "Five introductions are made", ago: 5, due: 15},
		}},
	{key: "notes", title: "Fix notes come before new tools", team: "Client Services", decider: "Amina Diallo", ago: 3, affects: "O1 G1 B3",
		statement: "Until the 20 most repeated tickets have a fix note, no new tool is tried on the desk.",
		handoffs: []handoff{
			{toTeam: "Service Desk", work: "Free two hours a week of each senior for fix notes", measure: "Four notes a week", ago: 1, due: 10, said: []said{{5, seen, "", 0}}},
			{to: "Rasmus Kivi", work: "Count weekly which tickets came back", measure: "The list is there on Monday at nine", ago: 2, due: 9,
				said: []said{{4, seen, "", 0}, {5, models.SayAsk, "By clinic or by cause? By cause needs a new field on the ticket.", 0}}},
		}},
	{key: "agenda", title: "Every renewal call follows one agenda", team: "Accounts", decider: "Samuel Brandt", ago: 2, affects: "O3 G3 B12",
		statement: "Every renewal call goes through the same six questions, and the answers are kept with the clinic."},
	{key: "callback", title: "The callback list is sorted by clinic", team: "Service Desk", decider: "Priya Raman", ago: 20, affects: "O1 B2",
		statement: "Who calls back sees all open calls of a clinic together, and rings once.", context: "Some clinics were rung three times in one morning.",
		handoffs: []handoff{{to: "Takumi Hayashida", work: "Show the whole desk how the sorted list is read", measure: "Nobody rings a clinic twice in a morning", ago: 19, due: 8,
			said: []said{{3, seen, "", 0}, {4, models.SayAcknowledge, "", 0}, {25, start, "", 0}, {72, finish, "", 0}}}}},
	{key: "winter", title: "Phones are answered until 19:00 in winter", team: "Service Desk", decider: "Amina Diallo", affects: "O1", proposed: "Priya Raman",
		statement: "From November to February the desk answers until 19:00 on working days.", context: "One call in twelve comes after 18:00 in these months.",
		weighed: "A recorded message was weighed; clinics call the field engineers instead."},
}

// loadDecisions records the decisions of the example as they were taken, in the name of those who took them.
func (l *loader) loadDecisions() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	made := map[string]*models.Decision{}
	for _, d := range decisions {
		at := l.at(l.work(-d.ago), 9)
		if d.proposed != "" {
			at = l.at(l.work(-1), 9)
		}
		one := &models.Decision{Row: models.Row{ID: id("decision", d.key)}, Title: d.title, Statement: d.statement, Context: d.context, Weighed: d.weighed,
			DeciderPersonID: l.person(d.decider), DecidedDay: day.Of(at, l.cal.Zone)}
		if d.team != root {
			one.TeamID = l.team(d.team)
		}
		if before := made[d.supersedes]; before != nil {
			one.SupersedesDecisionID = &before.ID
		}
		one.Affects = l.affected(d.affects)
		made[d.key] = one
		if err := l.decide(d, one, at, now); err != nil {
			return err
		}
	}
	return nil
}

// decide records one decision, accepts it, hands it over and reverses it, as far as the example goes.
func (l *loader) decide(d decision, one *models.Decision, at, now time.Time) error {
	by := d.decider
	if d.proposed != "" {
		by = d.proposed
	}
	if err := l.act(by, at, now, func() error { return l.tx.AddDecision(one) }); err != nil || d.proposed != "" {
		return err
	}
	if err := l.act(d.decider, at.Add(time.Hour), now, func() error { return l.tx.AcceptDecision(one) }); err != nil {
		return err
	}
	for _, h := range d.handoffs {
		if err := l.hand(d, one, h, now); err != nil {
			return err
		}
	}
	if d.reversed == "" {
		return nil
	}
	return l.act(d.decider, at.AddDate(0, 0, 24), now, func() error { return l.tx.ReverseDecision(one, models.Reversal{Reason: d.reversed}) })
}

// hand gives one handoff and lets happen what happened to it.
func (l *loader) hand(d decision, one *models.Decision, h handoff, now time.Time) error {
	at := l.at(l.work(-h.ago), 11)
	entry := &models.HandoffEntry{Work: h.work, Measure: h.measure, Due: h.due, Answer: 2}
	if entry.Receiver = "team:"; h.toTeam != "" {
		entry.Receiver += *l.team(h.toTeam)
	} else {
		entry.Receiver = "person:" + *l.person(h.to)
	}
	var given *models.Handoff
	if err := l.act(d.decider, at, now, func() (err error) { given, err = l.tx.HandOff(one, entry); return err }); err != nil {
		return err
	}
	to := h.to
	if to == "" {
		to = leadOf(h.toTeam)
	}
	for _, s := range h.said {
		by := to
		if s.do == models.SayAnswer || s.do == models.SayCancel {
			by = d.decider
		}
		when := at.Add(time.Duration(s.hours) * time.Hour)
		if err := l.silence(given, when, now); err != nil {
			return err
		}
		if err := l.act(by, when, now, func() error { return l.happen(one, given.Ref, s) }); err != nil {
			return err
		}
	}
	return l.silence(given, now, now)
}

// happen is one thing that happens to a handoff.
func (l *loader) happen(one *models.Decision, ref string, s said) error {
	h, err := l.tx.HandoffByRef(ref)
	if err != nil || s.do == seen {
		return errors.Join(err, l.tx.DeliverHandoffs())
	}
	if s.do == start || s.do == finish {
		task := &models.Task{}
		if err := l.tx.DB().Where("id = ?", h.TaskID).First(task).Error; err != nil {
			return err
		}
		if s.do == finish {
			return l.tx.CloseTask(task)
		}
		return l.tx.MoveTask(task, models.TaskInProgress, "")
	}
	reply := models.HandoffReply{Do: s.do, Words: s.words}
	if s.day > 0 {
		reply.Day = l.work(s.day)
	}
	return l.tx.AnswerHandoff(h, one, reply)
}

// act does something in somebody's name at an instant, which is never later than the loading.
func (l *loader) act(name string, at, now time.Time, do func() error) (err error) {
	if l.tx.Who, err = l.tx.WhoIs(l.People[name]); err != nil {
		return err
	}
	if l.tx.Now = at.UTC(); l.tx.Now.After(now) {
		l.tx.Now = now
	}
	return do()
}

// affected finds what a decision affects by the references of the tables here.
func (l *loader) affected(refs string) (list []*models.Affected) {
	for _, ref := range strings.Fields(refs) {
		switch {
		case l.Outcomes[ref] != nil:
			list = append(list, &models.Affected{Type: "outcome", ID: l.Outcomes[ref].ID})
		case l.Goals[ref] != nil:
			list = append(list, &models.Affected{Type: "goal", ID: l.Goals[ref].ID})
		default:
			list = append(list, &models.Affected{Type: "objective", ID: l.Objectives[ref].ID})
		}
	}
	return list
}
