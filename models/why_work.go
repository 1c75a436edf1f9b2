package models

import (
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// mostWhyDecisions and mostWhyHandoffs bound what is looked at for one outcome, the newest first.
const (
	mostWhyDecisions = 500
	mostWhyHandoffs  = 2000
)

// whyHandoffs reads the decisions about an outcome, and how their handoffs went.
func (r *Read) whyHandoffs(o *Outcome, f *WhyFacts, c *Company) error {
	aims, err := r.aims(o)
	if err != nil {
		return err
	}
	about := r.DB().Model(&DecisionLink{}).Select("decision_id").Where("entity_id IN ?", aims)
	var decisions []*Decision
	if err := f.between(r.DB(), "accepted_at", c).Where("removed_at IS NULL AND id IN (?)", about).Order("accepted_at DESC, id").Limit(mostWhyDecisions).Find(&decisions).Error; err != nil {
		return err
	}
	if f.Decisions = len(decisions); f.Decisions == 0 {
		return nil
	}
	ids := make([]string, len(decisions))
	for i, d := range decisions {
		ids[i] = d.ID
	}
	var list []*Passage
	err = r.DB().Model(&Handoff{}).Joins("JOIN decisions d ON d.id = handoffs.decision_id").Where("handoffs.decision_id IN ?", ids).Select(passageColumns).
		Order("handoffs.created_at DESC, handoffs.id DESC").Limit(mostWhyHandoffs).Scan(&list).Error
	if err != nil {
		return err
	}
	handed := map[string]bool{}
	for _, p := range list {
		handed[p.DecisionID] = true
	}
	for _, d := range decisions {
		if !handed[d.ID] {
			f.Unhanded.add(WhyItem{Kind: "decision", Ref: d.Ref, Says: d.Title, Day: day.Of(*d.AcceptedAt, c.Calendar().Zone)})
		}
	}
	f.passed(list, c.latencyClock(list, r.Now))
	return nil
}

// passed counts how some handoffs kept their days.
func (f *WhyFacts) passed(list []*Passage, clock *LatencyClock) {
	for _, p := range list {
		kept, told := p.kept(PromiseAnswer, clock)
		if declined := p.State == HandoffDeclined; told || declined {
			if f.Answers++; declined || !kept {
				f.LateAnswer.add(WhyItem{Kind: "handoff", Ref: p.Ref, Says: "Handoff " + p.Ref + " " + sayAnswer(declined), Day: p.AnswerDay})
			}
		}
		if kept, told = p.kept(PromiseDone, clock); told {
			if f.Dues++; !kept {
				f.LateWork.add(WhyItem{Kind: "handoff", Ref: p.Ref, Says: "Handoff " + p.Ref + " was not done by its day", Day: p.DueDay})
			}
		}
	}
	spread := SpreadOf(list, StageOf(UsualStage), clock)
	f.Median = spread.Median()
	for _, h := range spread.Measured {
		if h.Days > float64(max(f.AnswerDays, 1)) {
			f.Slow.add(WhyItem{Kind: "handoff", Ref: h.Ref, Says: "Handoff " + h.Ref + " was answered after " + workingDays(h.Days), Day: h.AnswerDay})
		}
	}
}

func sayAnswer(declined bool) string {
	if declined {
		return "was declined"
	}
	return "was not acknowledged by its day"
}

// whyTasks counts the tasks that serve an outcome, and those of its team that serve nothing.
func (r *Read) whyTasks(o *Outcome, f *WhyFacts, c *Company) error {
	serves, err := r.serving(o.Ref)
	if err != nil {
		return err
	}
	due := func() *gorm.DB {
		return serves(r.DB().Model(&Task{})).Where("removed_at IS NULL AND state <> ? AND due_day >= ? AND due_day <= ?", TaskCancelled, string(f.From), string(f.To))
	}
	all, late := int64(0), due().Where("(state = ? AND done_day > due_day) OR (state IN ? AND due_day < ?)", TaskFinished, openStates, string(r.Today()))
	if err := due().Count(&all).Error; err != nil {
		return err
	}
	f.Tasks = int(all)
	if f.LateTasks, err = whyTaskList(late, "due_day"); err != nil || o.OwnerTeamID == nil {
		return err
	}
	made := func() *gorm.DB {
		// What was brought in says itself when it was begun and done; that it came in now is no work of this time.
		return f.between(r.DB().Model(&Task{}), "created_at", c).Where("removed_at IS NULL AND team_id = ?", *o.OwnerTeamID).
			Where("(created_day = '' OR created_day >= ?) AND (done_day = '' OR done_day >= ?)", string(f.From), string(f.From))
	}
	if err := made().Count(&all).Error; err != nil {
		return err
	}
	f.TeamTasks = int(all)
	f.Unasked, err = whyTaskList(r.threadless(made()), "created_day")
	return err
}

// whyTaskList counts tasks and keeps the first of them, by one of their days.
func whyTaskList(q *gorm.DB, by string) (l WhyList, err error) {
	var rows []*Task
	var all int64
	q = q.Session(&gorm.Session{})
	if err := q.Count(&all).Error; err != nil {
		return l, err
	}
	if err := q.Order(clause.OrderByColumn{Column: clause.Column{Name: by}}).Order("id").Limit(mostWhyItems).Find(&rows).Error; err != nil {
		return l, err
	}
	for _, t := range rows {
		on := t.CreatedDay
		if by == "due_day" {
			on = t.DueDay
		}
		l.add(WhyItem{Kind: "task", Ref: t.Ref, Says: t.Title, Day: on})
	}
	l.N = int(all)
	return l, nil
}

// whyRuns reads the runs of rules about an outcome or its metrics that went wrong.
func (r *Read) whyRuns(o *Outcome, f *WhyFacts, c *Company) error {
	about := append(metricsOf(o), o.ID)
	var all int64
	if err := f.between(r.DB().Model(&Run{}), "created_at", c).Where("entity_id IN ? AND state <> ?", about, RunSkipped).Count(&all).Error; err != nil {
		return err
	}
	f.Runs = int(all)
	bad, err := found[*Run](f.between(r.DB(), "created_at", c).Where("entity_id IN ? AND (state IN ? OR breached_at IS NOT NULL)", about, []string{RunFailed, RunBlocked}).Order("created_at, id"))
	for _, run := range bad {
		says := "Run " + run.Ref + " failed"
		switch {
		case run.State == RunBlocked:
			says = "Run " + run.Ref + " was held back by a guard against loops"
		case run.State != RunFailed:
			says = "Run " + run.Ref + " brought work later than promised"
		}
		f.BadRuns.add(WhyItem{Kind: "run", Ref: run.Ref, Says: says, Day: c.Calendar().Today(run.CreatedAt)})
	}
	return err
}

// whyDates reads the dates of the strategy's rhythm in the period.
func (r *Read) whyDates(o *Outcome, f *WhyFacts, _ *Company) error {
	if o.StrategyID == nil {
		return nil
	}
	list, err := found[*Review](r.DB().Where("strategy_id = ? AND clock IN ? AND removed_at IS NULL AND day >= ? AND day <= ?", *o.StrategyID,
		[]string{ClockPulse, ClockStrategy, ClockOperations}, string(f.From), string(f.To)).Order("day, id"))
	if err != nil || len(list) == 0 {
		return err
	}
	stands, err := r.Standings(*o.StrategyID)
	if err != nil {
		return err
	}
	for _, v := range list {
		state := stands.Of(v)
		if state == Scheduled { // today's, which can still be held
			continue
		}
		at, missed := &f.Reviews, &f.Unheld
		if v.Clock == ClockPulse {
			at, missed = &f.Pulses, &f.Skipped
		}
		if *at++; slices.Contains([]string{Missed, Overdue, Skipped}, state) {
			missed.add(WhyItem{Kind: "review", Ref: v.Ref, Says: v.Name() + ", " + state, Day: v.Day})
		}
	}
	return nil
}
