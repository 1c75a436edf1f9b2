package models_test

import (
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/modelstest"
)

// round is a company with one repeating task of Mo, on the team that Liv leads.
type round struct {
	t     *testing.T
	db    *models.DB
	clock *modelstest.Clock
	mo    *models.Person
	liv   *models.Person
	task  *models.Task
}

func newRound(t *testing.T, db *models.DB, clock *modelstest.Clock, zone string, p models.Repeat) *round {
	t.Helper()
	r := &round{t: t, db: db, clock: clock, mo: &models.Person{Name: "Mo Member", Active: true}, liv: &models.Person{Name: "Liv Lead", Active: true}}
	r.write(func(tx *models.Tx) error {
		c := models.NewCompany("Fjord IT")
		c.TimeZone = zone
		if err := tx.Insert(c); err != nil {
			return err
		}
		for _, one := range []*models.Person{r.mo, r.liv} {
			if err := tx.Insert(one); err != nil {
				return err
			}
		}
		team := &models.Team{Name: "Support", LeadPersonID: &r.liv.ID}
		if err := tx.Insert(team); err != nil {
			return err
		}
		o := &models.Objective{Title: "Answer first", State: models.Active}
		if err := tx.AddObjective(o); err != nil {
			return err
		}
		r.task = &models.Task{Title: "Read the log", TeamID: &team.ID, OwnerPersonID: &r.mo.ID, DueDay: tx.Today(), ObjectiveIDs: []string{o.ID}}
		if err := tx.AddTask(r.task); err != nil {
			return err
		}
		if err := tx.AddTaskItem(r.task, "Open it"); err != nil {
			return err
		}
		return tx.RepeatTask(r.task, p)
	})
	return r
}

func (r *round) write(f func(tx *models.Tx) error) {
	r.t.Helper()
	if err := r.db.Write(r.t.Context(), models.CommandLine, f); err != nil {
		r.t.Fatal(err)
	}
}

// works lets the hour's look and everything it asks for be done.
func (r *round) works() {
	r.t.Helper()
	r.write(func(tx *models.Tx) error { return tx.RepeatDue() })
	for {
		done := 0
		r.write(func(tx *models.Tx) error {
			list, err := tx.ClaimWork("test", []models.WorkKind{models.RepeatTasks}, 50, time.Minute)
			for _, w := range list {
				if err := tx.MakeNext(w.Ref); err != nil {
					return err
				}
				if err := tx.FinishWork(w); err != nil {
					return err
				}
			}
			done = len(list)
			return err
		})
		if done == 0 {
			return
		}
	}
}

func (r *round) tasks() (list []*models.Task) {
	r.t.Helper()
	err := r.db.Read(r.t.Context(), models.CommandLine, func(rd *models.Read) error {
		return rd.DB().Where("task_series_id IS NOT NULL").Order("series_day").Find(&list).Error
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return list
}

func (r *round) days() (days []day.Day) {
	for _, t := range r.tasks() {
		days = append(days, t.DueDay)
	}
	return days
}

func (r *round) on(ref string, f func(tx *models.Tx, t *models.Task) error) {
	r.t.Helper()
	r.write(func(tx *models.Tx) error {
		t, err := tx.TaskByRef(ref)
		if err != nil {
			return err
		}
		return f(tx, t)
	})
}

var everyDay = models.Repeat{Every: 1, Unit: models.EveryDay}

func TestTheNextOneIsMadeWhenTheFormerIsDoneAndBringsItsLinksAndChecklistAlong(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		r := newRound(t, db, clock, "Europe/Berlin", models.Repeat{Every: 1, Unit: models.EveryWeek, Weekdays: []time.Weekday{time.Monday}})
		r.works()
		if n := len(r.tasks()); n != 1 {
			t.Fatalf("%d tasks before its day and before it is done", n)
		}
		r.on(r.task.Ref, (*models.Tx).CloseTask)
		r.works()
		r.works()
		list := r.tasks()
		if len(list) != 2 || list[1].DueDay != "2026-11-23" || list[1].Title != r.task.Title || list[1].State != models.TaskOpen || *list[1].OwnerPersonID != r.mo.ID {
			t.Fatalf("%v", r.days())
		}
		r.on(list[1].Ref, func(tx *models.Tx, next *models.Task) error {
			items, err := tx.TaskItems(next)
			if len(items) != 1 || items[0].Words != "Open it" || items[0].DoneDay != "" || len(next.ObjectiveIDs) != 1 {
				t.Errorf("%d lines, %d links", len(items), len(next.ObjectiveIDs))
			}
			return err
		})
		r.on(r.task.Ref, (*models.Tx).ReopenTask) // and done again: nothing further comes of it
		r.on(r.task.Ref, (*models.Tx).CloseTask)
		r.works()
		if n := len(r.tasks()); n != 2 {
			t.Errorf("%d tasks", n)
		}
	})
}

func TestItComesOnItsDayInTheCompanysZoneAlthoughTheFormerIsOpen(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		clock.Set(time.Date(2026, 10, 24, 12, 0, 0, 0, time.UTC)) // clocks go back in the night
		r := newRound(t, db, clock, "Europe/Berlin", everyDay)
		for _, step := range []struct {
			at   time.Time
			want int
		}{
			{time.Date(2026, 10, 24, 21, 59, 0, 0, time.UTC), 1}, {time.Date(2026, 10, 24, 22, 0, 0, 0, time.UTC), 2},
			{time.Date(2026, 10, 25, 22, 59, 0, 0, time.UTC), 2}, {time.Date(2026, 10, 25, 23, 0, 0, 0, time.UTC), 3},
			{time.Date(2026, 10, 25, 20, 0, 0, 0, time.UTC), 3}, // a clock that was set back
		} {
			clock.Set(step.at)
			r.works()
			if n := len(r.tasks()); n != step.want {
				t.Errorf("%s: %v", step.at, r.days())
			}
		}
	})
}

func TestOfDaysThatPassedOnlyTheLatestIsMadeAndItSaysSo(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		r := newRound(t, db, clock, "UTC", everyDay)
		clock.Advance(30 * 24 * time.Hour)
		r.works()
		list := r.tasks()
		if len(list) != 2 || list[1].DueDay != "2026-12-16" || list[1].SeriesNote != "29 earlier ones, from 17 November 2026 to 15 December 2026, were not made: their days had passed." {
			t.Errorf("%v %q", r.days(), list[len(list)-1].SeriesNote)
		}
	})
}

func TestASeriesEndsSkipsAndComesAgain(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		r := newRound(t, db, clock, "UTC", models.Repeat{Every: 1, Unit: models.EveryDay, Times: 4})
		r.on(r.task.Ref, (*models.Tx).SkipTask)
		r.works()
		list := r.tasks()
		if len(list) != 2 || list[0].State != models.TaskCancelled {
			t.Fatalf("%v", r.days())
		}
		r.on(list[1].Ref, (*models.Tx).EndSeries)
		r.on(list[1].Ref, (*models.Tx).CloseTask)
		clock.Advance(5 * 24 * time.Hour)
		r.works()
		if n := len(r.tasks()); n != 2 {
			t.Errorf("%d after its end", n)
		}
		r.on(list[1].Ref, (*models.Tx).ResumeSeries)
		r.works()
		if days := r.days(); len(days) != 3 || days[2] != "2026-11-21" {
			t.Errorf("%v", days)
		}
		clock.Advance(20 * 24 * time.Hour)
		r.works()
		clock.Advance(20 * 24 * time.Hour)
		r.works()
		if days := r.days(); len(days) != 4 {
			t.Errorf("%v of four", days)
		}
	})
}

func TestOneIsChangedAloneOrWithAllThatCome(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		r := newRound(t, db, clock, "UTC", everyDay)
		rename := func(ref, title string, all bool) {
			r.on(ref, func(tx *models.Tx, task *models.Task) error {
				before := *task
				task.Title = title
				if err := tx.ChangeTask(&before, task); err != nil || !all {
					return err
				}
				return tx.ChangeComing(task)
			})
		}
		rename(r.task.Ref, "Read it twice today", false)
		clock.Advance(24 * time.Hour)
		r.works()
		rename(r.tasks()[1].Ref, "Read the journal", true)
		clock.Advance(24 * time.Hour)
		r.works()
		list := r.tasks()
		if list[0].Title != "Read it twice today" || list[1].Title != "Read the journal" || list[2].Title != "Read the journal" {
			t.Errorf("%s, %s, %s", list[0].Title, list[1].Title, list[2].Title)
		}
	})
}

func TestWhenItsOwnerHasLeftItGoesToTheLeadOfTheTeam(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		r := newRound(t, db, clock, "UTC", everyDay)
		leave := func(p *models.Person) {
			r.write(func(tx *models.Tx) error {
				gone := *p
				gone.Active = false
				return tx.Save(&gone)
			})
		}
		leave(r.mo)
		clock.Advance(24 * time.Hour)
		r.works()
		if next := r.tasks()[1]; next.OwnerPersonID == nil || *next.OwnerPersonID != r.liv.ID || next.SeriesNote != "Mo Member left, so it is with the lead of Support." {
			t.Errorf("%+v", next)
		}
		leave(r.liv)
		clock.Advance(24 * time.Hour)
		r.works()
		if next := r.tasks()[2]; next.OwnerPersonID != nil || next.SeriesNote == "" {
			t.Errorf("%+v", next)
		}
	})
}

func TestHoweverManyProgramsAskTheNextOneIsMadeOnce(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		r := newRound(t, db, clock, "UTC", everyDay)
		clock.Advance(24 * time.Hour)
		var series models.TaskSeries
		r.write(func(tx *models.Tx) error { return tx.DB().First(&series).Error })
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				// Who comes second finds it made, or is rolled back.
				_ = db.Write(t.Context(), models.Background, func(tx *models.Tx) error { return tx.MakeNext(series.ID + " " + string(series.NextDay)) })
			})
		}
		all.Wait()
		if days := r.days(); len(days) != 2 {
			t.Errorf("%v", days)
		}
	})
}

func TestWhatCannotRepeatSaysWhy(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		r := newRound(t, db, clock, "UTC", everyDay)
		today := day.Day("2026-11-16")
		for about, c := range map[string]struct {
			due day.Day
			p   models.Repeat
		}{
			"every": {today, models.Repeat{Every: 0, Unit: models.EveryDay}}, "unit": {today, models.Repeat{Every: 1, Unit: "hour"}}, "weekdays": {today, models.Repeat{Every: 1, Unit: models.EveryWeek}},
			"times": {today, models.Repeat{Every: 1, Unit: models.EveryDay, Times: 1}}, "until": {today, models.Repeat{Every: 1, Unit: models.EveryDay, Until: today}}, "": {"", everyDay},
		} {
			err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
				one := &models.Task{Title: "x", OwnerPersonID: &r.mo.ID, DueDay: c.due}
				if err := tx.AddTask(one); err != nil {
					return err
				}
				return tx.RepeatTask(one, c.p)
			})
			if refusal, ok := models.AsRefusal(err); !ok || refusal.About != about {
				t.Errorf("%q: %v", about, err)
			}
		}
		err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
			one := &models.Task{Title: "x", OwnerPersonID: &r.mo.ID, DueDay: "1999-01-01"}
			if err := tx.AddTask(one); err != nil {
				return err
			}
			return tx.RepeatTask(one, everyDay)
		})
		if _, ok := models.AsRefusal(err); !ok {
			t.Errorf("an old day: %v", err)
		}
	})
}
