package models

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// owedAnswers are handoffs that this person has to answer as their receiver, or for a receiver whom they stand in for.
func (r *Read) owedAnswers(o *Owed) ([]*Duty, int, error) {
	answer, back, err := r.OwedHandoffs()
	o.back = back
	list := handoffDuties(answer, func(h *HandoffNow, d *Duty) {
		d.Answer = h
		if h.Giver != "" {
			d.Said = append(d.Said, "from "+h.Giver)
		}
		d.Said = append(d.Said, "due "+h.DueDay.Time().Format("Mon 2 Jan"))
		d.DueWord, d.Due, d.Late = "answer by", h.AnswerDay, h.Late
	})
	return list, len(answer), err
}

// owedBack are questions, other days and refusals that wait for this person, who handed the work over.
func (r *Read) owedBack(o *Owed) ([]*Duty, int, error) {
	list := handoffDuties(o.back, func(h *HandoffNow, d *Duty) { d.Said, d.State = append(d.Said, "from "+h.Receiver), h.State })
	return list, len(o.back), nil
}

func handoffDuties(rows []*HandoffNow, fill func(*HandoffNow, *Duty)) (list []*Duty) {
	for _, h := range rows[:min(len(rows), mostDuties)] {
		d := &Duty{Title: h.Work, Kind: "handoff", Ref: h.Ref}
		if h.Decision != nil {
			d.Said = append(d.Said, "For: "+h.Decision.Title)
		}
		if h.For != nil {
			d.Said = append(d.Said, "For "+h.For.Person+", until "+h.For.Until.Short()+" while they are away")
		}
		fill(h, d)
		list = append(list, d)
	}
	return list
}

func (r *Read) owedMentions(o *Owed) ([]*Duty, int, error) {
	rows, err := r.UnreadMentions()
	var list []*Duty
	for _, m := range rows {
		list = append(list, &Duty{Title: m.Words, Kind: "mention", Ref: m.TaskRef, Mention: m, Said: []string{m.TaskRef + " " + m.Title}})
		if m.By != "" {
			list[len(list)-1].Said = []string{m.By + " on " + m.TaskRef + " " + m.Title}
		}
	}
	return list, len(list), err
}

func (r *Read) owedReadings(o *Owed) ([]*Duty, int, error) {
	u, err := r.WeeklyUpdate()
	if err != nil {
		return nil, 0, err
	}
	o.Update = u
	var list []*Duty
	for _, row := range u.Rows {
		if !row.IsDue {
			continue
		}
		d := &Duty{Title: row.Name(), Kind: "outcome", Ref: row.Ref, Reading: row, Late: row.MeasureStale(), Said: []string{"Not measured yet"}}
		if row.Next.Valid() {
			d.Said, d.DueWord, d.Due = nil, "due", row.Next
		}
		list = append(list, d)
	}
	return list, u.Due, nil
}

// owedIssues are issues whose next action is this person's and has its day by the end of the week, and those that climbed to them.
func (r *Read) owedIssues(o *Owed) ([]*Duty, int, error) {
	rows, err := r.OwedIssues()
	var list []*Duty
	for _, i := range rows {
		climbed := i.EscalatedPersonID != nil && *i.EscalatedPersonID == r.Who.PersonID
		if !climbed && i.NextDay.After(o.Until) {
			continue
		}
		d := &Duty{Title: i.Title, Kind: "issue", Ref: i.Ref, DueWord: "next step by", Due: i.NextDay, Late: i.Overdue}
		if i.NextAction != "" {
			d.Said = append(d.Said, "Next: "+i.NextAction)
		}
		if climbed {
			d.Said = append(d.Said, "climbed to you from "+cmp.Or(i.Owner, "nobody"))
		}
		list = append(list, d)
	}
	return list, len(list), err
}

// owedStops are workflows that this person said to end by a day of this week or one that has passed (R12).
func (r *Read) owedStops(o *Owed) ([]*Duty, int, error) {
	mine := func() *gorm.DB {
		return r.DB().Model(&Workflow{}).Where("verdict_person_id = ? AND verdict = ? AND ended_day = '' AND verdict_day <> '' AND verdict_day <= ? AND removed_at IS NULL", r.Who.PersonID, Stop, string(o.Until))
	}
	var all int64
	if err := mine().Count(&all).Error; err != nil || all == 0 {
		return nil, 0, err
	}
	var rows []*Workflow
	err := mine().Order("verdict_day, created_at, id").Limit(mostDuties).Find(&rows).Error
	var list []*Duty
	for _, w := range rows {
		list = append(list, &Duty{Title: w.Name, Kind: "workflow", Ref: w.Ref, DueWord: "ends by", Due: w.VerdictDay, Late: w.VerdictDay.Before(o.Today)})
	}
	return list, int(all), err
}

func (r *Read) owedTexts(o *Owed) ([]*Duty, int, error) {
	pages, err := r.PagesToRead()
	if err != nil {
		return nil, 0, err
	}
	var list []*Duty
	for _, t := range pages {
		d := &Duty{Title: "Read the intent", Kind: "strategy", Page: t, Said: []string{"New wording since " + r.dayOf(t.CreatedAt).Short()}}
		if t.Team == nil {
			d.Said = append(d.Said, "“"+t.Content+"”")
		} else {
			d.Title, d.Kind, d.Ref = "Read what the strategy means for "+t.Team.Name, "team", t.Team.Ref
		}
		list = append(list, d)
	}
	rows, err := r.ToRead()
	for _, t := range rows {
		d := &Duty{Title: "Read " + t.Name(), Kind: "edition", Ref: t.Ref, Text: t, Said: []string{"Issued by " + t.IssuedName}}
		if t.Note != "" {
			d.Said = append(d.Said, "“"+t.Note+"”")
		}
		if t.Was != nil {
			d.Said = append(d.Said, "The wording is new since edition "+itoa(t.Was.N))
		}
		list = append(list, d)
	}
	return list, len(list), err
}

// owedApprovals are what runs ask this person to approve, and the versions of processes that wait for them.
func (r *Read) owedApprovals(o *Owed) ([]*Duty, int, error) {
	list, asked, err := r.owedQuestions(o)
	if err != nil {
		return nil, 0, err
	}
	rows, err := r.WaitingApprovals()
	for _, p := range rows[:min(len(rows), mostDuties)] {
		d := &Duty{Title: cmp.Or(p.Name, "Process without a name"), Kind: "process", Ref: p.Ref, Said: []string{"Process " + p.Ref + ", version " + itoa(p.Current.N)}}
		if p.Current.RequestedAt != nil {
			d.DueWord, d.Due = "waits since", r.dayOf(*p.Current.RequestedAt)
		}
		list = append(list, d)
	}
	return list, asked + len(rows), err
}

// owedDecisions are proposed decisions whose decider this person is.
func (r *Read) owedDecisions(o *Owed) ([]*Duty, int, error) {
	mine := func() *gorm.DB {
		return r.DB().Model(&Decision{}).Where("state = ? AND decider_person_id = ? AND removed_at IS NULL", DecisionProposed, r.Who.PersonID)
	}
	var all int64
	if err := mine().Count(&all).Error; err != nil || all == 0 {
		return nil, 0, err
	}
	var rows []*Decision
	if err := mine().Order("created_at, id").Limit(mostDuties).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	var by []*string
	for _, d := range rows {
		by = append(by, d.ProposedPersonID)
	}
	people, err := r.peopleByID(by...)
	var list []*Duty
	for _, d := range rows {
		duty := &Duty{Title: d.Title, Kind: "decision", Ref: d.Ref, DueWord: "waits since", Due: r.dayOf(d.CreatedAt)}
		if name := nameIn(people, d.ProposedPersonID); name != "" && *d.ProposedPersonID != r.Who.PersonID {
			duty.Said = []string{"from " + name}
		}
		list = append(list, duty)
	}
	return list, int(all), err
}

// owedSetup is what an administrator still has to do before everybody can work.
func (r *Read) owedSetup(o *Owed) ([]*Duty, int, error) {
	if !r.Who.Administrator {
		return nil, 0, nil
	}
	g, err := r.SetupGaps()
	if err != nil {
		return nil, 0, err
	}
	var list []*Duty
	add := func(is bool, kind, title, why string) {
		if is {
			list = append(list, &Duty{Title: title, Kind: kind, Said: []string{why}})
		}
	}
	some := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return itoa(n) + " " + many
	}
	add(g.NotConfirmed, "settings", "Confirm the company’s settings", "Name, time zone, working days and fiscal year came from an import.")
	add(g.NoExecutive, "people", "Nobody is an executive", "Only an executive can put a strategy in force.")
	add(g.NotInvitedCount > 0, "people", some(g.NotInvitedCount, "person has", "people have")+" no way to sign in yet", AndMore(namesOf(g.NotInvited, func(p *Person) string { return p.Name }), g.NotInvitedCount))
	add(g.NoAddress > 0, "people", some(g.NoAddress, "person has", "people have")+" no e-mail address", "Without one they cannot be invited.")
	add(g.NoLeadCount > 0, "teams", some(g.NoLeadCount, "team has", "teams have")+" no lead", AndMore(namesOf(g.NoLead, func(t *Team) string { return t.Name }), g.NoLeadCount))
	alignment := ""
	if r.Who.Aligns() {
		alignment = "alignment"
	}
	health, err := r.RuleHealth()
	if err != nil {
		return nil, 0, err
	}
	add(health.Count() > 0, "rule health", some(health.Count(), "thing keeps", "things keep")+" rules from their work", "Failed runs, work given up, paused and quiet rules, overdue waits.")
	add(g.NotInForce, alignment, "No strategy is in force", "An executive walks the six steps of the alignment and finishes it.")
	return list, len(list), nil
}

func namesOf[T any](list []T, name func(T) string) (names []string) {
	for _, one := range list {
		names = append(names, name(one))
	}
	return names
}

// AndMore lists names and counts those left out: "Ada, Ben and 12 more".
func AndMore(names []string, all int) string {
	text := strings.Join(names, ", ")
	if more := all - len(names); more > 0 {
		text += " and " + itoa(more) + " more"
	}
	return text
}

// committedTask leaves out tasks of initiatives that nobody has committed to.
const committedTask = "NOT EXISTS (SELECT 1 FROM initiatives WHERE initiatives.id = tasks.initiative_id AND initiatives.state = ?)"

// mostWeighed is how many tasks of one person are put in order by weight: those due first.
const mostWeighed = 200

// owedTasks are this person's tasks that are due by the end of the week, the heaviest first.
func (r *Read) owedTasks(o *Owed) ([]*Duty, int, error) {
	mine := func() *gorm.DB {
		return r.tasksOf(taskCircle{own: r.Who.PersonID}).Where("state IN ? AND due_day <> '' AND due_day <= ?", openStates, string(o.Until)).
			Where(committed, uncommitted).Where(committedTask, Candidate)
	}
	var all int64
	if err := mine().Count(&all).Error; err != nil || all == 0 {
		return nil, 0, err
	}
	var rows []*Task
	if err := mine().Order("due_day, created_at, id").Limit(mostWeighed).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, 0, err
	}
	weights, err := r.weighTasks(b, rows)
	if err != nil {
		return nil, 0, err
	}
	weights = weights[:min(len(weights), mostDuties)]
	first := make([]*Task, len(weights))
	for i, w := range weights {
		first[i] = rows[slices.IndexFunc(rows, func(t *Task) bool { return t.ID == w.ID })]
	}
	named, err := r.tasksNow(b, first)
	var list []*Duty
	for i, t := range named {
		list = append(list, &Duty{Title: t.Title, Kind: "task", Ref: t.Ref, DueWord: "due", Due: t.DueDay, Late: t.Overdue, Task: t, Weight: weights[i]})
		if t.State != TaskOpen {
			list[i].State = t.State
		}
	}
	return list, int(all), err
}
