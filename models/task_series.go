package models

import (
	"slices"

	"throughline/models/day"
)

// States of a series.
const (
	SeriesActive = "active"
	SeriesEnded  = "ended" // by somebody, or because its rule has no further day
)

// TaskSeries is a task that comes again. The next one is made as soon as the former is done or cancelled, at the latest on its own day; of
// days that passed without anybody looking only the latest is made. What it serves and its checklist are taken from the former one, what
// it says and who does it from here: so one task can be changed alone.
type TaskSeries struct {
	Row
	Rule          string  // an RRULE, see Repeat
	StartDay      day.Day // where the rule counts from: the day of the first task
	Title         string
	Description   string
	TeamID        *string
	OwnerPersonID *string
	State         string
	Made          int     // how many tasks it has had
	LastDay       day.Day // of the newest one
	NextDay       day.Day // of the one to be made next; none when there is none
}

// TableName is the table of series.
func (TaskSeries) TableName() string { return "task_series" }

// Repeat is the rule by which it comes again.
func (s *TaskSeries) Repeat() (Repeat, error) { return ReadRepeat(s.Rule) }

// seriesByID finds one series.
func (r *Read) seriesByID(id string) (*TaskSeries, error) {
	return one("This repeating task", func() ([]*TaskSeries, error) { return found[*TaskSeries](r.DB().Where("id = ?", id)) })
}

// SeriesNow is the series of a task as its page shows it.
type SeriesNow struct {
	*TaskSeries
	Repeat Repeat
	Words  string
	Coming []day.Day // the next days, at most three
	Newest bool      // the task is the newest of the series
}

// SeriesOf gives the series that a task belongs to; nil for a task that does not repeat.
func (r *Read) SeriesOf(t *Task) (*SeriesNow, error) {
	if t.TaskSeriesID == nil {
		return nil, nil
	}
	s, err := r.seriesByID(*t.TaskSeriesID)
	if err != nil {
		return nil, err
	}
	now := &SeriesNow{TaskSeries: s, Newest: t.SeriesDay == s.LastDay}
	if now.Repeat, err = s.Repeat(); err != nil {
		return nil, err
	}
	now.Words = now.Repeat.Words(s.StartDay)
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	for at := s.NextDay; s.State == SeriesActive && at.Valid() && len(now.Coming) < 3 && (now.Repeat.Times == 0 || s.Made+len(now.Coming) < now.Repeat.Times); {
		now.Coming = append(now.Coming, at)
		if at, err = now.Repeat.After(s.StartDay, at, c.Calendar()); err != nil {
			return nil, err
		}
	}
	return now, nil
}

// oldestRepeat is how many days back the day of a task may lie that is to repeat: a rule counts from it.
const oldestRepeat = 366

// RepeatTask lets a task come again, or changes by which rule it does, from its own day on.
func (tx *Tx) RepeatTask(t *Task, p Repeat) error {
	if err := tx.Who.Must(ChangeTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	if err := tx.judgeRepeat(t, p); err != nil {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	next, err := p.After(t.DueDay, t.DueDay, c.Calendar())
	if err != nil {
		return err
	}
	if next == "" {
		return AgainstRuleAt("until", "No day comes between "+t.DueDay.Long()+" and the end. Give a later end.")
	}
	if t.TaskSeriesID == nil {
		s := &TaskSeries{Rule: p.Rule(), StartDay: t.DueDay, State: SeriesActive, Made: 1, LastDay: t.DueDay, NextDay: next}
		s.take(t)
		if err := tx.Insert(s); err != nil {
			return err
		}
		before := *t
		t.TaskSeriesID, t.SeriesDay = &s.ID, t.DueDay
		if err := tx.Save(t); err != nil {
			return err
		}
		if err := tx.Emit(SeriesBegun, s, nil, s); err != nil {
			return err
		}
		return tx.Emit(TaskChanged, t, &before, t)
	}
	s, err := tx.seriesByID(*t.TaskSeriesID)
	if err != nil {
		return err
	}
	if t.SeriesDay != s.LastDay {
		return AgainstRule("A newer one of this task is there already. Change the rule on that one.")
	}
	if p.Times > 0 && p.Times <= s.Made {
		return AgainstRuleAt("times", "It has come "+itoa(s.Made)+" times already. Give a larger number, or nothing for no end.")
	}
	before := *s
	s.Rule, s.State = p.Rule(), SeriesActive
	if s.StartDay = t.DueDay; !next.After(s.LastDay) {
		if next, err = p.After(t.DueDay, s.LastDay, c.Calendar()); err != nil {
			return err
		}
	}
	s.NextDay = next
	return tx.saveSeries(SeriesChanged, &before, s)
}

// take writes on a series what its tasks say.
func (s *TaskSeries) take(t *Task) {
	s.Title, s.Description, s.TeamID, s.OwnerPersonID = t.Title, t.Description, t.TeamID, t.OwnerPersonID
}

// judgeRepeat says why a task cannot come again by a rule.
func (tx *Tx) judgeRepeat(t *Task, p Repeat) error {
	switch {
	case !t.DueDay.Valid():
		return AgainstRule("Give it a day first: the rule counts from the day it is due.")
	case t.DueDay.Before(tx.Today().Add(-oldestRepeat)):
		return AgainstRule("Its day lies more than a year back. Give it a new day first: the rule counts from the day it is due.")
	case !slices.Contains([]string{EveryDay, EveryWeek, EveryMonth}, p.Unit):
		return AgainstRuleAt("unit", "Choose days, weeks or months.")
	case p.Every < 1 || p.Every > 99:
		return AgainstRuleAt("every", "Give a number from 1 to 99.")
	case p.Unit == EveryWeek && len(p.Weekdays) == 0:
		return AgainstRuleAt("weekdays", "Choose at least one day of the week.")
	case p.Times != 0 && (p.Times < 2 || p.Times > 1000):
		return AgainstRuleAt("times", "Give a number from 2 to 1,000, or nothing for no end.")
	case p.Until.Valid() && !p.Until.After(t.DueDay):
		return AgainstRuleAt("until", "Give a day after "+t.DueDay.Long()+", on which it is due.")
	case p.Until.Valid() && p.Until.After(tx.Today().AddMonths(120)):
		return AgainstRuleAt("until", "Give a day within ten years, or none for no end.")
	}
	return nil
}

// EndSeries lets no further task come. The one that is there stays.
func (tx *Tx) EndSeries(t *Task) error {
	return tx.changeSeries(t, SeriesOver, func(s *TaskSeries) error { s.State = SeriesEnded; return nil })
}

// ResumeSeries takes that back: the next one comes on the first day of the rule from today on.
func (tx *Tx) ResumeSeries(t *Task) error {
	return tx.changeSeries(t, SeriesResumed, func(s *TaskSeries) error {
		c, err := tx.Company()
		if err != nil {
			return err
		}
		p, err := s.Repeat()
		if err != nil {
			return err
		}
		after := max(s.LastDay, tx.Today().Add(-1))
		if s.NextDay, err = p.After(s.StartDay, after, c.Calendar()); err != nil {
			return err
		}
		if s.NextDay == "" || p.Times > 0 && s.Made >= p.Times {
			return AgainstRule("Its rule has no further day. Change the rule instead.")
		}
		s.State = SeriesActive
		return nil
	})
}

// SkipTask cancels this one of a series alone; the next one comes.
func (tx *Tx) SkipTask(t *Task) error {
	if t.TaskSeriesID == nil || t.Over() {
		return AgainstRule("This task does not repeat, or it is over already.")
	}
	return tx.MoveTask(t, TaskCancelled, "Skipped this time.")
}

// rewriteSeries writes on the series of a task what a change makes of it.
func (tx *Tx) rewriteSeries(t *Task, change func(*TaskSeries)) error {
	s, err := tx.seriesToChange(t)
	if err != nil {
		return err
	}
	before := *s
	change(s)
	return tx.saveSeries(SeriesChanged, &before, s)
}

func (tx *Tx) seriesToChange(t *Task) (*TaskSeries, error) {
	if err := tx.Who.Must(ChangeTask, tx.Who.taskScope(t)); err != nil {
		return nil, err
	}
	if t.TaskSeriesID == nil {
		return nil, NotFound("This repeating task")
	}
	return tx.seriesByID(*t.TaskSeriesID)
}

func (tx *Tx) changeSeries(t *Task, kind EventType, change func(*TaskSeries) error) error {
	s, err := tx.seriesToChange(t)
	if err != nil {
		return err
	}
	before := *s
	if err := change(s); err != nil || before.State == s.State {
		return err
	}
	return tx.saveSeries(kind, &before, s)
}

func (tx *Tx) saveSeries(kind EventType, before, s *TaskSeries) error {
	if err := tx.Save(s); err != nil {
		return err
	}
	return tx.Emit(kind, s, before, s)
}
